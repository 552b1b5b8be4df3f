"""hints and time limits

Hints of questions, the attempts that used them, and what each quiz keeps of its questions beside
points: a time limit, and notes for authors. The release before inserts rows without these columns. Adding columns with constant defaults rewrites no rows;
the check and the index scan `quiz_question` once.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013'
down_revision = '0012'


def upgrade():
    op.add_column('question', sa.Column('hint', sa.Text(), server_default='', nullable=False))
    op.add_column('attempt', sa.Column('hinted', sa.ARRAY(sa.BigInteger()), server_default='{}', nullable=False))
    op.add_column('quiz_question', sa.Column('seconds', sa.Integer(), nullable=True))
    op.add_column('quiz_question', sa.Column('notes', postgresql.JSONB(), server_default='{}', nullable=False))
    op.create_check_constraint(op.f('ck_quiz_question_seconds'), 'quiz_question', 'seconds BETWEEN 5 AND 3600')
    op.create_index('ix_quiz_question_seconds', 'quiz_question', ['quiz_id'], unique=False, postgresql_where=sa.text('seconds IS NOT NULL'), postgresql_include=['question_id', 'seconds'])


def downgrade():
    op.drop_index('ix_quiz_question_seconds', table_name='quiz_question', postgresql_where=sa.text('seconds IS NOT NULL'), postgresql_include=['question_id', 'seconds'])
    op.drop_constraint(op.f('ck_quiz_question_seconds'), 'quiz_question', type_='check')
    op.drop_column('quiz_question', 'notes')
    op.drop_column('quiz_question', 'seconds')
    op.drop_column('attempt', 'hinted')
    op.drop_column('question', 'hint')
