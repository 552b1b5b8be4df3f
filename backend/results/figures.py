"""Figures per question: how often it was asked and answered, how well, and with what."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import text

from ..models import Quiz, db
from ..play.rules.tally import Tally
from ..questions import TYPES
from .notes import noted_bodies
from .outcome import FULL

LATEST = 2_000
"""The page covers only the newest finished attempts, so its cost stays constant."""

FIGURES = text("""
    WITH looked AS MATERIALIZED (
        SELECT id, question_ids FROM attempt
        WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
            AND (score > 0 OR EXISTS (SELECT FROM answer WHERE attempt_id = attempt.id))
        ORDER BY number DESC LIMIT :latest
    ), asked AS (
        SELECT question_id, count(*) AS n
        FROM looked, unnest(question_ids) AS question_id GROUP BY question_id
    ), given AS (
        SELECT question_id, response, count(*) AS n, sum(credit) AS credit,
            count(*) FILTER (WHERE credit >= :full) AS correct,
            count(*) FILTER (WHERE credit > 0 AND credit < :full) AS partly
        FROM looked JOIN answer ON attempt_id = looked.id GROUP BY question_id, response
    ), gathered AS (
        SELECT question_id, sum(n) AS answered, sum(credit) AS credit,
            sum(correct) AS correct, sum(partly) AS partly,
            jsonb_agg(jsonb_build_array(response, n)) AS responses
        FROM given GROUP BY question_id
    )
    SELECT question.id, type, prompt, html ->> 'prompt' AS prompt_html, body, asked.n AS asked,
        coalesce(answered, 0) AS answered, credit, coalesce(responses, '[]') AS responses,
        coalesce(correct, 0) AS correct, coalesce(partly, 0) AS partly,
        place.position
    FROM asked
    JOIN question ON question.id = asked.question_id
    LEFT JOIN gathered ON gathered.question_id = question.id
    LEFT JOIN quiz_question AS place
        ON place.quiz_id = :quiz_id AND place.question_id = question.id
    ORDER BY CASE WHEN :hardest AND NOT type = ANY(:ungraded) THEN credit / answered END NULLS LAST,
        place.position NULLS LAST, question.id DESC
    LIMIT :limit OFFSET :offset
""")


class Label(BaseModel):
    label: Annotated[str, Field(description="A choice's Markdown, or the typed text.")]
    count: Annotated[int, Field(description="Answers; one may count under several labels.")]
    credit: Annotated[
        float | None,
        Field(description="What it earned by itself, 0 to 1; null if the question is not graded."),
    ]
    right: Annotated[
        bool | None, Field(description="Whether it earned any credit; null if not graded.")
    ]
    hidden_by: Annotated[
        str | None, Field(description="Which of `hidden` keeps it from being shown to others.")
    ] = None


class QuestionFigures(BaseModel):
    """One edition of a question. Each edit creates a new one, with its own figures."""

    id: int
    position: Annotated[int | None, Field(description="Null: no longer in the quiz.")]
    type: str
    prompt: str
    prompt_html: str
    asked: int
    answered: int
    credit: Annotated[float | None, Field(description="Mean of the answers, 0 to 1.")]
    correct: Annotated[int, Field(description="Answers that earned full credit.")]
    partly: Annotated[int, Field(description="Answers that earned a part of it.")]
    labels: list[Label]
    others: Annotated[int, Field(description="Different answers that are not listed.")]
    hidden: Annotated[
        list[str] | None,
        Field(description="Answers that are not shown to others; null for other types."),
    ] = None
    may_hide: Annotated[
        bool, Field(description="Whether `hidden` can be changed: it is still in the quiz.")
    ] = False


class FiguresPage(BaseModel):
    questions: list[QuestionFigures]
    of_latest: Annotated[int, Field(description="The maximum number of attempts covered.")]
    next: Annotated[int | None, Field(description="Pass it as `after`; null at the end.")]


def figures(
    quiz: Quiz,
    after: int = 0,
    limit: int = 50,
    latest: int = LATEST,
    order: Literal["position", "hardest"] = "position",
) -> FiguresPage:
    """Return the figures of the newest finished attempts, skipping the first `after` questions.

    Attempts without any answer are left out. `hardest`: those that earned the least come first.
    Paged by offset: the figures are one aggregate, which a key could not shorten.
    """
    rows = db.session.execute(
        FIGURES,
        {
            "quiz_id": quiz.id,
            "latest": latest,
            "limit": limit + 1,
            "offset": after,
            "full": FULL,
            "hardest": order == "hardest",
            "ungraded": [name for name, kind in TYPES.items() if not kind.graded],
        },
    ).all()
    noted = noted_bodies(quiz, rows[:limit])
    return FiguresPage.model_construct(
        questions=[_figures(row, noted.get(row.id)) for row in rows[:limit]],
        of_latest=latest,
        next=after + limit if len(rows) > limit else None,
    )


# Any: a row of FIGURES, and its body with notes.
def _figures(row: Any, noted: dict[str, Any] | None) -> QuestionFigures:
    body = noted or row.body
    labels, others = _labels(row.type, body, row.responses)
    graded = TYPES[row.type].graded
    return QuestionFigures.model_construct(
        id=row.id,
        position=row.position,
        type=row.type,
        prompt=row.prompt,
        prompt_html=row.prompt_html,
        asked=row.asked,
        answered=int(row.answered),
        credit=row.credit / int(row.answered) if graded and row.answered else None,
        correct=int(row.correct),
        partly=int(row.partly),
        labels=labels,
        others=others,
        hidden=body["hidden"] if "hidden" in TYPES[row.type].notes else None,
        may_hide=noted is not None,
    )


# Any: a body and responses with how often each was given, as JSON.
def _labels(type_name: str, stored: Any, responses: list[Any]) -> tuple[list[Label], int]:
    """Return the labels with their counts, and how many labels are left out."""
    kind = TYPES[type_name]
    body = kind.stored(stored)
    tally = Tally(kind, body)
    earned = dict.fromkeys(kind.right(body), 1.0)
    for response, n in responses:
        given = kind.Response.model_validate(response)
        tally.add(given, n)
        earned |= kind.earned(body, given)
    options = kind.options(body)
    listed = tally.listed(tally.counts)
    labels = [
        Label.model_construct(
            label=options.get(label) or tally.usual(label) or label,
            count=tally.counts[label],
            credit=earned.get(label, 0.0) if kind.graded else None,
            right=earned.get(label, 0.0) > 0 if kind.graded else None,
            hidden_by=kind.hidden_by(body, label),
        )
        for label in listed
    ]
    return labels, len(tally.counts.keys() - set(listed))
