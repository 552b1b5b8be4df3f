"""A quiz's figures at a glance."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import text

from ..models import Quiz, db
from .figures import LATEST

# An attempt without any answer is still running, or has a score of 0: only those are looked at one
# by one. The rest reads only indexes. The median is found by position: sorting all scores would
# cost more than the rest of the page. Those without an answer come first in that order.
COUNTS = text("""
    WITH finished AS (
        SELECT count(*) AS n, sum(score) AS points
        FROM attempt WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
    ), empty AS (
        SELECT count(*) AS n, count(finished_at) AS finished
        FROM attempt WHERE quiz_id = :quiz_id AND (finished_at IS NULL OR score = 0)
            AND NOT EXISTS (SELECT FROM answer WHERE attempt_id = attempt.id)
    ), scored AS (
        SELECT finished.n - empty.finished AS n, empty.finished AS before FROM finished, empty
    ), middle AS (
        SELECT avg(score) AS median FROM (
            SELECT score FROM attempt
            WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
            ORDER BY score, number
            OFFSET (SELECT before + greatest(0, (n - 1) / 2) FROM scored)
            LIMIT (SELECT CASE n WHEN 0 THEN 0 ELSE 2 - n % 2 END FROM scored)
        ) AS mid
    )
    SELECT (SELECT count(*) FROM attempt WHERE quiz_id = :quiz_id) AS total,
        empty.n AS empty, scored.n AS finished, points / nullif(scored.n, 0) AS average, median
    FROM finished, empty, scored, middle
""")
SCORES = text("""
    SELECT score, max_score, count(*) AS n FROM (
        SELECT score, max_score FROM attempt
        WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
            AND (score > 0 OR EXISTS (SELECT FROM answer WHERE attempt_id = attempt.id))
        ORDER BY number DESC LIMIT :latest
    ) AS latest
    GROUP BY score, max_score
""")
MAX_SCORE = text("""
    SELECT max_score FROM attempt WHERE quiz_id = :quiz_id AND finished_at IS NOT NULL
    ORDER BY number DESC LIMIT 1
""")
MOST_POINTS = 20
"""Up to this maximum score the distribution has a bar for each point."""


class ScoreBar(BaseModel):
    """How many attempts scored at least `least`, and less than what the next bar begins with."""

    least: float
    count: int


class Scores(BaseModel):
    """The distribution of scores."""

    unit: Annotated[
        Literal["points", "percent"],
        Field(description="`percent` of the maximum score, where that is not the same for all."),
    ]
    bars: Annotated[list[ScoreBar], Field(description="None if nothing can be scored yet.")]


class Summary(BaseModel):
    total: int
    empty: Annotated[
        int, Field(description="Attempts without any answer, which no other figure counts.")
    ]
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
    scores: Annotated[
        Scores, Field(description=f"Of the {LATEST:,} attempts that were started last.")
    ]


def summary(quiz: Quiz) -> Summary:
    row = db.session.execute(COUNTS, {"quiz_id": quiz.id}).one()
    found = db.session.execute(SCORES, {"quiz_id": quiz.id, "latest": LATEST}).all()
    return Summary(
        total=row.total,
        empty=row.empty,
        running=row.total - row.empty - row.finished,
        finished=row.finished,
        average=None if row.average is None else round(row.average, 4),
        median=row.median,
        max_score=db.session.scalar(MAX_SCORE, {"quiz_id": quiz.id}),
        scores=_distribution(found),
    )


def _distribution(rows: Any) -> Scores:  # Any: rows of SCORES
    """A bar for each point, if all have one small maximum; otherwise for each tenth of it."""
    rows = [row for row in rows if row.max_score > 0]
    maxima = {row.max_score for row in rows}
    most = max(maxima, default=0)
    if len(maxima) == 1 and most == int(most) and most <= MOST_POINTS:
        unit, bars, step = "points", int(most) + 1, 1
    else:
        unit, bars, step = "percent", 10, 10
    counts = [0] * (bars if rows else 0)
    for row in rows:
        value = row.score if unit == "points" else 100 * row.score / row.max_score
        # Scores are rounded to four digits: two thirds of 3 points are not less than 2.
        counts[min(bars - 1, int((value + 1e-6) / step))] += row.n
    return Scores(
        unit="points" if unit == "points" else "percent",
        bars=[ScoreBar(least=at * step, count=count) for at, count in enumerate(counts)],
    )
