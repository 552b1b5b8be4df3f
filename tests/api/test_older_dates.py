"""Dates out of range, which an older release stored: the migration moves them to the limits."""

from collections.abc import Iterator

import pytest
from flask_migrate import downgrade, upgrade
from flask_openapi3 import OpenAPI
from pydantic_core import to_json
from sqlalchemy import text

from backend.models import db
from backend.play import caches
from tests.support.api import Api
from tests.support.authors import Author, content, new_author
from tests.support.tables import empty_tables

EARLY = ["0001-01-01T00:00:00+23:59", "0001-01-01T00:00:01Z", "1970-01-01T00:00:00+00:01"]
LATE = ["9999-12-31T23:59:59-23:59", "9999-12-31T23:59:58Z", "2999-12-31T23:59:59-15:30"]
FEEDBACK = [
    {"feedback": "after", "feedback_after": moment}
    for moment in [*EARLY, *LATE, "2100-01-01T00:00:00+20:00"]
]


DATES = [
    *(({"opens_at": moment}, 201) for moment in EARLY),
    *(({"opens_at": moment}, 409) for moment in LATE),
    *(({"closes_at": moment}, 409) for moment in EARLY),
    *(({"closes_at": moment}, 201) for moment in LATE),
    ({"opens_at": EARLY[0], "closes_at": EARLY[1]}, 409),
    ({"opens_at": LATE[1], "closes_at": LATE[0]}, 409),
    ({"opens_at": EARLY[0], "closes_at": LATE[0]}, 201),
    *((dates, 201) for dates in FEEDBACK),
]
"""What a quiz has, and the status of starting it."""
pytestmark = pytest.mark.xdist_group("older dates")  # so that the migrations run once


@pytest.fixture(scope="module")
def ada(migrated: OpenAPI) -> Iterator[Author]:
    """The owner of a quiz with each of these dates; its id and slug have their place, from 1."""
    with migrated.app_context():
        empty_tables()
        ada, api = new_author(migrated, "Ada"), Api(migrated.test_client())
        for place in range(1, len(DATES) + 1):
            assert ada.new_quiz(content("one"), title=f"Dates {place}") == place
            api.finish(api.start(f"dates-{place}"), "Ann")
            ada.post(f"/studio/quizzes/{place}/draft", {})
        db.session.remove()  # what it has read would lock tables that the migrations change
        db.engine.dispose()
        downgrade(revision="0010")
        for place, (dates, _status) in enumerate(DATES, start=1):
            store(place, dates)
        upgrade()
        caches.kept_quizzes.clear()
        yield ada


def store(quiz_id: int, dates: dict[str, str]) -> None:
    rules = {name: value for name, value in dates.items() if name == "feedback_after"}
    for statement in (
        "UPDATE quiz SET settings = CAST(:dates AS jsonb), revision = revision + 1"
        " WHERE id = :quiz",
        "UPDATE quiz_draft SET content = jsonb_set(content, '{settings}', CAST(:dates AS jsonb))"
        " WHERE quiz_id = :quiz",
        "UPDATE attempt SET rules = CAST(:rules AS jsonb), feedback = :feedback,"
        " deadline = '10000-01-01 23:58:59+00' WHERE quiz_id = :quiz",
    ):
        values = {
            "quiz": quiz_id,
            "dates": to_json(dates).decode(),
            "rules": to_json(rules).decode(),
            "feedback": dates.get("feedback", "immediate"),
        }
        known = {name: value for name, value in values.items() if f":{name}" in statement}
        db.session.execute(text(statement), known)
    db.session.commit()


@pytest.mark.parametrize(
    ("place", "status"),
    [
        pytest.param(place, status, id=" ".join(f"{name}={date}" for name, date in dates.items()))
        for place, (dates, status) in enumerate(DATES, start=1)
    ],
)
def test_a_stored_quiz_with_dates_out_of_range_is_playable(
    ada: Author, place: int, status: int
) -> None:
    api = Api(ada.client.application.test_client())
    started = api.client.post(f"/api/quizzes/dates-{place}/attempts", json={})
    assert started.status_code == status, started.text
    api.get(f"/quizzes/dates-{place}")
    api.get(f"/quizzes/dates-{place}/scores?fresh=true")
    ada.get(f"/studio/quizzes/{place}/attempts")
    ada.get(f"/studio/quizzes/{place}/attempts/{place}")
    assert ada.get(f"/studio/quizzes/{place}/draft")["problems"] == []
