"""results

Authors refer to attempts by number, because anyone with an attempt's id can play and read it. The
verdict of an answer before a re-scoring is kept.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'


def upgrade():
    op.add_column('attempt', sa.Column('number', sa.BigInteger(), sa.Identity(), nullable=False))
    op.add_column('attempt', sa.Column('first_score', sa.Float(), nullable=True))
    op.create_index('ix_attempt_number', 'attempt', ['quiz_id', 'number'], unique=True)
    op.create_index('ix_attempt_score', 'attempt', ['quiz_id', 'score', 'number'], unique=False, postgresql_where=sa.text('finished_at IS NOT NULL'))
    op.add_column('answer', sa.Column('judged_by', sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f('fk_answer_judged_by_question'), 'answer', 'question', ['judged_by'], ['id'])
    op.create_table('rescore',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('done_by', sa.BigInteger(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['done_by'], ['user.id'], name=op.f('fk_rescore_done_by_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_rescore_quiz_id_quiz'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rescore'))
    )
    op.create_index(op.f('ix_rescore_quiz_id'), 'rescore', ['quiz_id'], unique=False)
    op.create_table('former_verdict',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.BigInteger(), nullable=False),
    sa.Column('rescore_id', sa.BigInteger(), nullable=False),
    sa.Column('credit', sa.Float(), nullable=False),
    sa.Column('points', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_former_verdict_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_former_verdict_question_id_question')),
    sa.ForeignKeyConstraint(['rescore_id'], ['rescore.id'], name=op.f('fk_former_verdict_rescore_id_rescore'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attempt_id', 'question_id', 'rescore_id', name=op.f('pk_former_verdict'))
    )
    op.create_index(op.f('ix_former_verdict_rescore_id'), 'former_verdict', ['rescore_id'], unique=False)


def downgrade():
    op.drop_table('former_verdict')
    op.drop_table('rescore')
    op.drop_constraint(op.f('fk_answer_judged_by_question'), 'answer', type_='foreignkey')
    op.drop_column('answer', 'judged_by')
    op.drop_index('ix_attempt_score', table_name='attempt')
    op.drop_index('ix_attempt_number', table_name='attempt')
    op.drop_column('attempt', 'first_score')
    op.drop_column('attempt', 'number')
