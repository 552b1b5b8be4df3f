"""studio

An index gives the list of an author's quizzes its order, and a draft knows whether it differs from
the published quiz.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade():
    op.add_column('quiz_draft', sa.Column('changed', sa.Boolean(), server_default='true', nullable=False))
    op.create_index('ix_quiz_updated_at', 'quiz', [sa.text('updated_at DESC'), sa.text('id DESC')], unique=False)
    op.create_index('ix_question_draft_question_id', 'question_draft', ['question_id'], unique=False)


def downgrade():
    op.drop_index('ix_question_draft_question_id', table_name='question_draft')
    op.drop_index('ix_quiz_updated_at', table_name='quiz')
    op.drop_column('quiz_draft', 'changed')
