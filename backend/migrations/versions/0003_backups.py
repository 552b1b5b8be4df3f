"""record backups

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade():
    op.create_table(
        'backup',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'made_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False
        ),
        sa.Column('bytes', sa.BigInteger(), nullable=False),
        sa.Column('answers', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_backup')),
    )


def downgrade():
    op.drop_table('backup')
