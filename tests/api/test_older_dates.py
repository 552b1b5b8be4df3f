"""Dates out of range, which an older release stored: the migration moves them to the limits."""

from typing import Any

import pytest
from flask_migrate import downgrade, upgrade
from flask_openapi3 import OpenAPI
from pydantic_core import to_json
from sqlalchemy import text

from backend.models import db
from backend.play import caches
from tests.support.api import Api
from tests.support.authors import content, new_author

EARLY = ["0001-01-01T00:00:00+23:59", "0001-01-01T00:00:01Z", "1970-01-01T00:00:00+00:01"]
LATE = ["9999-12-31T23:59:59-23:59", "9999-12-31T23:59:58Z", "2999-12-31T23:59:59-15:30"]
FEEDBACK = [
    {"feedback": "after", "feedback_after": moment}
    for moment in [*EARLY, *LATE, "2100-01-01T00:00:00+20:00"]
]


def store(statement: str, **values: Any) -> None:  # Any: parameters
    db.session.execute(text(statement), values)
    db.session.commit()


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        *(({"opens_at": moment}, 201) for moment in EARLY),
        *(({"opens_at": moment}, 409) for moment in LATE),
        *(({"closes_at": moment}, 409) for moment in EARLY),
        *(({"closes_at": moment}, 201) for moment in LATE),
        ({"opens_at": EARLY[0], "closes_at": EARLY[1]}, 409),
        ({"opens_at": LATE[1], "closes_at": LATE[0]}, 409),
        ({"opens_at": EARLY[0], "closes_at": LATE[0]}, 201),
        *((dates, 201) for dates in FEEDBACK),
    ],
)
def test_a_stored_quiz_with_dates_out_of_range_is_playable(
    app: OpenAPI, api: Api, dates: dict[str, str], status: int
) -> None:
    ada = new_author(app, "Ada")
    ada.new_quiz(content("one"))
    ada.publish(1)
    api.finish(api.start(), "Ann")
    ada.post("/studio/quizzes/1/draft", {})
    rules = {name: value for name, value in dates.items() if name == "feedback_after"}
    db.session.remove()  # what it has read would lock tables that the migrations change
    db.engine.dispose()
    downgrade(revision="0010")
    stored = to_json(dates).decode()
    store("UPDATE quiz SET settings = CAST(:new AS jsonb), revision = revision + 1", new=stored)
    store(
        "UPDATE quiz_draft SET content = jsonb_set(content, '{settings}', CAST(:new AS jsonb))",
        new=stored,
    )
    store(
        "UPDATE attempt SET rules = CAST(:rules AS jsonb), feedback = :feedback, "
        "deadline = '10000-01-01 23:58:59+00'",
        rules=to_json(rules).decode(),
        feedback=dates.get("feedback", "immediate"),
    )
    upgrade()
    caches.kept_quizzes.clear()

    started = api.client.post("/api/quizzes/small/attempts", json={})
    assert started.status_code == status, started.text
    api.get("/quizzes/small")
    api.get("/quizzes/small/scores?fresh=true")
    ada.get("/studio/quizzes/1/attempts")
    ada.get("/studio/quizzes/1/attempts/1")
    assert ada.get("/studio/quizzes/1/draft")["problems"] == []
