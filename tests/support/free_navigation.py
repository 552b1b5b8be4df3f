"""Attempts with free navigation, whose first choice is right."""

from typing import Any

from sqlalchemy import select

from backend.library.packs import load_pack
from backend.models import Answer, db
from tests.support.api import Api
from tests.support.questions import pack
from tests.support.shown import shown_id

Json = Any  # whatever the API answers


FREE = {"navigation": "free", "feedback": "at_end", "shuffle_questions": False}


def load(**settings: Any) -> None:
    load_pack(pack(settings={**FREE, **settings}))


def give(
    api: Api,
    attempt: Json,
    choice: str,
    revision: int | None = None,
    place: int = 0,
    status: int = 200,
) -> Json:
    """Answer with the choice of this author's id; the first one, a, is right."""
    question = attempt["questions"][place]
    body = {"question": question["id"], "response": {"choice": shown_id(question, choice)}}
    if revision is not None:
        body["revision"] = revision
    return api.post(f"/attempts/{attempt['id']}/answers", body, status)


def clear(api: Api, attempt: Json, revision: int, place: int = 0, status: int = 200) -> Json:
    question = attempt["questions"][place]
    path = f"/attempts/{attempt['id']}/questions/{question['id']}/clear"
    return api.post(path, {"revision": revision}, status)


def seen(api: Api, attempt: Json, place: int = 0) -> Json:
    """What the player's answer is now: the author's id of the choice, and the revision."""
    found = api.get(f"/attempts/{attempt['id']}")["questions"][place]
    given = found["response"] and found["response"]["choice"]
    known = {shown_id(attempt["questions"][place], own): own for own in "abc"}
    return known.get(given), found["revision"]


def stored() -> list[tuple[float, float]]:
    db.session.rollback()
    rows = db.session.execute(select(Answer.credit, Answer.points).order_by(Answer.question_id))
    return [(row.credit, row.points) for row in rows]
