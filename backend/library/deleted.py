"""Delete a quiz: at once for everyone, for good after a grace in which its owner can restore it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select, text

from ..audit import audit
from ..errors.accounts import QuizNotShared
from ..errors.library import QuizFollowsFiles
from ..models import (
    Accommodation,
    Attempt,
    Game,
    QuestionDraft,
    Quiz,
    QuizDraft,
    QuizQuestion,
    User,
    db,
)
from .pages import newest_attempts

GRACE = timedelta(days=30)
COUNTED = 10_000
"""Counting attempts stops here."""


class Deletion(BaseModel):
    """What deleting a quiz deletes."""

    questions: Annotated[int, Field(description="Drafted or published, whichever are more.")]
    attempts: Annotated[int, Field(description=f"Counted up to {COUNTED}.")]
    running: Annotated[int, Field(description="Attempts not finished yet, of those counted.")]
    links: Annotated[int, Field(description="Personal links.")]
    days: Annotated[int, Field(description="For so long it can be restored.")]


class Removed(NamedTuple):
    """A quiz that is gone for good."""

    slug: str
    title: str
    deleted_at: datetime
    attempts: int
    questions: int
    """Those that no other quiz, draft or attempt refers to."""


def preview_deletion(quiz: Quiz) -> Deletion:
    """Return what `delete_quiz` would delete."""
    some = newest_attempts(Attempt.finished_at, quiz.id).limit(COUNTED).subquery()
    attempts, finished = db.session.execute(
        select(func.count(), func.count(some.c.finished_at)).select_from(some)
    ).one()
    return Deletion(
        questions=max(_count(QuestionDraft, quiz), _count(QuizQuestion, quiz)),
        attempts=attempts,
        running=attempts - finished,
        links=_count(Accommodation, quiz),
        days=GRACE.days,
    )


def _count(table: type[Accommodation | QuestionDraft | QuizQuestion], quiz: Quiz) -> int:
    counted = select(func.count()).select_from(table).where(table.quiz_id == quiz.id)
    return db.session.scalar(counted) or 0


def delete_quiz(user: User, quiz: Quiz) -> None:
    """Delete the quiz for everyone; its owner can restore it for GRACE.

    Raises QuizFollowsFiles for one that would come back: from a pack, or a folder of files.
    """
    if quiz.origin is not None:
        raise QuizFollowsFiles(origin=quiz.origin)
    quiz.deleted_at = datetime.now(UTC)
    quiz.revision = Quiz.revision + 1
    audit(user, "quiz.delete", quiz.id, title=quiz.title)
    db.session.commit()


def undelete(user: User, quiz: Quiz) -> None:
    """Restore a deleted quiz as it was, with all that belongs to it.

    Raises QuizNotShared if its grace is over.
    """
    if quiz.deleted_at is None:
        return
    if quiz.deleted_at < datetime.now(UTC) - GRACE:
        raise QuizNotShared(quiz=quiz.id)
    quiz.deleted_at = None
    quiz.revision = Quiz.revision + 1
    audit(user, "quiz.restore", quiz.id, title=quiz.title)
    db.session.commit()


def due() -> list[Quiz]:
    """The deleted quizzes whose grace is over, the oldest first."""
    over = select(Quiz).where(Quiz.deleted_at < func.now() - GRACE)
    return list(db.session.scalars(over.order_by(Quiz.deleted_at, Quiz.id)))


def remove_due() -> Iterator[Removed]:
    """Remove these quizzes for good; yield each once that is committed."""
    for quiz_id in [quiz.id for quiz in due()]:
        quiz = db.session.scalar(
            select(Quiz)
            .where(Quiz.id == quiz_id, Quiz.deleted_at < func.now() - GRACE)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        if quiz is not None:  # not restored or removed by another process meanwhile
            removed = _remove(quiz)
            db.session.commit()
            yield removed


# Its questions in every edition, and those that its attempts drew.
QUESTIONS = text("""
    WITH RECURSIVE own (id) AS (
        SELECT question_id FROM quiz_question WHERE quiz_id = :quiz_id
        UNION SELECT question_id FROM question_draft
            WHERE quiz_id = :quiz_id AND question_id IS NOT NULL
        UNION SELECT unnest(question_ids) FROM attempt WHERE quiz_id = :quiz_id
        UNION SELECT unnest(question_ids) FROM game WHERE quiz_id = :quiz_id
        UNION SELECT supersedes_id FROM own JOIN question USING (id)
            WHERE supersedes_id IS NOT NULL
    )
    SELECT id FROM own ORDER BY id
""")
# No index by question: each answer would pay for it. Attempts and answers are read once.
REFERRED = text("""
    SELECT question_id FROM quiz_question WHERE question_id = ANY(:ids)
    UNION SELECT question_id FROM question_draft WHERE question_id = ANY(:ids)
    UNION SELECT drawn FROM attempt, unnest(question_ids) AS drawn WHERE drawn = ANY(:ids)
    UNION SELECT judged_by FROM answer WHERE judged_by = ANY(:ids)
    UNION SELECT question_id FROM game_round WHERE question_id = ANY(:ids)
""")
# An edition stays as long as one that supersedes it: the history of another quiz's question.
REMOVE = text("""
    WITH RECURSIVE kept (id) AS (
        SELECT unnest(CAST(:referred AS bigint[]))
        UNION SELECT id FROM question
            WHERE supersedes_id = ANY(:ids) AND NOT id = ANY(:ids)
        UNION SELECT supersedes_id FROM kept JOIN question USING (id)
            WHERE supersedes_id IS NOT NULL
    )
    DELETE FROM question WHERE id = ANY(:ids) AND id NOT IN (SELECT id FROM kept)
    RETURNING id
""")


def _remove(quiz: Quiz) -> Removed:
    ids = list(db.session.scalars(QUESTIONS, {"quiz_id": quiz.id}))
    slug, title, deleted_at = quiz.slug, quiz.title, quiz.deleted_at or datetime.now(UTC)
    attempts = db.session.scalars(
        delete(Attempt).where(Attempt.quiz_id == quiz.id).returning(Attempt.number)
    ).all()
    db.session.execute(delete(Game).where(Game.quiz_id == quiz.id))
    # Titles are not personal data; that the quiz was there stays in the audit.
    audit(None, "quiz.remove", None, title=title, slug=slug, attempts=len(attempts))
    db.session.execute(delete(QuizDraft).where(QuizDraft.quiz_id == quiz.id))
    db.session.execute(delete(Quiz).where(Quiz.id == quiz.id))
    gone: list[int] = []
    if ids:
        referred = list(db.session.scalars(REFERRED, {"ids": ids}))
        gone = list(db.session.scalars(REMOVE, {"ids": ids, "referred": referred}))
    return Removed(slug, title, deleted_at, len(attempts), len(gone))
