"""The rows of the database: emptied, counted, compared."""

from functools import cache

from sqlalchemy import TextClause, func, select, text

from backend.models import Answer, Attempt, Question, Quiz, db
from backend.play import caches, compared, leaderboard, others


@cache
def _emptying() -> TextClause:
    """One statement; faster than TRUNCATE, which gives every table and index a new file.

    A table comes before those that it references.
    """
    deletions = [f'DELETE FROM "{table.name}"' for table in reversed(db.metadata.sorted_tables)]
    sequences = """
        SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL
    """
    return text("; ".join([*deletions, sequences]))


def empty_tables() -> None:
    """Delete every row, and what the process keeps of them; ids begin at 1 again."""
    db.session.execute(_emptying())
    db.session.commit()
    for kept in (
        *(caches.kept_quizzes, caches.kept_questions, leaderboard.boards),
        *(others.counted, compared.kept),
    ):
        kept.clear()


def only_quiz() -> Quiz:
    return db.session.scalars(select(Quiz)).one()


def count(table: type[Answer] | type[Attempt] | type[Question] | type[Quiz]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def versions() -> list[tuple[str, str]]:
    """The version of each stored row: PostgreSQL's own row version changes with any write."""
    tables = ("quiz", "question", "quiz_question")
    return [
        (table, str(row))
        for table in tables
        for row in db.session.execute(text(f"SELECT ctid, xmin FROM {table} ORDER BY ctid")).all()
    ]
