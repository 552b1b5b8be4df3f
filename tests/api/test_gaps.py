"""A question with gaps, from the start of a game to its review."""

import json
from typing import Any

import pytest

from backend.library.packs import load_pack
from tests.support.api import Api
from tests.support.questions import blanks, pack
from tests.support.shown import as_shown

KEY = {"city": "Canberra", "height": 2228, "last": "end"}


def begin(api: Api, **settings: Any) -> tuple[str, Any]:  # Any: settings, JSON
    """The path of an attempt, and its only question."""
    load_pack(pack(of=[blanks("one", points=3)], settings=settings))
    attempt = api.start()
    return f"/attempts/{attempt['id']}", attempt["questions"][0]


def answer(api: Api, path: str, question: Any, gaps: object, status: int = 200) -> Any:  # Any: JSON
    response = as_shown(question, {"gaps": gaps}) if isinstance(gaps, dict) else {"gaps": gaps}
    body = {"question": question["id"], "response": response}
    return api.post(f"{path}/answers", body, status)


def test_a_started_attempt_does_not_contain_the_key(api: Api) -> None:
    _, question = begin(api)

    assert [gap["name"] for gap in question["view"]["gaps"]] == ["city", "height", "last"]
    assert question["view"]["gaps"][1] == {"kind": "number", "name": "height", "unit": "m"}
    assert {c["text"] for c in question["view"]["gaps"][2]["choices"]} == {"end", "sep", "stop"}
    assert question["view"]["html"].count('<span class="gap" data-gap="') == 3
    sent = json.dumps(question)
    assert not [key for key in ("Canberra", "2228", '"key"', "accept") if key in sent]


@pytest.mark.parametrize(
    ("gaps", "points", "parts"),
    [
        (KEY, 3, {"city": 1, "height": 1, "last": 1}),
        ({"city": "canbera", "last": "stop"}, 0.5, {"city": 0.5, "height": 0, "last": 0}),
        ({"height": 2200.5}, 1, {"city": 0, "height": 1, "last": 0}),
        ({}, 0, {"city": 0, "height": 0, "last": 0}),
    ],
)
def test_each_gap_earns_its_share(
    api: Api, gaps: dict[str, object], points: float, parts: dict[str, float]
) -> None:
    path, question = begin(api)

    answered = answer(api, path, question, gaps)

    assert answered["response"] == as_shown(question, {"gaps": gaps})
    assert answered["verdict"]["points"] == points
    assert answered["verdict"]["parts"] == parts
    assert answered["verdict"]["key"] == as_shown(question, {"gaps": KEY})


def test_resuming_and_reviewing_show_the_answer_as_given(api: Api) -> None:
    path, question = begin(api)
    answered = answer(api, path, question, {"city": "Sydney", "last": "end"})

    [resumed] = api.get(path)["questions"]
    [reviewed] = api.post(f"{path}/finish", {})["questions"]

    assert resumed == reviewed
    assert resumed["view"] == question["view"]
    assert resumed["response"] == as_shown(question, {"gaps": {"city": "Sydney", "last": "end"}})
    assert resumed["verdict"] == answered["verdict"]


def test_the_first_answer_counts_with_its_parts(api: Api) -> None:
    path, question = begin(api)
    first = answer(api, path, question, {"city": "Sydney"})

    assert answer(api, path, question, KEY) == first


def test_an_unanswered_question_has_no_parts_in_the_review(api: Api) -> None:
    path, _ = begin(api)

    [reviewed] = api.post(f"{path}/finish", {})["questions"]

    assert reviewed["response"] is None
    assert (reviewed["verdict"]["credit"], reviewed["verdict"]["parts"]) == (0, None)


def test_feedback_at_the_end_withholds_parts(api: Api) -> None:
    path, question = begin(api, feedback="at_end")

    assert answer(api, path, question, KEY)["verdict"] is None
    assert api.get(path)["questions"][0]["verdict"] is None
    assert api.post(f"{path}/finish", {})["questions"][0]["verdict"]["parts"]["city"] == 1


@pytest.mark.parametrize(
    "gaps",
    [
        {"town": "Canberra"},
        {"city": 7},
        {"height": "high"},
        {"last": "z"},
        {"last": "a"},
        {"city": ""},
        {"city": "a\x00b"},
        {"height": 1e101},
        {"CITY": "x"},
        {f"g{number}": "x" for number in range(13)},
        ["Canberra"],
        None,
    ],
)
def test_an_invalid_response_can_be_retried(api: Api, gaps: object) -> None:
    path, question = begin(api)

    answer(api, path, question, gaps, 422)

    assert answer(api, path, question, KEY)["verdict"]["credit"] == 1
