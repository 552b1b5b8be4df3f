"""waits

Repeated password tries have to wait longer each time.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade():
    op.create_table('wait',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_wait'))
    )
    op.create_index(op.f('ix_wait_tried_at'), 'wait', ['tried_at'], unique=False)


def downgrade():
    op.drop_index(op.f('ix_wait_tried_at'), table_name='wait')
    op.drop_table('wait')
