"""newest attempts

The newest attempts of a quiz are found by number, for which there is an index.

Revision ID: 0023
Revises: 0022
"""

from alembic import op

revision = '0023'
down_revision = '0022'


def upgrade():
    op.drop_index('ix_attempt_quiz_id', table_name='attempt')


def downgrade():
    op.create_index('ix_attempt_quiz_id', 'attempt', ['quiz_id', 'id'])
