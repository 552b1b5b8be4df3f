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


def test_it_is_started_without_its_key(api: Api) -> None:
    _, question = begin(api)

    assert [gap["name"] for gap in question["view"]["gaps"]] == ["city", "height", "last"]
    assert question["view"]["gaps"][1] == {"kind": "number", "name": "height", "unit": "m"}
    assert {c["text"] for c in question["view"]["gaps"][2]["choices"]} == {"end", "sep", "stop"}
    assert question["view"]["html"].count('<span class="gap" data-gap="') == 3
    told = json.dumps(question)
    assert not [key for key in ("Canberra", "2228", '"key"', "accept") if key in told]


@pytest.mark.parametrize(
    ("gaps", "points", "parts"),
    [
        (KEY, 3, {"city": 1, "height": 1, "last": 1}),
        ({"city": "canbera", "last": "stop"}, 0.5, {"city": 0.5, "height": 0, "last": 0}),
        ({"height": 2200.5}, 1, {"city": 0, "height": 1, "last": 0}),
        ({}, 0, {"city": 0, "height": 0, "last": 0}),
    ],
)
def test_each_gap_earns_its_part(
    api: Api, gaps: dict[str, object], points: float, parts: dict[str, float]
) -> None:
    path, question = begin(api)

    told = answer(api, path, question, gaps)

    assert told["response"] == as_shown(question, {"gaps": gaps})
    assert told["verdict"]["points"] == points
    assert told["verdict"]["parts"] == parts
    assert told["verdict"]["key"] == as_shown(question, {"gaps": KEY})


def test_it_is_resumed_and_reviewed_as_it_was_answered(api: Api) -> None:
    path, question = begin(api)
    told = answer(api, path, question, {"city": "Sydney", "last": "end"})

    [resumed] = api.get(path)["questions"]
    [reviewed] = api.post(f"{path}/finish", {})["questions"]

    assert resumed == reviewed
    assert resumed["view"] == question["view"]
    assert resumed["response"] == as_shown(question, {"gaps": {"city": "Sydney", "last": "end"}})
    assert resumed["verdict"] == told["verdict"]


def test_the_first_answer_counts_with_its_parts(api: Api) -> None:
    path, question = begin(api)
    first = answer(api, path, question, {"city": "Sydney"})

    assert answer(api, path, question, KEY) == first


def test_what_was_never_answered_has_no_parts_in_the_review(api: Api) -> None:
    path, _ = begin(api)

    [reviewed] = api.post(f"{path}/finish", {})["questions"]

    assert reviewed["response"] is None
    assert (reviewed["verdict"]["credit"], reviewed["verdict"]["parts"]) == (0, None)


def test_verdicts_at_the_end_tell_no_parts_before(api: Api) -> None:
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
def test_what_does_not_fit_is_refused_and_may_be_answered_still(api: Api, gaps: object) -> None:
    path, question = begin(api)

    answer(api, path, question, gaps, 422)

    assert answer(api, path, question, KEY)["verdict"]["credit"] == 1
