"""Dates at the ends of what Python and PostgreSQL know, wherever a date is sent."""

from typing import Any
from urllib.parse import quote

import pytest
from flask_openapi3 import OpenAPI

from tests.support.api import Api
from tests.support.authors import Author, content, new_author

OUTSIDE = [
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+00:01",
    "3000-01-01T00:00:00Z",
    "2999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59-23:59",
]
FAR_AWAY = ["1970-01-01T23:59:00+23:59", "2999-12-31T00:00:59-23:59", "2100-01-01T00:00:00+15:30"]
KEYS = {
    "/studio/quizzes?after={}~1": "after",
    "/studio/quizzes/1/attempts?since={}": "since",
    "/studio/quizzes/1/attempts?until={}": "until",
    "/studio/quizzes/1/attempts?sort=finished&after={}~1": "after",
    "/studio/quizzes/1/results/download?of=attempts&since={}": "since",
}


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    ada = new_author(app, "Ada")
    ada.new_quiz(content("one"))
    return ada


def publish(ada: Author, status: int = 200, **settings: Any) -> Any:  # Any: JSON
    draft = ada.draft(1)
    settings = {**draft["fields"]["settings"], **settings}
    ada.post("/studio/quizzes/1/draft", {})
    ada.patch("/studio/quizzes/1/draft", {"version": draft["version"] or 1, "settings": settings})
    return ada.publish(1, status)


@pytest.mark.parametrize("moment", OUTSIDE)
@pytest.mark.parametrize("path", KEYS)
def test_lists_refuse_a_date_out_of_range(ada: Author, path: str, moment: str) -> None:
    problem = ada.get(path.format(quote(moment)), 422)

    assert problem["errors"][0]["field"] == KEYS[path]


@pytest.mark.parametrize("moment", FAR_AWAY)
@pytest.mark.parametrize("path", KEYS)
def test_lists_accept_every_date_in_range(ada: Author, path: str, moment: str) -> None:
    answer = ada.client.get("/api" + path.format(quote(moment)))

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("moment", OUTSIDE)
def test_a_quiz_with_a_date_out_of_range_is_not_published(ada: Author, moment: str) -> None:
    for settings in (
        {"opens_at": moment},
        {"closes_at": moment},
        {"feedback": "after", "feedback_after": moment},
    ):
        problem = publish(ada, 422, **{"feedback": "immediate", "opens_at": None, **settings})
        codes = {fault["code"] for fault in problem["errors"]}
        assert codes == {"year-out-of-range"}, settings


@pytest.mark.parametrize("moment", FAR_AWAY)
def test_players_and_leaderboard_never_see_a_date_out_of_range(
    ada: Author, api: Api, moment: str
) -> None:
    ends = "2999-12-31T00:00:00-23:58"
    publish(ada, closes_at=ends, feedback="after", feedback_after=moment, quiz_seconds=60)

    api.finish(api.start(), "Ann")
    api.get("/quizzes/small")
    api.get("/quizzes/small/scores?fresh=true")
    ada.get("/studio/quizzes/1/attempts")

    publish(ada, opens_at=moment, closes_at=None, time_zone="Pacific/Kiritimati")
    assert api.client.post("/api/quizzes/small/attempts", json={}).status_code in (201, 409)
    api.get("/quizzes/small")
