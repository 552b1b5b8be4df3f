"""Whether there is anything new in the results: cheap enough to ask every few seconds."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import text

from ..models import Quiz, db

LATEST = 300
"""Only these attempts are looked at, so that the cost stays constant: a class, several times."""
LIVE = timedelta(minutes=5)

# Sums do not depend on the order of rows, so the marker stays while nothing changes. Points of an
# answer follow from its credit and the rules of the attempt, whose score is in the marker.
NEWEST = text("""
    WITH newest AS MATERIALIZED (
        SELECT id, number, player_name, score, started_at, finished_at FROM attempt
        WHERE quiz_id = :quiz_id ORDER BY number DESC LIMIT :latest
    ), given AS (
        SELECT count(*) AS answers, max(answered_at) AS answered_at,
            sum(CAST(credit * 1e6 AS bigint)) AS credit, sum(judged_by) AS judged_by
        FROM newest JOIN answer ON attempt_id = newest.id
    ), commented AS (
        SELECT count(*) AS comments, max(written_at) AS written_at
        FROM newest JOIN answer_comment ON attempt_id = newest.id
    ), shown AS (
        SELECT count(*) AS attempts, sum(hashtextextended(
            concat_ws(' ', number, finished_at, score, player_name), 0
        )) AS rows, greatest(max(started_at), max(finished_at)) AS played_at
        FROM newest
    )
    SELECT attempts, md5(concat_ws(
            ' ', attempts, rows, answers, credit, judged_by, comments, written_at
        )) AS marker,
        greatest(played_at, answered_at) > now() - :live AS live
    FROM shown, given, commented
""")


class Newest(BaseModel):
    marker: Annotated[
        str,
        Field(
            description=f"Changes when one of the {LATEST} newest attempts was started, answered,"
            " finished, named, re-scored, commented on or deleted."
        ),
    ]
    live: Annotated[bool, Field(description="Whether one was played in the last five minutes.")]


def newest(quiz: Quiz) -> Newest:
    """Return the marker of the quiz's newest attempts."""
    row = db.session.execute(NEWEST, {"quiz_id": quiz.id, "latest": LATEST, "live": LIVE}).one()
    return Newest(marker=row.marker if row.attempts else "", live=bool(row.live))
