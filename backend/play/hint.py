"""Ask for the hint of a question. Hints are sent only on request, and the attempt records it."""

from uuid import UUID

from sqlalchemy import bindparam, func, select, text

from ..errors.play import AttemptNotFound, NoHint, QuestionAnswered, QuestionNotDrawn
from ..models import Answer, Attempt, Question, autocommit
from .replace import note_hint
from .ruled import RULED
from .rules.judge import refusal
from .rules.question_view import HintView

STATE = select(
    func.array_position(Attempt.question_ids, bindparam("question_id")).label("place"),
    (bindparam("question_id") == Attempt.hinted.any_()).label("hinted"),
    select(Answer.points)
    .where(Answer.attempt_id == Attempt.id, Answer.question_id == bindparam("question_id"))
    .exists()
    .label("answered"),
).where(Attempt.id == bindparam("attempt_id"), Attempt.game_id.is_(None))
TEXT = select(Question.hint, Question.html["hint"].astext.label("html")).where(
    Question.id == bindparam("question_id")
)
# Asking at the same moment twice notes it once.
NOTE = text("""
    UPDATE attempt SET hinted = hinted || CAST(:question_id AS bigint)
    WHERE id = :attempt_id AND finished_at IS NULL AND NOT :question_id = ANY (hinted)
""")


def hint(attempt_id: UUID, question_id: int) -> HintView:
    """Return the hint, and note that the player asked; asking again changes nothing.

    With free navigation, an answer that was given already pays for it, too.

    Raises AttemptNotFound, QuestionNotDrawn or NoHint; and, unless the player asked before,
    QuestionAnswered, QuestionComesLater, QuestionTimeUp, AttemptTimeUp or AttemptFinished.
    """
    ids = {"attempt_id": attempt_id, "question_id": question_id}
    with autocommit() as connection:
        state = connection.execute(STATE, ids).one_or_none()
        if state is None:
            raise AttemptNotFound
        if state.place is None:
            raise QuestionNotDrawn
        free = False
        if not state.hinted:
            [ruled] = RULED.rows(connection, attempt_id=str(attempt_id), question_id=question_id)
            refused = refusal(ruled.times, ruled.place, ruled.finished_at)
            if refused:
                raise refused
            free = ruled.rules.free
            if state.answered and not free:
                raise QuestionAnswered
        found = connection.execute(TEXT, ids).one()
        if not found.hint:
            raise NoHint
        if not state.hinted and not free:
            connection.execute(NOTE, ids)
    if free:
        note_hint(attempt_id, question_id)
    return HintView(text=found.hint, html=found.html)
