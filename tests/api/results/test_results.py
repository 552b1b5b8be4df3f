"""Results: what authors can see and delete of the attempts at their quizzes."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from backend.models import Answer, Attempt
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.questions import multiple, number, pack, poll, single, typed
from tests.support.tables import count

PATHS = ("summary", "attempts", "attempts/1", "figures")


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
        {"Canberra": 2, "Sydney": 1},
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


def test_a_deleted_attempt_is_gone_from_every_table(admin: SignedIn, api: Api) -> None:
    played = play(api, "small", choose("a"), "Ann")
    play(api, "small", choose("a", "a"), "Bea")

    admin.delete("/studio/quizzes/1/attempts/1")

    assert (count(Attempt), count(Answer)) == (1, 2)
    api.get(f"/attempts/{played['id']}", 404)
    names = [score["player_name"] for score in api.get("/quizzes/small/scores")["scores"]]
    assert names == ["Bea"]
    admin.delete("/studio/quizzes/1/attempts/1", 404)
