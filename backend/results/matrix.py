"""Attempts against questions: what became of each answer, in one letter."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import func, select

from ..models import Answer, Question, Quiz, db
from ..questions import TYPES
from .attempts import AttemptRow, Order, Sort, Wanted, attempt_row, read_page
from .outcome import outcome
from .rescoring.editions import editions

MOST_COLUMNS = 500
"""Of a page: questions beyond them are left out."""
PROMPT = 160
"""Characters of a prompt."""
NOT_DRAWN, NO_ANSWER = " ", "-"


class Column(BaseModel):
    """A question of the quiz, all editions together; or an older one that is no longer in it."""

    id: Annotated[int, Field(description="Of the newest edition.")]
    position: Annotated[int | None, Field(description="Null: no longer in the quiz.")]
    prompt: Annotated[str, Field(description="The beginning of its Markdown source.")]


class MatrixRow(AttemptRow):
    cells: Annotated[
        str,
        Field(
            description="A letter for each of `questions`: `r` right, `p` partly right, `w` wrong,"
            " `o` answered but not graded, `-` not answered, a space if it was not drawn."
        ),
    ]


class Matrix(BaseModel):
    questions: Annotated[
        list[Column], Field(description="Those that these attempts drew, in the quiz's order.")
    ]
    left_out: Annotated[int, Field(description=f"Questions beyond the first {MOST_COLUMNS}.")]
    attempts: list[MatrixRow]
    next: Annotated[
        str | None, Field(description="Pass it as `after` for the following page; null at the end.")
    ]


def matrix(
    quiz: Quiz, wanted: Wanted, sort: Sort, order: Order, after: str | None, limit: int
) -> Matrix:
    """Return a page of attempts with what became of their answers. See `list_attempts`."""
    page = read_page(quiz, wanted, sort, order, after, limit)
    current = editions(quiz)
    drawn = {question_id for row in page.rows for question_id in row.question_ids}
    ids = [*dict.fromkeys(now for old, now in current.items() if old in drawn)]
    ids += sorted(drawn - current.keys(), reverse=True)
    columns = {question_id: place for place, question_id in enumerate(ids[:MOST_COLUMNS])}
    places = {old: columns.get(current.get(old, old)) for old in drawn}
    questions = _questions({*drawn, *columns})
    graded = {known: TYPES[row.type].graded for known, row in questions.items()}
    cells = {row.id: _drawn(row.question_ids, places, len(columns)) for row in page.rows}
    # A row for each attempt: a row for each of 18,000 answers would take most of the time.
    for attempt_id, answered, credits in db.session.execute(
        select(Answer.attempt_id, func.array_agg(Answer.question_id), func.array_agg(Answer.credit))
        .where(Answer.attempt_id.in_(cells))
        .group_by(Answer.attempt_id)
    ):
        for question_id, credit in zip(answered, credits, strict=True):
            place = places.get(question_id)
            if place is not None:
                cells[attempt_id][place] = outcome(credit, graded[question_id])
    positions = {now: at for at, now in enumerate(dict.fromkeys(current.values()), start=1)}
    return Matrix.model_construct(
        questions=[
            Column(
                id=known,
                position=positions.get(known),
                prompt=" ".join(questions[known].prompt.split())[:PROMPT],
            )
            for known in columns
        ],
        left_out=len(ids) - len(columns),
        attempts=[
            MatrixRow.model_construct(**dict(attempt_row(row)), cells="".join(cells[row.id]))
            for row in page.rows
        ],
        next=page.next,
    )


def _drawn(question_ids: Iterable[int], places: dict[int, int | None], width: int) -> list[str]:
    """The cells of an attempt before its answers are entered."""
    cells = [NOT_DRAWN] * width
    for question_id in question_ids:
        place = places[question_id]
        if place is not None:
            cells[place] = NO_ANSWER
    return cells


def _questions(ids: set[int]) -> dict[int, Any]:  # Any: rows with id, type and prompt
    rows = db.session.execute(
        select(Question.id, Question.type, Question.prompt).where(Question.id.in_(ids))
    )
    return {row.id: row for row in rows}
