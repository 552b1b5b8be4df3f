"""A quiz's figures at a glance, cheap enough to poll every few seconds."""

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import select, text

from ..models import Attempt, Quiz, db

# Reads only indexes. The median is found by position: sorting all scores would cost more than the
# rest of the page.
COUNTS = text("""
    WITH finished AS (
        SELECT count(*) AS n, avg(score) AS average
        FROM attempt WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
    ), middle AS (
        SELECT avg(score) AS median FROM (
            SELECT score FROM attempt
            WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
            ORDER BY score, number
            OFFSET (SELECT greatest(0, (n - 1) / 2) FROM finished)
            LIMIT (SELECT 2 - n % 2 FROM finished)
        ) AS mid
    )
    SELECT (SELECT count(*) FROM attempt WHERE quiz_id = :quiz_id) AS total,
        finished.n AS finished, average, median
    FROM finished, middle
""")


class Summary(BaseModel):
    total: int
    running: Annotated[
        int, Field(description="Started but not finished, including abandoned ones.")
    ]
    finished: int
    average: Annotated[float | None, Field(description="Points; null if none is finished.")]
    median: float | None
    max_score: Annotated[
        float | None,
        Field(description="Maximum score of the newest finished attempt; null without one."),
    ]


def summary(quiz: Quiz) -> Summary:
    row = db.session.execute(COUNTS, {"quiz_id": quiz.id}).one()
    latest = (
        select(Attempt.max_score)
        .where(Attempt.quiz_id == quiz.id, Attempt.finished_at.is_not(None))
        .order_by(Attempt.number.desc())
        .limit(1)
    )
    return Summary(
        total=row.total,
        running=row.total - row.finished,
        finished=row.finished,
        average=None if row.average is None else round(row.average, 4),
        median=row.median,
        max_score=db.session.scalar(latest),
    )
