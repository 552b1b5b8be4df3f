"""What each process caches to query the database less often. Nothing here is the only copy."""

from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, bindparam, select, text

from ..document.quiz_settings import QuizSettings
from ..errors.start import NoQuestionsMatch, QuizEmpty, QuizNotFound
from ..models import Question
from ..questions import TYPES, QuestionType
from .bank import PACKED, Bank, unpacked
from .columns import KEY
from .rules.judge import Verdict, verdict
from .rules.records import QuestionKey

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """A dict of bounded size: when full, it is emptied and fills up again."""

    SIZE = 1000

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self.SIZE and key not in self:
            self.clear()
        super().__setitem__(key, value)


QUESTION = select(Question.created_at, *KEY).where(Question.id == bindparam("question_id"))


class KeptQuestion(NamedTuple):
    """A question, ready for grading."""

    id: int
    kind: QuestionType[Any, Any]  # Any: each type has its own models
    body: BaseModel
    created_at: datetime
    feedback: dict[str, str] | None
    """HTML by what a player may pick, with the author's ids."""
    verdict: Verdict
    """The verdict on a response that earns nothing; its key has the author's ids."""


kept_questions: Kept[int, KeptQuestion] = Kept()
"""Questions by id. Rows are immutable; only a replaced database has others, by `created_at`."""


def question_for_grading(connection: Connection, question_id: int) -> KeptQuestion | None:
    """Return the question, from the cache if it is there; None if it does not exist."""
    kept = kept_questions.get(question_id)
    if kept is None:
        row = connection.execute(QUESTION, {"question_id": question_id}).one_or_none()
        if row is None:
            return None
        created_at, *columns = row
        key = QuestionKey(*columns)
        kind = TYPES[key.type]
        body = kind.stored(key.body)
        feedback = key.feedback_html
        kept = KeptQuestion(question_id, kind, body, created_at, feedback, verdict(key, 0, 0))
        kept_questions[question_id] = kept
    return kept


# Leaves out the bank of a quiz that has not changed since it was cached.
QUIZ = text(f"""
    SELECT id, visibility, settings, revision, updated_at, now() AS now, bank.*
    FROM quiz
    LEFT JOIN LATERAL ({PACKED}) AS bank
        ON (quiz.id, revision, updated_at) IS DISTINCT FROM
            (CAST(:id AS bigint), CAST(:revision AS bigint), CAST(:updated_at AS timestamptz))
    WHERE slug = :slug AND (:private OR visibility <> 'private')
        AND archived_at IS NULL AND deleted_at IS NULL
""")  # noqa: S608  (constants only)


class KeptQuiz(NamedTuple):
    """What a draw needs to know about a quiz, as last read."""

    id: int
    settings: QuizSettings
    ruled: bool
    revision: int
    updated_at: str
    bank: Bank
    now: datetime
    """The time of that read, by the database's clock."""
    visibility: str
    """At that time."""


class Quizzes(Kept[str, KeptQuiz]):
    """Quizzes by slug. A start from a stale one stores nothing, and the quiz is read again."""

    QUESTIONS = 4_000_000
    """At most, in all banks together: 64 MB."""

    def __setitem__(self, slug: str, seen: KeptQuiz) -> None:
        kept = sum(len(other.bank.points) for other in self.values())
        if kept + len(seen.bank.points) > self.QUESTIONS:
            self.clear()
        super().__setitem__(slug, seen)


kept_quizzes = Quizzes()
reading = Lock()
"""One thread at a time: a large bank needs ten times its size while it is read."""


def current_quiz(connection: Connection, slug: str, private: bool = False) -> KeptQuiz:
    """Return the quiz in its current state; a private one only where it is wanted.

    Raises QuizNotFound, QuizEmpty or NoQuestionsMatch.
    """
    with reading:
        known = kept_quizzes.get(slug)
        before = known._asdict() if known else dict.fromkeys(("id", "revision", "updated_at"))
        quiz = connection.execute(QUIZ, {"slug": slug, "private": private, **before}).one_or_none()
        if quiz is None:
            raise QuizNotFound(slug=slug)
        updated_at = quiz.updated_at.isoformat()
        current = (quiz.id, quiz.revision, updated_at)
        if known and (known.id, known.revision, known.updated_at) == current:
            return known._replace(now=quiz.now, visibility=quiz.visibility)
        settings = QuizSettings.of_stored(quiz.settings)
        bank = unpacked(quiz)
        filtered = settings.tags or settings.difficulty
        if not bank.points:
            raise NoQuestionsMatch if filtered else QuizEmpty
        if settings.draw_per_tag and not bank.tagged and not settings.first + settings.last:
            raise NoQuestionsMatch
        ruled = settings.ruled or bool(bank.seconds)
        seen = KeptQuiz(
            quiz.id,
            settings,
            ruled,
            quiz.revision,
            updated_at,
            bank,
            quiz.now,
            quiz.visibility,
        )
        kept_quizzes[slug] = seen
        return seen
