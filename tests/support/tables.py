"""The rows of the database: emptied, counted, compared."""

from sqlalchemy import func, select, text

from backend.models import Attempt, Question, Quiz, db

TABLES = (
    "former_verdict, rescore, answer, attempt, accommodation, question_draft, quiz_draft,"
    ' quiz_share, quiz_question, quiz, question, media, audit, link, session, wait, "user"'
)


def empty_tables() -> None:
    """Delete every row; ids begin at 1 again."""
    db.session.execute(text(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE"))
    db.session.commit()


def count(table: type[Question] | type[Quiz] | type[Attempt]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def versions() -> list[tuple[str, str]]:
    """Which version of each row is stored: PostgreSQL's own row version changes at any write."""
    tables = ("quiz", "question", "quiz_question")
    return [
        (table, str(row))
        for table in tables
        for row in db.session.execute(text(f"SELECT ctid, xmin FROM {table} ORDER BY ctid")).all()
    ]
