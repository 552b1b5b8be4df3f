"""The quizzes that a process keeps between two starts, and how it sees whether they changed."""

from datetime import datetime
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, text

from ..document.quiz_settings import QuizSettings
from ..errors import NotFound, QuizEmpty
from .bank import PACKED, Bank, unpacked
from .kept import Kept

# The bank of one that is as it was before need not be read again.
QUIZ = text(f"""
    SELECT id, settings, revision, updated_at, now() AS now, bank.*
    FROM quiz
    LEFT JOIN LATERAL ({PACKED}) AS bank
        ON (quiz.id, revision, updated_at) IS DISTINCT FROM
            (CAST(:id AS bigint), CAST(:revision AS bigint), CAST(:updated_at AS timestamptz))
    WHERE slug = :slug AND visibility <> 'private' AND archived_at IS NULL
""")  # noqa: S608  (our own words)


class KeptQuiz(NamedTuple):
    """What a draw needs to know of a quiz, as it was when last looked at."""

    id: int
    settings: QuizSettings
    ruled: bool
    revision: int
    updated_at: str
    bank: Bank
    now: datetime
    """When that was, by the database's clock."""


class Quizzes(Kept[str, KeptQuiz]):
    """Quizzes by slug. One that has changed since stores nothing, so it is looked at again."""

    QUESTIONS = 4_000_000
    """So many in all, 64 MB."""

    def __setitem__(self, slug: str, seen: KeptQuiz) -> None:
        kept = sum(len(other.bank.points) for other in self.values())
        if kept + len(seen.bank.points) > self.QUESTIONS:
            self.clear()
        super().__setitem__(slug, seen)


kept_quizzes = Quizzes()
looking = Lock()
"""One thread at a time: a large bank takes ten times its size while it is read."""


def current_quiz(connection: Connection, slug: str) -> KeptQuiz:
    """The quiz as it is now. Raises NotFound or QuizEmpty."""
    with looking:
        known = kept_quizzes.get(slug)
        before = known._asdict() if known else dict.fromkeys(("id", "revision", "updated_at"))
        quiz = connection.execute(QUIZ, {"slug": slug, **before}).one_or_none()
        if quiz is None:
            raise NotFound(f"There is no quiz {slug!r}.")
        updated_at = quiz.updated_at.isoformat()
        as_it_is = (quiz.id, quiz.revision, updated_at)
        if known and (known.id, known.revision, known.updated_at) == as_it_is:
            return known._replace(now=quiz.now)
        settings = QuizSettings.model_validate(quiz.settings)
        bank = unpacked(quiz.question_ids, quiz.points)
        if not bank.points:
            raise QuizEmpty(
                "This quiz has no questions with these tags and difficulties."
                if settings.tags or settings.difficulty
                else "This quiz has no questions yet."
            )
        seen = KeptQuiz(
            quiz.id, settings, settings.ruled, quiz.revision, updated_at, bank, quiz.now
        )
        kept_quizzes[slug] = seen
        return seen
