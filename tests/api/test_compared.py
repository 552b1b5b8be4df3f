"""The share of all players who had a question right, for those who look back."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from backend.play import compared
from tests.support.accounts import sign_in_as
from tests.support.api import Api
from tests.support.questions import pack

Json = Any  # whatever the API answers


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    compared.kept.clear()


def play(api: Api, *choices: str) -> Json:
    attempt = api.start()
    for question, choice in zip(attempt["questions"], choices, strict=False):
        api.answer(attempt, question, choice)
    return api.finish(attempt)


def shares(api: Api, attempt: Json) -> list[tuple[int, int]]:
    found = api.get(f"/attempts/{attempt['id']}/compared")["questions"]
    return [(one["correct"], one["players"]) for one in found]


def test_it_counts_all_players_who_had_the_question(api: Api) -> None:
    load_pack(pack(settings={"shuffle_questions": False}))
    for _ in range(4):
        attempt = play(api, "a", "b")
    assert shares(api, attempt) == []  # too few to compare with

    compared.kept.clear()
    attempt = play(api, "a", "a", "b")

    assert shares(api, attempt) == [(5, 5), (1, 5), (0, 5)]


def test_it_is_shown_only_with_verdicts(api: Api) -> None:
    after = {"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z"}
    load_pack(pack(settings=after))
    attempts = [play(api, "a") for _ in range(5)]
    assert shares(api, attempts[0]) == []

    load_pack(pack(settings={"feedback": "at_end"}))
    assert shares(api, api.start()) == []
    api.get("/attempts/00000000-0000-7000-8000-000000000000/compared", 404)


def test_authors_and_players_count_the_same_answers(app: OpenAPI, api: Api) -> None:
    """In the figures, in the grid and in the result: full credit, of attempts with an answer."""
    load_pack(pack(settings={"shuffle_questions": False}))
    for chosen in ("aa", "ab", "b", "aa", "ba"):
        attempt = play(api, *chosen)
    play(api)  # nothing answered
    admin = sign_in_as(app, "admin")

    compared.kept.clear()
    found = admin.get("/studio/quizzes/1/figures")["questions"]
    rows = admin.get("/studio/quizzes/1/matrix")["attempts"]
    played = [row["cells"] for row in rows if row["cells"] != "---"]
    columns = list(zip(*played, strict=True))

    assert shares(api, attempt) == [(3, 5), (3, 5), (0, 5)]
    assert [(one["correct"], one["asked"]) for one in found] == shares(api, attempt)
    assert [(column.count("r"), len(column)) for column in columns] == shares(api, attempt)
