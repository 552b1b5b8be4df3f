"""draw from the index alone

Drawing reads a few random rows of a table that may be large: with the question and its points in
the key's index, the table itself is not read. Questions are written once and read many times: rows
up to a page are not compressed (existing rows stay unchanged).

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = '0002'
down_revision = '0001'

KEY = 'pk_quiz_question'


def upgrade():
    op.drop_constraint(KEY, 'quiz_question', type_='primary')
    op.execute(
        f'ALTER TABLE quiz_question ADD CONSTRAINT {KEY}'
        ' PRIMARY KEY (quiz_id, position) INCLUDE (question_id, points)'
    )
    op.execute('ALTER TABLE question SET (toast_tuple_target = 8160)')


def downgrade():
    op.execute('ALTER TABLE question RESET (toast_tuple_target)')
    op.drop_constraint(KEY, 'quiz_question', type_='primary')
    op.create_primary_key(KEY, 'quiz_question', ['quiz_id', 'position'])
