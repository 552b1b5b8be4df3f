"""Who may host a game of which quiz."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from tests.support.api import Api
from tests.support.authors import Author
from tests.support.games import GamePlayer, Host
from tests.support.questions import pack

QUIZ = "/studio/quizzes/1"


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


RESERVED: dict[str, dict[str, Any]] = {
    "code": {"code": "sesame"},
    "attempts": {"attempts": 1},
    "later solutions": {"feedback": "after", "feedback_after": in_days(1)},
}


def host_as(api: Api, status: int = 201) -> Any:  # Any: JSON
    return api.post("/games", {"quiz": "small"}, status)


def look_as(api: Api, status: int = 200) -> Any:  # Any: JSON
    return api.get("/games/quizzes/small", status)


def set_rules(author: Author, **settings: object) -> None:
    draft = author.draft(1)
    body = {"version": draft["version"], "settings": {**draft["fields"]["settings"], **settings}}
    author.patch(f"{QUIZ}/draft", body)
    author.publish(1)


@pytest.mark.parametrize("visibility", ["public", "unlisted", "private"])
def test_whoever_sees_a_quiz_in_the_studio_hosts_it(
    app: OpenAPI, people: dict[str, Author], visibility: str
) -> None:
    people["owner"].patch(QUIZ, {"visibility": visibility})
    for name in ("owner", "admin", "edit", "view"):
        assert look_as(people[name])["title"] == "Small"
        assert host_as(people[name])["pin"]
    assert Host(app, author=people["view"]).look()["quiz_id"] == 1  # where its results are


@pytest.mark.parametrize(
    ("visibility", "problem"), [("unlisted", "hosting-reserved"), ("private", "quiz-not-found")]
)
def test_others_host_only_what_is_public(
    app: OpenAPI, people: dict[str, Author], api: Api, visibility: str, problem: str
) -> None:
    for guest in (api, people["other"]):
        assert look_as(guest)["guests_may_host"]
        host_as(guest)
    assert Host(app, author=people["other"]).look()["quiz_id"] is None
    people["owner"].patch(QUIZ, {"visibility": visibility})
    status = 404 if visibility == "private" else 403
    for guest in (api, people["other"]):
        assert look_as(guest, status)["type"] == f"/problems/{problem}"
        assert host_as(guest, status)["type"] == f"/problems/{problem}"


@pytest.mark.parametrize("rule", RESERVED)
def test_no_one_learns_solutions_by_hosting(api: Api, rule: str) -> None:
    load_pack(pack(settings=RESERVED[rule]))
    assert api.get("/quizzes/small")["guests_may_host"] is False
    assert look_as(api, 403)["type"] == "/problems/hosting-reserved"
    assert host_as(api, 403)["type"] == "/problems/hosting-reserved"


def test_solutions_that_players_see_by_now_are_no_secret(api: Api) -> None:
    load_pack(pack(settings={"feedback": "after", "feedback_after": in_days(-1)}))
    host_as(api)


def test_guests_host_while_the_quiz_is_open(api: Api) -> None:
    load_pack(pack(settings={"opens_at": in_days(1)}))
    assert host_as(api, 409)["type"] == "/problems/quiz-not-open"
    load_pack(pack(settings={"closes_at": in_days(-1)}))
    assert host_as(api, 409)["type"] == "/problems/quiz-closed"
    load_pack(pack(settings={"opens_at": in_days(-1), "closes_at": in_days(1)}))
    host_as(api)


def test_the_pin_admits_players_to_what_only_its_authors_host(
    app: OpenAPI, people: dict[str, Author], api: Api
) -> None:
    owner = people["owner"]
    set_rules(owner, code="sesame", attempts=1, opens_at=in_days(1))
    owner.patch(QUIZ, {"visibility": "private"})
    host = Host(app, author=owner)
    assert api.get(f"/games/pins/{host.created['pin']}")["title"] == "Small"
    ann = GamePlayer(api, host.id, "Ann")
    ann.answer(host.begin())
    assert host.close()["outcome"]["right"] == 1
    host.give("end")
    assert ann.api.get(f"/attempts/{ann.id}")["score"] == 1
    assert owner.get(f"{QUIZ}/summary")["total"] == 1


@pytest.mark.parametrize("gone", ["archived", "deleted", "drafted"])
def test_only_what_could_be_played_is_hosted(people: dict[str, Author], gone: str) -> None:
    owner = people["owner"]
    if gone == "archived":
        owner.post(f"{QUIZ}/archive", {})
    elif gone == "deleted":
        owner.delete(QUIZ)
    else:
        owner.post("/studio/quizzes", {"title": "Second", "names": "end"}, 201)
    slug = "second" if gone == "drafted" else "small"
    status = 409 if gone == "drafted" else 404
    owner.post("/games", {"quiz": slug}, status)


def test_guests_see_nothing_to_host_where_the_operator_does_not_let_them(
    app: OpenAPI, people: dict[str, Author], api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "GUEST_HOSTS", False)
    assert look_as(api, 403)["type"] == "/problems/guests-may-not-host"
    for name in ("owner", "other"):  # with an account
        look_as(people[name])
        host_as(people[name])
