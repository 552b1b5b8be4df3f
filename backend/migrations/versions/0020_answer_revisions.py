"""answer revisions

How often answers of attempts with free navigation were changed. No older release reads them, and none
starts such an attempt.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'


def upgrade():
    op.create_table('answer_revision',
        sa.Column('attempt_id', sa.Uuid(), nullable=False),
        sa.Column('question_id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_answer_revision_attempt_id_attempt'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('attempt_id', 'question_id', name=op.f('pk_answer_revision')),
    )


def downgrade():
    op.drop_table('answer_revision')
