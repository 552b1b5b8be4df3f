"""What is stored of one player: shown, and deleted in one quiz or in all."""

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import Answer, Attempt, db
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.questions import pack
from tests.support.tables import count


def test_a_players_data_is_shown_and_deleted_in_all_quizzes(admin: SignedIn, api: Api) -> None:
    load_pack(pack(slug="other", title="Other"))
    for slug in ("small", "small", "other"):
        play(api, slug, choose("a"), "Ann")
    play(api, "small", choose("a"), "ann")

    here = admin.get("/studio/quizzes/1/player?name=Ann")
    small = {"quiz": "Small", "attempts": 2, "links": []}
    assert here == {"attempts": 2, "links": 0, "lists": [], "quizzes": [small]}
    found = admin.get("/studio/quizzes/1/player?name=Ann&everywhere=true")
    assert (found["attempts"], len(found["quizzes"])) == (3, 2)

    path, body = "/studio/quizzes/1/player/erase", {"name": "Ann", "everywhere": True}
    admin.post(path, {**body, "expected": 2}, 409)
    assert count(Attempt) == 4
    admin.post(path, {**body, "expected": 3})
    assert (count(Attempt), count(Answer)) == (1, 1)
    assert [row["player_name"] for row in admin.get("/studio/quizzes/1/attempts")["attempts"]] == [
        "ann"
    ]


def test_the_audit_does_not_name_the_player(admin: SignedIn, api: Api) -> None:
    play(api, "small", choose("a"), "Ann")

    admin.post("/studio/quizzes/1/player/erase", {"name": "Ann", "expected": 1})

    entry = db.session.execute(
        text("SELECT quiz_id, detail FROM audit WHERE action = 'player.erase'")
    ).one()
    assert tuple(entry) == (1, {"attempts": 1, "links": 0})


def test_an_author_cannot_reach_quizzes_of_others(app: OpenAPI, api: Api) -> None:
    load_pack(pack(slug="packed", title="Packed"))
    for email, title in (("ada@example.org", "Hers"), ("bob@example.org", "His")):
        sign_in_as(app, email=email)
        Author(app, email).new_quiz(content("q1"), title=title)
    for slug in ("packed", "hers", "his"):
        play(api, slug, choose("a"), "Ann")
    ada = Author(app, "ada@example.org")

    found = ada.get("/studio/quizzes/2/player?name=Ann&everywhere=true")

    hers = {"quiz": "Hers", "attempts": 1, "links": []}
    assert found == {"attempts": 1, "links": 0, "lists": [], "quizzes": [hers]}


def test_the_attempts_of_one_browser_are_found_by_one_of_them(app: OpenAPI, api: Api) -> None:
    load_pack(pack(settings={"attempts": 5}))
    admin = sign_in_as(app, "admin")
    for key in ("0" * 32, "0" * 32, "1" * 32):
        api.finish(api.post("/quizzes/small/attempts", {"player_key": key}, 201))

    assert admin.get("/studio/quizzes/1/player?attempt=1")["attempts"] == 2
    admin.post("/studio/quizzes/1/player/erase", {"attempt": 2, "expected": 2})
    assert [row["number"] for row in admin.get("/studio/quizzes/1/attempts")["attempts"]] == [3]


def test_a_players_personal_links_are_deleted_with_the_attempts(admin: SignedIn, api: Api) -> None:
    """Their labels are personal data: "Ann, dyslexia" says more of a player than a name."""
    links = {label: personal_link(admin, label) for label in ("Ann", "Ann, dyslexia", "Bob")}
    for label, name in (("Ann, dyslexia", "Ann"), ("Bob", "Bob")):
        api.finish(api.post("/quizzes/small/attempts", {"accommodation": links[label]}, 201), name)

    found = admin.get("/studio/quizzes/1/player?name=Ann")
    body = {"name": "Ann", "expected": 1}
    erased = admin.post("/studio/quizzes/1/player/erase", body)

    small = {"quiz": "Small", "attempts": 1, "links": ["Ann", "Ann, dyslexia"]}
    assert found == erased == {"attempts": 1, "links": 2, "lists": [], "quizzes": [small]}
    left = admin.get("/studio/quizzes/1/accommodations")["accommodations"]
    assert [link["label"] for link in left] == ["Bob"]
    details = db.session.scalars(text("SELECT CAST(detail AS text) FROM audit")).all()
    assert not [detail for detail in details if "Ann" in detail]


def test_an_unused_personal_link_is_deleted_by_its_label(admin: SignedIn, api: Api) -> None:
    personal_link(admin, "Ann")

    assert admin.get("/studio/quizzes/1/player?name=Ann")["links"] == 1
    admin.post("/studio/quizzes/1/player/erase", {"name": "Ann", "expected": 0})

    assert admin.get("/studio/quizzes/1/accommodations")["accommodations"] == []


def test_the_link_of_an_attempt_is_deleted_with_it(admin: SignedIn, api: Api) -> None:
    token = personal_link(admin, "Ann B.")
    api.finish(api.post("/quizzes/small/attempts", {"accommodation": token}, 201))

    admin.post("/studio/quizzes/1/player/erase", {"attempt": 1, "expected": 1})

    assert admin.get("/studio/quizzes/1/accommodations")["accommodations"] == []
    assert count(Attempt) == 0


def personal_link(admin: SignedIn, label: str) -> str:
    """The token of a new one for the quiz 1."""
    made = admin.post("/studio/quizzes/1/accommodations", {"label": label}, 201)
    return str(made["link"]).rpartition("=")[2]


@pytest.mark.parametrize("query", ["", "name=Ann&attempt=1", "name=", "name=%00"])
def test_a_player_is_identified_in_exactly_one_way(admin: SignedIn, query: str) -> None:
    admin.get(f"/studio/quizzes/1/player?{query}", 422)
