"""Re-score finished attempts after a key was put right: look first, then do it, once.

Nothing else ever changes what an answer was worth. Both are kept: before and after.
"""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import insert, select, text

from ..accounts.audit import audit
from ..errors import NotFound, Taken
from ..models import FormerVerdict, Question, Quiz, QuizQuestion, Rescore, User, db
from ..play.leaderboard import boards
from .regrade import AT_ONCE, Regraded, Rescored, regrade, rescored

BINS = 10
LISTED = 100

JUDGE = text("""
    UPDATE answer SET credit = new.credit, points = new.points, judged_by = new.judged_by
    FROM unnest(CAST(:attempts AS uuid[]), CAST(:questions AS bigint[]),
        CAST(:credits AS float8[]), CAST(:points AS float8[]), CAST(:judges AS bigint[])
    ) AS new (attempt_id, question_id, credit, points, judged_by)
    WHERE answer.attempt_id = new.attempt_id AND answer.question_id = new.question_id
""")
SCORE = text("""
    UPDATE attempt SET score = new.score, first_score = coalesce(first_score, attempt.score)
    FROM unnest(CAST(:attempts AS uuid[]), CAST(:scores AS float8[])) AS new (id, score)
    WHERE attempt.id = new.id
""")


class QuestionChange(BaseModel):
    """A question whose older editions were answered in finished attempts."""

    id: int
    position: int
    prompt: str
    answers: Annotated[int, Field(description="To older editions.")]
    up: Annotated[int, Field(description="Answers that earn more by the key of today.")]
    down: int
    unfit: Annotated[int, Field(description="Answers that do not fit it: they stay as they are.")]


class AttemptChange(BaseModel):
    number: int
    player_name: str | None
    before: float
    after: float
    max_score: float


class Rescoring(BaseModel):
    """What re-scoring would change, or has changed."""

    questions: list[QuestionChange]
    attempts: Annotated[int, Field(description="Attempts whose score changes.")]
    up: int
    down: int
    before: Annotated[
        list[int], Field(description="Their scores now, by tenths of what could be earned.")
    ]
    after: list[int]
    changes: Annotated[
        list[AttemptChange], Field(description=f"The newest {LISTED} of these attempts.")
    ]


def preview(quiz: Quiz, questions: set[int] | None) -> Rescoring:
    """What grading by the keys of these questions would change; None: of all that have changed.

    Raises NotFound for a question that the quiz does not have.
    """
    _require(quiz, questions)
    answers = regrade(quiz, questions)
    return _told(quiz, answers, rescored(answers))


def rescore(user: User, quiz: Quiz, questions: set[int], expected: int) -> Rescoring:
    """Do it, in one transaction. Raises Taken if other attempts change than one was told of."""
    db.session.execute(select(Quiz.id).where(Quiz.id == quiz.id).with_for_update())
    _require(quiz, questions)
    answers = regrade(quiz, questions)
    changed = rescored(answers)
    if len(changed) != expected:
        raise Taken(f"{len(changed)} attempts would change by now, not {expected}. Look again.")
    told = _told(quiz, answers, changed)
    entry = Rescore(quiz_id=quiz.id, done_by=user.id)
    db.session.add(entry)
    db.session.flush()
    _keep_former(entry.id, [answer for answer in answers if answer.changed])
    _judge([answer for answer in answers if answer.fits])
    for start in range(0, len(changed), AT_ONCE):
        part = changed[start : start + AT_ONCE]
        given = {"attempts": [str(one.id) for one in part], "scores": [one.after for one in part]}
        db.session.execute(SCORE, given)
    audit(user, "quiz.rescore", quiz.id, questions=sorted(questions), attempts=len(changed))
    db.session.commit()
    boards.clear()
    return told


def _require(quiz: Quiz, questions: set[int] | None) -> None:
    known = set(
        db.session.scalars(
            select(QuizQuestion.question_id).where(
                QuizQuestion.quiz_id == quiz.id, QuizQuestion.question_id.in_(questions or [])
            )
        )
    )
    unknown = (questions or set()) - known
    if unknown:
        raise NotFound(f"This quiz has no question {min(unknown)}.")


def _keep_former(rescore_id: int, answers: list[Regraded]) -> None:
    rows = [
        {
            "attempt_id": answer.attempt_id,
            "question_id": answer.question_id,
            "rescore_id": rescore_id,
            "credit": answer.former_credit,
            "points": answer.former_points,
        }
        for answer in answers
    ]
    for start in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(FormerVerdict), rows[start : start + AT_ONCE])


def _judge(answers: list[Regraded]) -> None:
    """Those that are worth the same are told their key anew, too: the old one was wrong."""
    for start in range(0, len(answers), AT_ONCE):
        part = answers[start : start + AT_ONCE]
        db.session.execute(
            JUDGE,
            {
                "attempts": [str(answer.attempt_id) for answer in part],
                "questions": [answer.question_id for answer in part],
                "credits": [answer.credit for answer in part],
                "points": [answer.points for answer in part],
                "judges": [answer.judged_by for answer in part],
            },
        )


def _told(quiz: Quiz, answers: list[Regraded], changed: list[Rescored]) -> Rescoring:
    found: dict[int, list[Regraded]] = {}
    for answer in answers:
        found.setdefault(answer.judged_by, []).append(answer)
    rows = db.session.execute(
        select(Question.id, Question.prompt, QuizQuestion.position)
        .join(QuizQuestion, QuizQuestion.question_id == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id, Question.id.in_(found))
        .order_by(QuizQuestion.position)
    )
    return Rescoring(
        questions=[_question(row.id, row.position, row.prompt, found[row.id]) for row in rows],
        attempts=len(changed),
        up=sum(one.after > one.before for one in changed),
        down=sum(one.after < one.before for one in changed),
        before=_spread([(one.before, one.max_score) for one in changed]),
        after=_spread([(one.after, one.max_score) for one in changed]),
        changes=[
            AttemptChange(
                number=one.number,
                player_name=one.player_name,
                before=one.before,
                after=one.after,
                max_score=one.max_score,
            )
            for one in changed[:LISTED]
        ],
    )


def _question(id_: int, position: int, prompt: str, answers: list[Regraded]) -> QuestionChange:
    return QuestionChange(
        id=id_,
        position=position,
        prompt=prompt,
        answers=len(answers),
        up=sum(one.changed and one.points > one.former_points for one in answers),
        down=sum(one.changed and one.points < one.former_points for one in answers),
        unfit=sum(not one.fits for one in answers),
    )


def _spread(scores: list[tuple[float, float]]) -> list[int]:
    """How many scores are in each tenth of what could be earned; all of it is in the last one."""
    bins = [0] * BINS
    for score, most in scores:
        bins[min(BINS - 1, int(score / most * BINS)) if most else 0] += 1
    return bins
