"""practice

Attempts at the missed questions of another attempt. They belong to it, and to no quiz, so that nothing
that is counted by quiz has them. The release before stores attempts of a quiz only, and finds no others.
The check scans `attempt` once; a column without a default rewrites no rows.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'


def upgrade():
    op.add_column('attempt', sa.Column('practice_of', sa.Uuid(), nullable=True))
    op.alter_column('attempt', 'quiz_id', existing_type=sa.BigInteger(), nullable=True)
    op.create_check_constraint(op.f('ck_attempt_practice'), 'attempt', '(quiz_id IS NULL) = (practice_of IS NOT NULL)')
    op.create_foreign_key(op.f('fk_attempt_practice_of_attempt'), 'attempt', 'attempt', ['practice_of'], ['id'], ondelete='CASCADE')
    op.create_index('ix_attempt_practice_of', 'attempt', ['practice_of'], unique=False, postgresql_where=sa.text('practice_of IS NOT NULL'))


def downgrade():
    op.execute('DELETE FROM attempt WHERE quiz_id IS NULL')
    op.drop_index('ix_attempt_practice_of', table_name='attempt', postgresql_where=sa.text('practice_of IS NOT NULL'))
    op.drop_constraint(op.f('fk_attempt_practice_of_attempt'), 'attempt', type_='foreignkey')
    op.drop_constraint(op.f('ck_attempt_practice'), 'attempt', type_='check')
    op.alter_column('attempt', 'quiz_id', existing_type=sa.BigInteger(), nullable=False)
    op.drop_column('attempt', 'practice_of')
