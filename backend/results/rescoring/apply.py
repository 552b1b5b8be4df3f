"""Re-score finished attempts after a key was corrected: preview, then apply.

Nothing else ever changes what an answer was worth. The former credit and points are kept.
"""

from sqlalchemy import insert, select, text

from ...audit import audit
from ...errors.library import QuestionNotFound
from ...errors.results import OtherAttemptsNow
from ...models import FormerVerdict, Quiz, QuizQuestion, Rescore, User, db
from .effect import Rescoring, Tally
from .regrading import AT_ONCE, Regraded, ScoreChange, regrade, score_changes

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


def preview_rescoring(quiz: Quiz, questions: set[int] | None) -> Rescoring:
    """Preview grading by the keys of these questions; None: of all that were changed.

    Raises QuestionNotFound for a question that the quiz does not have.
    """
    require_questions(quiz, questions)
    answers = regrade(quiz, questions)
    return _effect(quiz, answers, score_changes(answers))


def apply_rescoring(user: User, quiz: Quiz, questions: set[int], expected: int) -> Rescoring:
    """Re-score in one transaction. Raises OtherAttemptsNow unless `expected` attempts change."""
    db.session.execute(select(Quiz.id).where(Quiz.id == quiz.id).with_for_update())
    require_questions(quiz, questions)
    answers = regrade(quiz, questions)
    changed = score_changes(answers)
    if len(changed) != expected:
        raise OtherAttemptsNow(found=len(changed), expected=expected)
    effect = _effect(quiz, answers, changed)
    entry = Rescore(quiz_id=quiz.id, done_by=user.id)
    db.session.add(entry)
    db.session.flush()
    write_scores(entry.id, answers, changed)
    audit(user, "quiz.rescore", quiz.id, questions=sorted(questions), attempts=len(changed))
    db.session.commit()
    return effect


def write_scores(rescore_id: int, answers: list[Regraded], changed: list[ScoreChange]) -> None:
    """Store what these answers and attempts are worth now, and the former credit and points."""
    _store_former(rescore_id, [answer for answer in answers if answer.changed])
    _judge([answer for answer in answers if answer.fits])
    for start in range(0, len(changed), AT_ONCE):
        part = changed[start : start + AT_ONCE]
        given = {"attempts": [str(one.id) for one in part], "scores": [one.after for one in part]}
        db.session.execute(SCORE, given)


def require_questions(quiz: Quiz, questions: set[int] | None) -> None:
    """Raise QuestionNotFound for a question that the quiz does not have."""
    known = set(
        db.session.scalars(
            select(QuizQuestion.question_id).where(
                QuizQuestion.quiz_id == quiz.id, QuizQuestion.question_id.in_(questions or [])
            )
        )
    )
    unknown = (questions or set()) - known
    if unknown:
        raise QuestionNotFound(question=min(unknown))


def _store_former(rescore_id: int, answers: list[Regraded]) -> None:
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
    """Update answers of unchanged worth, too: their verdicts must show the corrected key."""
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


def _effect(quiz: Quiz, answers: list[Regraded], changed: list[ScoreChange]) -> Rescoring:
    tally = Tally()
    tally.add(answers, changed)
    return tally.rescoring(quiz)
