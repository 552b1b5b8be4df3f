"""Results: what authors can see and delete of the attempts at their quizzes."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack, load_pack
from backend.models import db
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.questions import multiple, number, pack, poll, single, typed

PATHS = ("summary", "attempts", "attempts/1", "figures")


@pytest.fixture
def admin(app: OpenAPI, quiz: Pack) -> SignedIn:
    """An admin, who has every right to the small quiz (id 1)."""
    return sign_in_as(app, "admin")


def listed(user: SignedIn, query: str = "") -> list[Any]:  # Any: JSON
    attempts: list[Any] = user.get(f"/studio/quizzes/1/attempts?{query}")["attempts"]
    return attempts


@pytest.mark.parametrize("path", PATHS)
def test_results_need_permission_to_view_the_quiz(app: OpenAPI, api: Api, path: str) -> None:
    sign_in_as(app, email="owner@example.org")
    owner = Author(app, "owner@example.org")
    quiz_id = owner.new_quiz(content("q1"))
    play(api, "small", choose("a"))
    guest = sign_in_as(app, email="guest@example.org")
    address = f"/studio/quizzes/{quiz_id}/{path}"

    api.get(address, 401)
    guest.get(address, 404)
    owner.put(
        f"/studio/quizzes/{quiz_id}/shares",
        {"shares": [{"email": "guest@example.org", "may": "view"}]},
    )
    guest.get(address)
    owner.get(address)
    sign_in_as(app, "admin").get(address)


def test_deleting_needs_edit_rights(app: OpenAPI, api: Api) -> None:
    sign_in_as(app, email="owner@example.org")
    owner = Author(app, "owner@example.org")
    quiz_id = owner.new_quiz(content("q1"))
    play(api, "small", choose("a"), "Ann")
    guest = sign_in_as(app, email="guest@example.org")
    root = f"/studio/quizzes/{quiz_id}"
    erasure = {"name": "Ann", "expected": 1}

    for status, may in ((404, None), (403, "view"), (204, "edit")):
        shares = [{"email": "guest@example.org", "may": may}] if may else []
        owner.put(f"{root}/shares", {"shares": shares})
        if may != "edit":
            guest.get(f"{root}/player?name=Ann", status)
            guest.post(f"{root}/player/erase", erasure, status)
        guest.delete(f"{root}/attempts/1", status)
    api.get(f"{root}/player?name=Ann", 401)


def test_responses_do_not_let_an_author_play(admin: SignedIn, api: Api) -> None:
    attempt = api.start()
    for path in PATHS:
        body = admin.client.get(f"/api/studio/quizzes/1/{path}").get_data(as_text=True)
        assert attempt["id"] not in body


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", [None, "bea", "Ann", "Cid"]),
        ("order=asc", ["Cid", "Ann", "bea", None]),
        ("sort=score", ["Cid", "bea", "Ann"]),
        ("sort=score&order=asc", ["Ann", "bea", "Cid"]),
        ("sort=finished", ["bea", "Ann", "Cid"]),
        ("sort=name&order=asc", [None, "Ann", "bea", "Cid"]),
        ("state=running", [None]),
        ("state=finished&sort=name", ["Cid", "bea", "Ann"]),
        ("search=B", ["bea"]),
        ("search=%25", []),
        ("since=2100-01-01T00:00:00Z", []),
        ("until=2100-01-01T00:00:00%2B02:00&state=running", [None]),
    ],
)
def test_attempts_are_sorted_filtered_and_paged(
    admin: SignedIn, api: Api, query: str, names: list[str | None]
) -> None:
    play(api, "small", choose("a", "a", "a"), "Cid")
    play(api, "small", choose("b"), "Ann")
    play(api, "small", choose("a"), "bea")
    api.start()

    assert [row["player_name"] for row in listed(admin, query)] == names
    one_by_one, after = [], ""
    while True:
        page = admin.get(f"/studio/quizzes/1/attempts?limit=1&{query}{after}")
        one_by_one += page["attempts"]
        if page["next"] is None:
            break
        after = f"&after={page['next'].replace('+', '%2B')}"
    assert [row["player_name"] for row in one_by_one] == names


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "sort=score&after=nan~1",
        "sort=finished&after=2020-01-01~1",
        "sort=score&after=1~99999999999999999999",
        "limit=0",
        "since=2020-01-01",
        "search=%00",
        "nonsense=1",
    ],
)
def test_an_invalid_query_is_refused(admin: SignedIn, query: str) -> None:
    admin.get(f"/studio/quizzes/1/attempts?{query}", 422)


def test_an_attempt_is_shown_in_full(admin: SignedIn, api: Api) -> None:
    played = play(api, "small", choose("a", "b"), "Ann")
    [row] = listed(admin)

    detail = admin.get(f"/studio/quizzes/1/attempts/{row['number']}")

    assert (row["answered"], row["asked"], row["score"], row["passed"]) == (2, 3, 1.0, None)
    assert detail["attempt"] == row
    questions = [answer["question"] for answer in detail["answers"]]
    assert [q["id"] for q in questions] == [q["id"] for q in played["questions"]]
    assert [q["verdict"] for q in questions] == [q["verdict"] for q in played["questions"]]
    assert sorted(answer["words"] or "" for answer in detail["answers"]) == [
        "",
        "choice a",
        "choice b",
    ]
    admin.get("/studio/quizzes/1/attempts/99", 404)


def test_an_attempt_of_another_quiz_is_404(admin: SignedIn, api: Api) -> None:
    load_pack(pack(slug="other"))
    api.start()

    admin.get("/studio/quizzes/1/attempts/1")
    admin.get("/studio/quizzes/2/attempts/1", 404)
    admin.delete("/studio/quizzes/2/attempts/1", 404)


def test_statistics_count_choices_words_and_numbers(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[multiple("q1"), typed("q2"), number("q3"), poll("q4"), single("q5")]))
    admin = sign_in_as(app, "admin")
    prompts = [f"Prompt of q{place}" for place in range(1, 6)]
    for choices, word, counted, vote in (
        (["a", "b"], "canberra", 42, "a"),
        (["a", "c"], " Canberra", 100, "a"),
        ([], "Sydney", 42.5, "b"),
    ):
        responses = {"choices": choices}, {"text": word}, {"number": counted}, {"votes": [vote]}
        play(api, "small", dict(zip(prompts, responses, strict=False)))

    page = admin.get("/studio/quizzes/1/figures")

    counts = {
        question["prompt"]: {label["label"]: label["count"] for label in question["labels"]}
        for question in page["questions"]
    }
    assert [counts[prompt] for prompt in prompts] == [
        {"choice a": 2, "choice b": 1, "choice c": 1, "choice d": 0},
        {"canberra": 2, "sydney": 1},
        {"42 km": 1, "100 km": 1, "42.5 km": 1},
        {"choice a": 2, "choice b": 1, "choice c": 0, "choice d": 0},
        {"choice a": 0, "choice b": 0, "choice c": 0, "choice d": 0},
    ]
    first, second, _third, asked, unanswered = page["questions"]
    assert [label["right"] for label in first["labels"]] == [True, True, False, False]
    assert [label["right"] for label in second["labels"]] == [True, False]
    assert (first["asked"], first["answered"], first["credit"]) == (3, 3, pytest.approx(1 / 3))
    assert (asked["credit"], asked["labels"][0]["right"]) == (None, None)
    assert (unanswered["asked"], unanswered["answered"]) == (3, 0)


def test_the_most_frequent_open_answers_are_listed(app: OpenAPI, api: Api) -> None:
    load_pack(pack(of=[typed("q1")]))
    admin = sign_in_as(app, "admin")
    for word in range(21):
        play(api, "small", {"Prompt of q1": {"text": f"word {word:02}"}})
    play(api, "small", {"Prompt of q1": {"text": "word 20"}})

    [question] = admin.get("/studio/quizzes/1/figures")["questions"]

    assert [label["label"] for label in question["labels"]][:2] == ["word 20", "word 00"]
    assert (len(question["labels"]), question["others"]) == (20, 1)


def rows(table: str) -> int:
    return int(db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_deleted_attempt_is_gone_from_every_table(admin: SignedIn, api: Api) -> None:
    played = play(api, "small", choose("a"), "Ann")
    play(api, "small", choose("a", "a"), "Bea")

    admin.delete("/studio/quizzes/1/attempts/1")

    assert (rows("attempt"), rows("answer")) == (1, 2)
    api.get(f"/attempts/{played['id']}", 404)
    names = [score["player_name"] for score in api.get("/quizzes/small/scores")["scores"]]
    assert names == ["Bea"]
    admin.delete("/studio/quizzes/1/attempts/1", 404)


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
    assert rows("attempt") == 4
    admin.post(path, {**body, "expected": 3})
    assert (rows("attempt"), rows("answer")) == (1, 1)
    assert [row["player_name"] for row in listed(admin)] == ["ann"]


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
    assert [row["number"] for row in listed(admin)] == [3]


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
    assert rows("attempt") == 0


def personal_link(admin: SignedIn, label: str) -> str:
    """The token of a new one for the quiz 1."""
    made = admin.post("/studio/quizzes/1/accommodations", {"label": label}, 201)
    return str(made["link"]).rpartition("=")[2]


@pytest.mark.parametrize("query", ["", "name=Ann&attempt=1", "name=", "name=%00"])
def test_a_player_is_identified_in_exactly_one_way(admin: SignedIn, query: str) -> None:
    admin.get(f"/studio/quizzes/1/player?{query}", 422)
