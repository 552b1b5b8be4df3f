"""accounts, rules of play, media, drafts

Everything authors need: accounts, drafts, images and sounds, and how a quiz is scored and timed. One
migration for each would have been better; this one is released, so it stays.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'


def upgrade():
    op.create_table('user',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('role', sa.Text(), server_default='author', nullable=False),
    sa.Column('oidc_subject', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('author', 'admin')", name=op.f('ck_user_role')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user')),
    sa.UniqueConstraint('email', name=op.f('uq_user_email')),
    sa.UniqueConstraint('oidc_subject', name=op.f('uq_user_oidc_subject'))
    )
    op.create_table('link',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('role', sa.Text(), nullable=True),
    sa.Column('user_id', sa.BigInteger(), nullable=True),
    sa.Column('created_by', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("purpose IN ('setup', 'invitation', 'reset')", name=op.f('ck_link_purpose')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_link_created_by_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_link_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_link'))
    )
    op.create_table('media',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('uploaded_by', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['uploaded_by'], ['user.id'], name=op.f('fk_media_uploaded_by_user'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_media'))
    )
    op.create_table('session',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('agent', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_session_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_session'))
    )
    op.create_index(op.f('ix_session_user_id'), 'session', ['user_id'], unique=False)
    op.create_table('accommodation',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('token', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('time_factor', sa.Double(), nullable=True),
    sa.Column('created_by', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('time_factor BETWEEN 1 AND 10', name=op.f('ck_accommodation_time_factor')),
    sa.ForeignKeyConstraint(['created_by'], ['user.id'], name=op.f('fk_accommodation_created_by_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_accommodation_quiz_id_quiz'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accommodation')),
    sa.UniqueConstraint('token', name=op.f('uq_accommodation_token'))
    )
    op.create_index(op.f('ix_accommodation_quiz_id'), 'accommodation', ['quiz_id'], unique=False)
    op.create_table('audit',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=True),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('quiz_id', sa.BigInteger(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_audit_quiz_id_quiz'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_audit_user_id_user'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit'))
    )
    op.create_index(op.f('ix_audit_quiz_id'), 'audit', ['quiz_id'], unique=False)
    op.create_table('quiz_draft',
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('content', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('edited_by', sa.BigInteger(), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['edited_by'], ['user.id'], name=op.f('fk_quiz_draft_edited_by_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_quiz_draft_quiz_id_quiz'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('quiz_id', name=op.f('pk_quiz_draft'))
    )
    op.create_table('quiz_share',
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('may', sa.Text(), nullable=False),
    sa.CheckConstraint("may IN ('view', 'edit')", name=op.f('ck_quiz_share_may')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_quiz_share_quiz_id_quiz'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_quiz_share_user_id_user'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('quiz_id', 'user_id', name=op.f('pk_quiz_share'))
    )
    op.create_index(op.f('ix_quiz_share_user_id'), 'quiz_share', ['user_id'], unique=False)
    op.create_table('question_draft',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('quiz_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.Double(), nullable=False),
    sa.Column('content', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('question_id', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('edited_by', sa.BigInteger(), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['edited_by'], ['user.id'], name=op.f('fk_question_draft_edited_by_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_draft_question_id_question')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_draft.quiz_id'], name=op.f('fk_question_draft_quiz_id_quiz_draft'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_draft'))
    )
    op.create_index(op.f('ix_question_draft_quiz_id'), 'question_draft', ['quiz_id'], unique=False)
    op.add_column('attempt', sa.Column('rules', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False))
    op.add_column('attempt', sa.Column('accommodation_id', sa.BigInteger(), nullable=True))
    op.add_column('attempt', sa.Column('player_key', sa.Text(), nullable=True))
    op.add_column('attempt', sa.Column('asked_at', postgresql.ARRAY(sa.DateTime(timezone=True)), nullable=True))
    op.add_column('attempt', sa.Column('deadline', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_attempt_player_key', 'attempt', ['quiz_id', 'player_key'], unique=False, postgresql_where=sa.text('player_key IS NOT NULL'))
    op.create_index('ix_attempt_quiz_id', 'attempt', ['quiz_id', 'id'], unique=False)
    op.create_foreign_key(op.f('fk_attempt_accommodation_id_accommodation'), 'attempt', 'accommodation', ['accommodation_id'], ['id'], ondelete='SET NULL')
    op.add_column('quiz', sa.Column('revision', sa.BigInteger(), server_default='1', nullable=False))
    op.add_column('quiz', sa.Column('owner_id', sa.BigInteger(), nullable=True))
    op.add_column('quiz', sa.Column('origin', sa.Text(), nullable=True))
    op.execute("UPDATE quiz SET origin = 'pack'")  # the only origin until now
    op.add_column('quiz', sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f('ix_quiz_owner_id'), 'quiz', ['owner_id'], unique=False)
    op.create_foreign_key(op.f('fk_quiz_owner_id_user'), 'quiz', 'user', ['owner_id'], ['id'], ondelete='SET NULL')


def downgrade():
    op.drop_constraint(op.f('fk_quiz_owner_id_user'), 'quiz', type_='foreignkey')
    op.drop_index(op.f('ix_quiz_owner_id'), table_name='quiz')
    op.drop_column('quiz', 'archived_at')
    op.drop_column('quiz', 'origin')
    op.drop_column('quiz', 'owner_id')
    op.drop_column('quiz', 'revision')
    op.drop_constraint(op.f('fk_attempt_accommodation_id_accommodation'), 'attempt', type_='foreignkey')
    op.drop_index('ix_attempt_quiz_id', table_name='attempt')
    op.drop_index('ix_attempt_player_key', table_name='attempt', postgresql_where=sa.text('player_key IS NOT NULL'))
    op.drop_column('attempt', 'deadline')
    op.drop_column('attempt', 'asked_at')
    op.drop_column('attempt', 'player_key')
    op.drop_column('attempt', 'accommodation_id')
    op.drop_column('attempt', 'rules')
    op.drop_index(op.f('ix_question_draft_quiz_id'), table_name='question_draft')
    op.drop_table('question_draft')
    op.drop_index(op.f('ix_quiz_share_user_id'), table_name='quiz_share')
    op.drop_table('quiz_share')
    op.drop_table('quiz_draft')
    op.drop_index(op.f('ix_audit_quiz_id'), table_name='audit')
    op.drop_table('audit')
    op.drop_index(op.f('ix_accommodation_quiz_id'), table_name='accommodation')
    op.drop_table('accommodation')
    op.drop_index(op.f('ix_session_user_id'), table_name='session')
    op.drop_table('session')
    op.drop_table('media')
    op.drop_table('link')
    op.drop_table('user')
