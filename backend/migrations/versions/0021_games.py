"""games

Live games. Their players are attempts, so that results, downloads and erasing cover them. No older
release reads the new tables; it takes attempts of a game for attempts of the quiz.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0021'
down_revision = '0020'


def upgrade():
    op.create_table('game',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('number', sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column('pin', sa.Text(), nullable=False),
        sa.Column('host_key', sa.Text(), nullable=False),
        sa.Column('screen_key', sa.Text(), nullable=False),
        sa.Column('quiz_id', sa.BigInteger(), nullable=False),
        sa.Column('host_id', sa.BigInteger(), nullable=True),
        sa.Column('options', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('rules', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('question_ids', postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column('question_points', postgresql.ARRAY(sa.Double()), nullable=False),
        sa.Column('shuffle_seed', sa.BigInteger(), nullable=False),
        sa.Column('round', sa.Integer(), server_default='0', nullable=False),
        sa.Column('opens_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('closes_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('standings', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.Column('locked', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('hides_names', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('paused_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('created_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('commanded_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('host_seen_at', sa.TIMESTAMP(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('ended_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name=op.f('fk_game_quiz_id_quiz')),
        sa.ForeignKeyConstraint(['host_id'], ['user.id'], name=op.f('fk_game_host_id_user'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_game'))
    )
    op.create_index('ix_game_pin', 'game', ['pin'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('ix_game_quiz_id', 'game', ['quiz_id', 'number'], unique=False)
    op.create_index('ix_game_host_id', 'game', ['host_id'], unique=False, postgresql_where=sa.text('host_id IS NOT NULL'))
    op.create_table('game_round',
        sa.Column('game_id', sa.Uuid(), nullable=False),
        sa.Column('round', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('question_id', sa.BigInteger(), nullable=False),
        sa.Column('opened_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('settled_at', sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column('voided', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.ForeignKeyConstraint(['game_id'], ['game.id'], name=op.f('fk_game_round_game_id_game'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_game_round_question_id_question')),
        sa.PrimaryKeyConstraint('game_id', 'round', name=op.f('pk_game_round'))
    )
    op.create_table('game_result',
        sa.Column('game_id', sa.Uuid(), nullable=False),
        sa.Column('round', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('shard', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(['game_id'], ['game.id'], name=op.f('fk_game_result_game_id_game'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('game_id', 'round', 'shard', name=op.f('pk_game_result'))
    )
    # Columns without a default rewrite no rows.
    op.add_column('attempt', sa.Column('game_id', sa.Uuid(), nullable=True))
    op.add_column('attempt', sa.Column('name_key', sa.Text(), nullable=True))
    op.add_column('attempt', sa.Column('team', sa.Integer(), nullable=True))
    op.add_column('attempt', sa.Column('kicked_at', sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_foreign_key(op.f('fk_attempt_game_id_game'), 'attempt', 'game', ['game_id'], ['id'], ondelete='CASCADE')
    op.create_index('ix_attempt_game_id', 'attempt', ['game_id', 'name_key'], unique=True, postgresql_where=sa.text('game_id IS NOT NULL'))


def downgrade():
    op.execute('DELETE FROM attempt WHERE game_id IS NOT NULL')
    op.drop_index('ix_attempt_game_id', table_name='attempt', postgresql_where=sa.text('game_id IS NOT NULL'))
    op.drop_constraint(op.f('fk_attempt_game_id_game'), 'attempt', type_='foreignkey')
    for column in ('kicked_at', 'team', 'name_key', 'game_id'):
        op.drop_column('attempt', column)
    op.drop_table('game_result')
    op.drop_table('game_round')
    op.drop_table('game')
