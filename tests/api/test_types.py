"""Each type of question through a whole game: started, answered, resumed, reviewed."""

from hashlib import sha256
from typing import Any, NamedTuple

import pytest

from backend.library.packs import load_pack
from tests.support.api import Api
from tests.support.questions import categorise, matching, ordering, pack, poll, truefalse, wordcloud
from tests.support.shown import as_shown


class Case(NamedTuple):
    question: dict[str, Any]  # Any: JSON, as everywhere here
    right: dict[str, Any] | None  # the response with full credit; None if there is none
    other: dict[str, Any]
    credit: float
    """What the other response earns."""
    refused: list[tuple[dict[str, Any], str]]
    """Responses that are none, and a word of the reason."""


def item(text: str, role: str = "item") -> str:
    """The id of a text, by the rule in docs/questions.md."""
    return sha256(f"{role}\n{text}".encode()).hexdigest()[:8]


PLANETS = [item(text) for text in ordering("one")["items"]]
NGINX, POSTGRES, UWSGI = (item(text, "left") for text in ("nginx", "**PostgreSQL**", "uWSGI"))
HTTP, SQL = (item(text, "right") for text in ("HTTP", "`SQL`"))
WHALE, BAT, OSTRICH, PENGUIN = map(item, ("whale", "**bat**", "ostrich", "penguin"))
MAMMALS, BIRDS, FISH = (item(text, "category") for text in ("Mammals", "Birds", "Fish"))
CASES = {
    "truefalse": Case(
        truefalse("one", points=4),
        {"answer": True},
        {"answer": False},
        0,
        [({"answer": 1}, "answer"), ({"answer": "true"}, "answer"), ({"choice": "a"}, "answer")],
    ),
    "poll": Case(
        poll("one", points=4),
        None,
        {"votes": ["b"]},
        0,
        [
            ({"votes": []}, "votes"),
            ({"votes": ["a", "b"]}, "one vote"),
            ({"votes": ["z"]}, "'z'"),
            ({"choice": "a"}, "votes"),
        ],
    ),
    "wordcloud": Case(
        wordcloud("one", points=4),
        None,
        {"words": ["Tea", "Käse"]},
        0,
        [
            ({"words": []}, "words"),
            ({"words": ["a", "b", "c"]}, "at most 2"),
            ({"words": ["\u200b"]}, "visible"),
            ({"text": "tea"}, "words"),
        ],
    ),
    "ordering": Case(
        ordering("one", points=4),
        {"order": PLANETS},
        {"order": [PLANETS[1], PLANETS[0], *PLANETS[2:]]},
        0.8,  # one of ten pairs is in the wrong order
        [
            ({"order": PLANETS[:4]}, "every item"),
            ({"order": [*PLANETS[:4], PLANETS[0]]}, "every item"),
            ({"order": [*PLANETS[:4], "00000000"]}, "every item"),
            ({"order": ["Mercury", *PLANETS[1:]]}, "order"),
            ({"choices": ["a"]}, "order"),
        ],
    ),
    "matching": Case(
        matching("one", points=4),
        {"pairs": {NGINX: HTTP, POSTGRES: SQL, UWSGI: HTTP}},
        {"pairs": {NGINX: HTTP, POSTGRES: HTTP}},
        1 / 3,
        [
            ({"pairs": {NGINX: "00000000"}}, "no right '00000000'"),
            ({"pairs": {HTTP: HTTP}}, "no left"),
            ({"pairs": {"a\u0000": HTTP}}, "pairs"),
            ({"pairs": {NGINX: [HTTP]}}, "pairs"),
            ({"pairs": {f"{number:08x}": HTTP for number in range(10)}}, "at most 9"),
            ({"order": [NGINX, UWSGI]}, "pairs"),
        ],
    ),
    "categorise": Case(
        categorise("one", points=4),
        {"places": {WHALE: MAMMALS, BAT: MAMMALS, OSTRICH: BIRDS, PENGUIN: BIRDS}},
        {"places": {WHALE: FISH, BAT: MAMMALS, OSTRICH: BIRDS, PENGUIN: BIRDS}},
        0.75,
        [
            ({"places": {WHALE: "00000000"}}, "no category '00000000'"),
            ({"places": {MAMMALS: BIRDS}}, "no item"),
            ({"places": {f"{number:08x}": BIRDS for number in range(21)}}, "at most 20"),
            ({"pairs": {WHALE: FISH}}, "places"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_type_is_started_answered_resumed_and_reviewed(api: Api, case: Case) -> None:
    load_pack(pack(of=[case.question]))
    given = [(case.other, case.credit), *([(case.right, 1)] if case.right else [])]
    for response, credit in given:
        attempt = api.start()
        [question] = attempt["questions"]
        response = as_shown(question, response)
        body = {"question": question["id"], "response": response}

        answer = api.post(f"/attempts/{attempt['id']}/answers", body)
        resumed = api.get(f"/attempts/{attempt['id']}")["questions"]
        finished = api.finish(attempt)

        assert answer["response"] == response
        assert answer["verdict"]["credit"] == pytest.approx(credit)
        assert answer["verdict"]["points"] == pytest.approx(4 * credit, abs=1e-4)
        assert answer["verdict"]["key"] == case.right
        assert resumed == [
            {**question, "response": response, "verdict": answer["verdict"]}
        ]  # in the same order
        assert finished["questions"] == resumed
        assert finished["score"] == answer["verdict"]["points"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_invalid_response_is_refused_with_its_reason(api: Api, case: Case) -> None:
    load_pack(pack(of=[case.question]))
    attempt = api.start()
    path = f"/attempts/{attempt['id']}/answers"
    [question] = attempt["questions"]
    for response, reason in case.refused:
        body = {"question": question["id"], "response": as_shown(question, response)}

        problem = api.post(path, body, 422)

        assert reason in str(problem), problem
    assert api.get(f"/attempts/{attempt['id']}")["questions"][0]["response"] is None
    other = as_shown(question, case.other)
    assert api.post(path, {**body, "response": other})["response"] == other
