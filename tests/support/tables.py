"""The rows of the database: emptied, kept, counted, compared."""

from functools import cache
from io import BytesIO

from psycopg2.extensions import cursor
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


class Kept:
    """All rows at one moment, to be put into empty tables again: quicker than making them again."""

    def __init__(self) -> None:
        """Keep the rows that are committed now."""
        self.rows: dict[str, bytes] = {}
        with _cursor() as copying:
            for table in db.metadata.sorted_tables:
                copy = BytesIO()
                copying.copy_expert(f'COPY "{table.name}" TO STDOUT', copy)
                if copy.tell():
                    self.rows[table.name] = copy.getvalue()
            copying.execute("SELECT schemaname, sequencename, last_value FROM pg_sequences")
            self.sequences = [row for row in copying.fetchall() if row[2] is not None]
        db.session.rollback()

    def restore(self) -> None:
        with _cursor() as copying:
            for table, copy in self.rows.items():
                copying.copy_expert(f'COPY "{table}" FROM STDIN', BytesIO(copy))
            for schema, sequence, value in self.sequences:
                copying.execute(
                    "SELECT setval(format('%%I.%%I', %s, %s)::regclass, %s)",
                    (schema, sequence, value),
                )
        db.session.commit()


def _cursor() -> cursor:
    connection = db.session.connection().connection.driver_connection
    assert connection
    found: cursor = connection.cursor()
    return found


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
