"""Whether there is anything new in the results: cheap enough to ask every few seconds."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import text

from ..models import Quiz, db

LATEST = 300
"""Only these attempts are looked at, so that the cost stays constant: a class, several times."""
LIVE = timedelta(minutes=5)

NEWEST = text("""
    WITH newest AS MATERIALIZED (
        SELECT id, number, started_at, finished_at FROM attempt
        WHERE quiz_id = :quiz_id ORDER BY number DESC LIMIT :latest
    ), given AS (
        SELECT count(*) AS answers, max(answered_at) AS answered_at
        FROM newest JOIN answer ON attempt_id = newest.id
    )
    SELECT coalesce(max(number), 0) AS number, count(*) AS attempts,
        count(finished_at) AS finished, answers,
        greatest(max(started_at), max(finished_at), answered_at) > now() - :live AS live
    FROM newest, given GROUP BY answers, answered_at
""")


class Newest(BaseModel):
    marker: Annotated[
        str,
        Field(
            description=f"Changes when one of the {LATEST} newest attempts was started, answered,"
            " finished or deleted."
        ),
    ]
    live: Annotated[bool, Field(description="Whether one was, in the last five minutes.")]


def newest(quiz: Quiz) -> Newest:
    """Return the marker of the quiz's newest attempts."""
    row = db.session.execute(
        NEWEST, {"quiz_id": quiz.id, "latest": LATEST, "live": LIVE}
    ).one_or_none()
    if row is None:
        return Newest(marker="", live=False)
    counts = (row.number, row.attempts, row.finished, row.answers)
    return Newest(marker=".".join(map(str, counts)), live=bool(row.live))
