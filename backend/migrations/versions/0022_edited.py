"""edited

Indexes that have an author's list of quizzes in its order.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'


def upgrade():
    op.create_index('ix_quiz_owner_updated', 'quiz', ['owner_id', sa.text('updated_at DESC'), sa.text('id DESC')])
    op.create_index('ix_quiz_draft_edited_at', 'quiz_draft', [sa.text('edited_at DESC'), sa.text('quiz_id DESC')])


def downgrade():
    op.drop_index('ix_quiz_draft_edited_at', table_name='quiz_draft')
    op.drop_index('ix_quiz_owner_updated', table_name='quiz')
