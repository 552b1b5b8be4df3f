"""Benchmark data, generated in PostgreSQL: small and large banks and leaderboards."""

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812  (a class)

# Copies of a real question, so that rows have real sizes.
BANK = """
    WITH added AS (
        INSERT INTO question
            (type, prompt, body, explanation, html, view, tags, difficulty, source, created_at)
        SELECT q.type, q.prompt, q.body, q.explanation, q.html, q.view, q.tags, q.difficulty, '{}',
               now()
        FROM (SELECT * FROM question ORDER BY id LIMIT 1) q, generate_series(1, %(size)s)
        RETURNING id
    ), quiz AS (
        INSERT INTO quiz (slug, title, description, description_html, language, settings)
        VALUES (%(slug)s, %(slug)s, '', '', 'en', '{"draw": 10}') RETURNING id
    )
    INSERT INTO quiz_question (quiz_id, position, question_id)
    SELECT quiz.id, row_number() OVER (ORDER BY added.id), added.id FROM added, quiz
"""

# Finished attempts with scores 0..10 over the last year.
ATTEMPTS = """
    INSERT INTO attempt (id, quiz_id, player_name, question_ids, question_points, feedback,
                         shuffle_seed, started_at, finished_at, score, max_score)
    SELECT uuidv7(-n * interval '31 seconds'), quiz.id, 'Player ' || n, ids.ids,
           array_fill(1::float8, ARRAY[10]), 'immediate', n, now() - n * interval '31 seconds',
           now() - n * interval '30 seconds', n %% 11, 10
    FROM quiz, generate_series(1, %(size)s) n,
         (SELECT array_agg(question_id) AS ids FROM (
             SELECT question_id FROM quiz_question ORDER BY quiz_id, position LIMIT 10) ten) ids
    WHERE quiz.slug = %(slug)s
"""

# Running attempts, to be answered.
OPEN_ATTEMPTS = """
    INSERT INTO attempt (id, quiz_id, question_ids, question_points, feedback, shuffle_seed,
                         started_at, max_score)
    SELECT uuidv7(), quiz.id, ids.ids, array_fill(1::float8, ARRAY[10]), 'immediate', n,
           now(), 10
    FROM quiz, generate_series(1, %(size)s) n,
         LATERAL (SELECT array_agg(question_id) AS ids FROM (
             SELECT question_id FROM quiz_question
             WHERE quiz_id = quiz.id ORDER BY position LIMIT 10) ten) ids
    WHERE quiz.slug = %(slug)s
    RETURNING id, question_ids
"""

# A live game whose first question is open, and its players.
OPEN_ROUND = """
    UPDATE game SET round = 1, opens_at = now() - interval '1 second',
        closes_at = now() + interval '1 hour'
    WHERE id = %(game)s
"""
PLAYERS = """
    INSERT INTO attempt (id, quiz_id, game_id, name_key, player_name, question_ids,
                         question_points, feedback, rules, shuffle_seed, opaque_ids, max_score)
    SELECT uuidv7(), quiz_id, game.id, 'p' || n, 'P' || n, question_ids, question_points, 'at_end',
           rules, shuffle_seed, true, 10
    FROM game, generate_series(1, %(size)s) n
    WHERE game.id = %(game)s
    RETURNING id
"""


def connect(uri: str) -> Connection:
    connection = psycopg2.connect(uri)
    connection.autocommit = True
    return connection


def add_quiz(connection: Connection, slug: str, questions: int, attempts: int) -> None:
    """A quiz with that many questions and finished attempts."""
    with connection.cursor() as cursor:
        cursor.execute(BANK, {"slug": slug, "size": questions})
        cursor.execute(ATTEMPTS, {"slug": slug, "size": attempts})


def settle(connection: Connection) -> None:
    """Update statistics and visibility maps, as in a database that has run for a while."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS floor (id bigserial PRIMARY KEY, note text)")
        cursor.execute("VACUUM ANALYZE")
        # Cleaning up after millions of rows takes a core for minutes: in some cases, not in others.
        cursor.execute("ALTER SYSTEM SET autovacuum = off")
        cursor.execute("ALTER SYSTEM SET max_wal_size = '16GB'")
        cursor.execute("SELECT pg_reload_conf()")
        cursor.execute("CHECKPOINT")
        # Warm the system's cache: otherwise one case would measure the disk.
        cursor.execute("SELECT count(*) FROM question WHERE difficulty < 0")


def open_attempts(connection: Connection, slug: str, count: int) -> list[tuple[str, list[int]]]:
    """Fresh attempts: their ids and their questions."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ATTEMPTS, {"slug": slug, "size": count})
        return [(row[0], row[1]) for row in cursor.fetchall()]


def open_game(connection: Connection, game: str, players: int) -> list[str]:
    """Open the first question of a new game; return the ids of so many new players."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ROUND, {"game": game})
        cursor.execute(PLAYERS, {"game": game, "size": players})
        return [row[0] for row in cursor.fetchall()]
