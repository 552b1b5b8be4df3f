"""Quizzes that ask for a name before the start."""

from typing import Any

from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from tests.support.api import Api
from tests.support.authors import Author, content
from tests.support.questions import pack

ANN, BOB = "a" * 22, "b" * 22
CLASS = ["Ada Byron", "Ben Okri", "Çağla Su"]


def start(api: Api, status: int = 201, slug: str = "small", **entry: Any) -> Any:  # Any: JSON
    return api.post(f"/quizzes/{slug}/attempts", entry, status)


def code(problem: Any) -> str:  # Any: JSON
    return str(problem["type"].split("/problems/")[1])


def load(**settings: Any) -> None:
    load_pack(pack(settings=settings))


def names() -> list[tuple[str | None, bool]]:
    rows = db.session.execute(text("SELECT player_name, listed FROM attempt ORDER BY number"))
    return [(row.player_name, row.listed) for row in rows]


def listed(ada: Author, of: list[str] = CLASS, **settings: Any) -> int:
    """The id of a published quiz that asks for a name of Ada's new list."""
    quiz_id = ada.new_quiz(content("one"), content("two"))
    made = ada.post("/studio/lists", {"title": "7b", "names": of}, 201)
    ada.put(f"/studio/quizzes/{quiz_id}/list", {"list": made["id"]})
    change(ada, quiz_id, names="list", **settings)
    return quiz_id


def change(ada: Author, quiz_id: int, **settings: Any) -> None:
    """Publish the quiz with these settings."""
    ada.post(f"/studio/quizzes/{quiz_id}/draft", {})
    draft = ada.draft(quiz_id)
    body = {
        "version": draft["version"],
        "settings": {**draft["fields"]["settings"], **settings},
    }
    ada.patch(f"/studio/quizzes/{quiz_id}/draft", body)
    ada.publish(quiz_id)
