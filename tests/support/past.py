"""Simulates elapsed time, so that no test has to wait."""

from typing import Any

from sqlalchemy import text

from backend.models import db

PASS = """
    UPDATE attempt SET
        started_at = started_at - make_interval(secs => {seconds}),
        deadline = deadline - make_interval(secs => {seconds}),
        asked_at = (
            SELECT array_agg(moment - make_interval(secs => {seconds}) ORDER BY place)
            FROM unnest(asked_at) WITH ORDINALITY AS asked (moment, place)
        )
    WHERE id = CAST({id} AS uuid)
    RETURNING deadline
"""


def let_pass(attempt: Any, seconds: float) -> None:  # Any: JSON
    """Move the attempt's start and its questions back by this many seconds."""
    statement = text(PASS.format(seconds=":seconds", id=":id"))
    db.session.execute(statement, {"id": attempt["id"], "seconds": seconds})
    db.session.commit()
