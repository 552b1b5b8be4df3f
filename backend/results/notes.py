"""What authors note about a question when they read its results: the answers that they hide."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from ..errors.library import QuestionNotFound
from ..models import Question, QuestionDraft, Quiz, QuizDraft, QuizQuestion, User, db
from ..questions import TYPES
from .rescoring.editions import editions


def noted_bodies(quiz: Quiz, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """The bodies of these editions with the notes of the current one, by id.

    Any: rows with id, type and body; bodies. Questions that are no longer in the quiz, and those
    without notes, are left out.
    """
    rows = [row for row in rows if TYPES[row.type].notes]
    current = editions(quiz) if rows else {}
    notes: dict[int, dict[str, Any]] = {}
    for question_id, question, noted in db.session.execute(
        select(QuizQuestion.question_id, Question.body, QuizQuestion.notes)
        .join(Question)
        .where(
            QuizQuestion.quiz_id == quiz.id,
            QuizQuestion.question_id.in_({current[row.id] for row in rows if row.id in current}),
        )
    ):
        notes[question_id] = {**question, **noted}
    return {
        row.id: {**row.body, **{name: own[name] for name in TYPES[row.type].notes if name in own}}
        for row in rows
        if (own := notes.get(current.get(row.id, 0)))
    }


def hide_answers(user: User, quiz: Quiz, question_id: int, hidden: list[str]) -> None:
    """Replace the hidden answers of a question, in the draft, too. Raises QuestionNotFound.

    `question_id` may be of any edition: those that the current one hides are hidden everywhere.
    """
    db.session.execute(
        select(QuizDraft.quiz_id).where(QuizDraft.quiz_id == quiz.id).with_for_update()
    )
    current = editions(quiz).get(question_id)
    found = db.session.execute(
        select(QuizQuestion, Question.type)
        .join(Question)
        .where(QuizQuestion.quiz_id == quiz.id, QuizQuestion.question_id == current)
        .with_for_update(of=QuizQuestion)
        .execution_options(populate_existing=True)
    ).first()
    if found is None or "hidden" not in TYPES[found.type].notes:
        raise QuestionNotFound(question=question_id)
    place: QuizQuestion = found.QuizQuestion
    place.notes = {**place.notes, "hidden": hidden}
    _note_in_draft(user, place, found.type)
    db.session.commit()


def _note_in_draft(user: User, place: QuizQuestion, type_name: str) -> None:
    """Otherwise publishing the draft would bring the former notes back."""
    rows = db.session.scalars(
        select(QuestionDraft)
        .where(
            QuestionDraft.quiz_id == place.quiz_id,
            QuestionDraft.question_id == place.question_id,
        )
        .execution_options(populate_existing=True)
    )
    for row in rows:
        body = row.content.get("body")
        if row.content.get("type") == type_name and isinstance(body, dict):
            row.content = {**row.content, "body": {**body, **place.notes}}
            row.version += 1
            row.edited_by = user.id
            row.edited_at = func.clock_timestamp()
