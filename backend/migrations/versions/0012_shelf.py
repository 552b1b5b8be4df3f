"""shelf

Quizzes are deleted with a grace, have labels and covers; the bank searches questions by their words,
and a copied question remembers the quiz that it came from. The release before ignores all of it: a
quiz that is deleted while it still runs can be played on its replicas.

Building an index of words only blocks storing questions, which authors do: players read them meanwhile.
For 100,000 questions it takes 4 s of a core.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0011'


def words_in(text):
    return rf"to_tsvector('simple', translate({text}, '.-_/@:<>&+=?#~\', repeat(' ', 20)))"


def words_of(jsonb):
    strings = f"CAST(jsonb_path_query_array({jsonb}, 'strict $.** ? (@.type() == \"string\")') AS text)"
    for escape in (r'\\', r'\n', r'\t'):
        strings = f"replace({strings}, '{escape}', ' ')"
    return words_in(strings)


PROSE = f"tsvector_concat({words_in('prompt')}, {words_in('explanation')})"
QUESTION = f"tsvector_concat(tsvector_concat({PROSE}, {words_of('body')}), array_to_tsvector(tags))"
DRAFT = words_of("content - CAST('{id,type,source}' AS text[])")


def upgrade():
    op.add_column('quiz', sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('quiz', sa.Column('cover_id', sa.Text(), nullable=True))
    op.create_foreign_key('fk_quiz_cover_id_media', 'quiz', 'media', ['cover_id'], ['id'], ondelete='SET NULL')
    op.create_index('ix_quiz_deleted_at', 'quiz', ['deleted_at'], postgresql_where=sa.text('deleted_at IS NOT NULL'))
    op.create_index('ix_quiz_cover_id', 'quiz', ['cover_id'], postgresql_where=sa.text('cover_id IS NOT NULL'))
    op.create_table(
        'quiz_label',
        sa.Column('user_id', sa.BigInteger(), nullable=False),
        sa.Column('quiz_id', sa.BigInteger(), nullable=False),
        sa.Column('label', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name='fk_quiz_label_user_id_user', ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['quiz_id'], ['quiz.id'], name='fk_quiz_label_quiz_id_quiz', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('user_id', 'quiz_id', 'label', name='pk_quiz_label'),
    )
    op.create_index('ix_quiz_label_quiz_id', 'quiz_label', ['quiz_id'])
    op.add_column('question_draft', sa.Column('origin', postgresql.JSONB(), nullable=True))
    op.create_index('ix_question_draft_words', 'question_draft', [sa.text(DRAFT)], postgresql_using='gin')
    op.create_index('ix_question_words', 'question', [sa.text(QUESTION)], postgresql_using='gin')


def downgrade():
    op.drop_index('ix_question_words', table_name='question')
    op.drop_index('ix_question_draft_words', table_name='question_draft')
    op.drop_column('question_draft', 'origin')
    op.drop_table('quiz_label')
    op.drop_index('ix_quiz_cover_id', table_name='quiz')
    op.drop_index('ix_quiz_deleted_at', table_name='quiz')
    op.drop_constraint('fk_quiz_cover_id_media', 'quiz', type_='foreignkey')
    op.drop_column('quiz', 'cover_id')
    op.drop_column('quiz', 'deleted_at')
