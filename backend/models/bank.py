"""Which questions of a quiz may be drawn."""

from typing import Any

from sqlalchemy import Select, select

from .question import Question
from .quiz import QuizQuestion


def drawable(quiz_id: int, tags: list[str], difficulty: list[int]) -> Select[Any]:
    """Their positions, in order: with any of the tags and difficulties, where there are any.

    Any: a statement's row type.
    """
    positions = (
        select(QuizQuestion.position)
        .join(Question, Question.id == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id == quiz_id)
        .order_by(QuizQuestion.position)
    )
    if tags:
        positions = positions.where(Question.tags.overlap(tags))
    if difficulty:
        positions = positions.where(Question.difficulty.in_(difficulty))
    return positions
