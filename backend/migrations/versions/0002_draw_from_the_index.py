"""draw from the index alone

Drawing reads a few random rows of what may be a large table: with the question and its points in
the key's index, the table itself is not read.

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


def downgrade():
    op.drop_constraint(KEY, 'quiz_question', type_='primary')
    op.create_primary_key(KEY, 'quiz_question', ['quiz_id', 'position'])
