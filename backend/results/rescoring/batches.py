"""Re-score any number of attempts from the command line, in batches that lock little.

Each batch is its own transaction, so an interrupted run leaves complete attempts. The next run
continues with the rest, because no answer is graded twice by the same edition.
"""

from collections.abc import Generator, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from ...audit import audit
from ...errors.results import PublishedMeanwhile
from ...models import Attempt, AuditEntry, Quiz, Rescore, db
from .apply import require_questions, write_scores
from .effect import Rescoring, Tally
from .regrading import Keys, Regraded, score_changes, superseded

ATTEMPTS_AT_ONCE = 500


class Plan(NamedTuple):
    """A previewed re-scoring, and the state that it was based on."""

    effect: Rescoring
    questions: set[int] | None
    current: dict[int, int]
    """The result of `superseded`."""
    revision: int
    """The quiz's revision."""
    until: datetime
    """Attempts finished later are left for the next run."""


def plan(quiz: Quiz, questions: set[int] | None) -> Plan:
    """Preview grading by the keys of these questions; None: of all that were changed.

    Writes nothing. Raises QuestionNotFound for a question that the quiz does not have.
    """
    require_questions(quiz, questions)
    current = superseded(quiz, questions)
    until = db.session.execute(select(func.clock_timestamp())).scalar_one()
    keys, tally = Keys(current), Tally()
    for ids in _finished(quiz, until) if current else ():
        answers = list(keys.regraded(Attempt.id.in_(ids)))
        tally.add(answers, score_changes(answers))
    return Plan(tally.rescoring(quiz), questions, current, quiz.revision, until)


def carry_out(quiz: Quiz, made: Plan) -> Generator[int, None, None]:
    """Re-score; after each batch, yield how many attempts have changed so far.

    Raises PublishedMeanwhile if a question was published meanwhile; committed batches stay.
    """
    keys = Keys(made.current)
    done: Rescore | None = None
    note: AuditEntry | None = None
    count = 0
    for ids in _finished(quiz, made.until):
        _lock_quiz(quiz, made)
        answers = _locked(list(keys.regraded(Attempt.id.in_(ids))))
        if not any(answer.fits for answer in answers):
            db.session.rollback()
            continue
        changed = score_changes(answers)
        count += len(changed)
        if done is None or note is None:
            done = Rescore(quiz_id=quiz.id)
            db.session.add(done)
            note = audit(None, "quiz.rescore", quiz.id)
        # Updated with each batch, so that it is true even if the run is interrupted.
        note.detail = {"questions": [one.id for one in made.effect.questions], "attempts": count}
        db.session.flush()
        write_scores(done.id, answers, changed)
        db.session.commit()
        yield count


def _finished(quiz: Quiz, until: datetime) -> Iterator[list[UUID]]:
    """Yield the ids of attempts finished by then in batches, newest first."""
    known = (Attempt.quiz_id == quiz.id, Attempt.finished_at <= until)
    wanted = select(Attempt.id, Attempt.number).where(*known)
    wanted = wanted.order_by(Attempt.number.desc()).limit(ATTEMPTS_AT_ONCE)
    found = db.session.execute(wanted).all()
    while found:
        last = found[-1].number
        yield [row.id for row in found]
        found = db.session.execute(wanted.where(Attempt.number < last)).all()


def _lock_quiz(quiz: Quiz, made: Plan) -> None:
    """Lock out publishing and other re-scorings until the batch is stored; starts do not wait."""
    wanted = select(Quiz.revision).where(Quiz.id == quiz.id).with_for_update(key_share=True)
    revision = db.session.scalar(wanted)
    if revision != made.revision and superseded(quiz, made.questions) != made.current:
        db.session.rollback()
        raise PublishedMeanwhile


def _locked(answers: list[Regraded]) -> list[Regraded]:
    """Lock the attempts that still exist, and return their answers."""
    ids = {answer.attempt_id for answer in answers}
    wanted = select(Attempt.id).where(Attempt.id.in_(ids)).order_by(Attempt.id)
    locked = set(db.session.scalars(wanted.with_for_update(key_share=True)))
    return [answer for answer in answers if answer.attempt_id in locked]
