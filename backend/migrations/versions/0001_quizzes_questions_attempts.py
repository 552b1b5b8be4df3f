"""quizzes, questions, attempts

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None


def upgrade():
    op.create_table('question',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('type', sa.Text(), nullable=False),
    sa.Column('prompt', sa.Text(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('html', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('view', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('tags', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('difficulty', sa.Integer(), nullable=False),
    sa.Column('source', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('supersedes_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('difficulty BETWEEN 1 AND 3', name=op.f('ck_question_difficulty')),
    sa.ForeignKeyConstraint(['supersedes_id'], ['question.id'], name=op.f('fk_question_supersedes_id_question')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question'))
    )
    op.create_index('ix_question_supersedes_id', 'question', ['supersedes_id'], unique=False, postgresql_where=sa.text('supersedes_id IS NOT NULL'))
    op.create_table('quiz',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('description_html', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('visibility', sa.Text(), server_default='public', nullable=False),
    sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("visibility IN ('public', 'unlisted', 'private')", name=op.f('ck_quiz_visibility')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz')),
    sa.UniqueConstraint('slug', name=op.f('uq_quiz_slug'))
    )
    op.create_table('attempt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('player_name', sa.Text(), nullable=True),
    sa.Column('question_ids', postgresql.ARRAY(sa.BigInteger()), nullable=False),
    sa.Column('question_points', postgresql.ARRAY(sa.Double()), nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('shuffle_seed', sa.BigInteger(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('max_score', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_attempt_quiz_id_quiz')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    op.create_index('ix_attempt_best', 'attempt', ['quiz_id', sa.literal_column('score DESC'), sa.literal_column('finished_at DESC')], unique=False, postgresql_where=sa.text('finished_at IS NOT NULL AND player_name IS NOT NULL'))
    op.create_index('ix_attempt_latest', 'attempt', ['quiz_id', sa.literal_column('finished_at DESC')], unique=False, postgresql_where=sa.text('finished_at IS NOT NULL AND player_name IS NOT NULL'))
    op.create_table('quiz_question',
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('question_id', sa.BigInteger(), nullable=False),
    sa.Column('points', sa.Double(), server_default='1', nullable=False),
    sa.CheckConstraint('points > 0', name=op.f('ck_quiz_question_points')),
    sa.CheckConstraint('position > 0', name=op.f('ck_quiz_question_position')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_quiz_question_question_id_question')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_quiz_question_quiz_id_quiz'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('quiz_id', 'position', name=op.f('pk_quiz_question'))
    )
    op.create_index(op.f('ix_quiz_question_question_id'), 'quiz_question', ['question_id'], unique=False)
    op.create_table('answer',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.BigInteger(), nullable=False),
    sa.Column('response', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('credit', sa.Double(), nullable=False),
    sa.Column('points', sa.Double(), nullable=False),
    sa.Column('elapsed_ms', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_answer_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_answer_question_id_question')),
    sa.PrimaryKeyConstraint('attempt_id', 'question_id', name=op.f('pk_answer'))
    )


def downgrade():
    op.drop_table('answer')
    op.drop_index(op.f('ix_quiz_question_question_id'), table_name='quiz_question')
    op.drop_table('quiz_question')
    op.drop_index('ix_attempt_latest', table_name='attempt', postgresql_where=sa.text('finished_at IS NOT NULL AND player_name IS NOT NULL'))
    op.drop_index('ix_attempt_best', table_name='attempt', postgresql_where=sa.text('finished_at IS NOT NULL AND player_name IS NOT NULL'))
    op.drop_table('attempt')
    op.drop_table('quiz')
    op.drop_index('ix_question_supersedes_id', table_name='question', postgresql_where=sa.text('supersedes_id IS NOT NULL'))
    op.drop_table('question')
