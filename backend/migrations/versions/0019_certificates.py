"""certificates

Codes of certificates. No older release reads them.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'


def upgrade():
    op.create_table('certificate',
        sa.Column('code', sa.Text(), nullable=False),
        sa.Column('attempt_id', sa.Uuid(), nullable=False),
        sa.Column('issued_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_certificate_attempt_id_attempt'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_certificate')),
        sa.UniqueConstraint('attempt_id', name=op.f('uq_certificate_attempt_id')),
    )


def downgrade():
    op.drop_table('certificate')
