"""What players answered to a poll of a quiz, read at most once a second in each process."""

from datetime import UTC, datetime
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from ..questions import QuestionType, Response
from .caches import Kept
from .rules.others import Others, shown
from .rules.tally import Tally

LATEST = 2_000
"""Only the newest attempts count, so that the cost stays constant."""
KEPT_FOR = 1.0  # seconds
SHARE = 20
"""Counting takes at most this part of the time: what took 0.1 s is kept for 2 s."""
NEVER = datetime.min.replace(tzinfo=UTC)

# Answers that authors hide are noted at the current edition of the question.
OTHERS = text("""
    WITH RECURSIVE edition AS (
        SELECT CAST(:question_id AS bigint) AS id
        UNION
        SELECT question.id FROM question JOIN edition ON supersedes_id = edition.id
    ), latest AS MATERIALIZED (
        SELECT id FROM attempt WHERE quiz_id = :quiz_id ORDER BY number DESC LIMIT :latest
    ), given AS (
        SELECT response, count(*) AS players
        FROM latest JOIN answer ON attempt_id = latest.id AND question_id = :question_id
        GROUP BY response
    )
    SELECT now() AS now,
        (SELECT jsonb_agg(jsonb_build_array(response, players)) FROM given) AS responses,
        (
            SELECT body || notes
            FROM edition
            JOIN quiz_question ON question_id = edition.id AND quiz_id = :quiz_id
            JOIN question ON question.id = edition.id
            LIMIT 1
        ) AS noted
""")


class Counted(NamedTuple):
    """The answers to a question at a time."""

    at: datetime
    """By the database's clock."""
    until: float
    """When it is counted again, by `monotonic`."""
    tally: Tally
    noted: Any  # Any: the type's Body
    """The body with the answers that are hidden now."""


counted: Kept[tuple[int, int], Counted] = Kept()
"""By quiz and question. Each process has its own: entries expire by age alone."""


def others(
    connection: Connection,
    quiz_id: int,
    question_id: int,
    kind: QuestionType[Any, Any],  # Any: each type has its own models
    body: Any,
    own: tuple[Response, datetime | None] | None,
    opaque_ids: bool,
) -> Others:
    """Return what players answered to a question of an ungraded type.

    `own` is the player's stored response and when it was stored (None: just now): it is counted
    even if the kept count is older.
    """
    found = counted.get((quiz_id, question_id))
    if found is None or monotonic() >= found.until:
        found = counted[quiz_id, question_id] = _count(connection, quiz_id, question_id, kind, body)
        own = None
    tally = found.tally
    if own and (own[1] is None or own[1] > found.at):
        tally = tally.with_one_more(own[0])
    return shown(tally, found.noted, opaque_ids)


def _count(
    connection: Connection,
    quiz_id: int,
    question_id: int,
    kind: QuestionType[Any, Any],  # Any: each type has its own models
    body: Any,
) -> Counted:
    began = monotonic()
    ids = {"quiz_id": quiz_id, "question_id": question_id, "latest": LATEST}
    row = connection.execute(OTHERS, ids).one()
    tally, noted = Tally(kind, body), body
    for response, players in row.responses or []:
        tally.add(kind.Response.model_validate(response), players)
    if row.noted and kind.notes:
        fields = {name: row.noted[name] for name in kind.notes if name in row.noted}
        noted = body.model_copy(update=fields)
    now = monotonic()
    return Counted(row.now, now + max(KEPT_FOR, SHARE * (now - began)), tally, noted)
