"""comments

What authors comment on answers. No older release reads it.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'


def upgrade():
    op.create_table('answer_comment',
        sa.Column('attempt_id', sa.Uuid(), nullable=False),
        sa.Column('question_id', sa.BigInteger(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('written_by', sa.BigInteger(), nullable=True),
        sa.Column('written_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_answer_comment_attempt_id_attempt'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['written_by'], ['user.id'], name=op.f('fk_answer_comment_written_by_user'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('attempt_id', 'question_id', name=op.f('pk_answer_comment'))
    )


def downgrade():
    op.drop_table('answer_comment')
