"""Two quizzes that differ only in their keys, and the moves in both."""

import json
from random import Random
from typing import Any, Literal

from backend.media.store import keep
from backend.questions import TYPES
from tests.support.media import image
from tests.support.questions import arranged, number

Json = Any  # whatever the API answers


Twin = Literal["apples", "grapes"]
"""The word of the explanations. The moves are those that are right for `apples`."""


def questions(twin: Twin) -> list[dict[str, Any]]:  # Any: as in a pack
    """One of each type, and the numbers that can be read in two ways."""
    picture, drawing = (keep(image("PNG", size)).id for size in ((40, 30), (30, 40)))
    hidden = {
        "explanation": f"Because of {twin}: ![{twin}](media:{drawing})",
        "tags": ["wat" if twin == "apples" else "try"],
        "hint": f"Think of {twin}.",
    }
    found = []
    for name, kind in TYPES.items():
        body = {**kind.example, **(kind.other_key if twin == "grapes" else {})}
        if "media" in body:
            body["media"] = picture
        if "choices" in body and twin == "grapes":
            body["choices"] = written_in_reverse(body["choices"])
        body |= with_feedback(name, body, f"No {twin} there.")
        found.append(arranged(name, name, {**body, **hidden}))
    for question_id, keys in (("point", (42.195, 42195)), ("minus", (-7, 7))):
        key = keys[0] if twin == "apples" else keys[1]
        found.append(number(question_id, **{**hidden, "key": key, "tolerance": 0, "near": None}))
    slid = {"slider": {"from": 0, "to": 100, "step": 5}, "key": 30 if twin == "apples" else 85}
    found.append(number("slid", **{**hidden, **slid}))
    return found


def with_feedback(name: str, body: Json, text: str) -> Json:
    """On everything that can be picked, where the type has feedback."""
    if name in ("single", "multiple"):
        return {"choices": [{**choice, "feedback": text} for choice in body["choices"]]}
    if name == "truefalse":
        return {"true_feedback": text, "false_feedback": text}
    if name == "blanks":
        options = [{"text": one, "feedback": text} for one in body["gaps"]["level"]["choices"]]
        level = {**body["gaps"]["level"], "choices": options}
        return {"gaps": {**body["gaps"], "level": level}}
    return {}


def written_in_reverse(choices: list[Json]) -> list[Json]:
    """The author's ids are given in the author's order."""
    ids = [choice["id"] for choice in choices]
    return [{**one, "id": known} for one, known in zip(reversed(choices), ids, strict=True)]


def moves() -> dict[str, Json]:
    """The right responses for `apples`, by prompt."""
    found: dict[str, Json] = {
        "Prompt of point": {"number": "42,195"},
        "Prompt of minus": {"number": -7},
        "Prompt of slid": {"number": 30},
    }
    for name, kind in TYPES.items():
        body = kind.Body.model_validate(kind.example)
        key = kind.key(body)
        view = kind.view(body).model_dump(mode="json")
        kind.hide(view)
        found[f"Prompt of {name}"] = (
            kind.guess(view, Random(1)) if key is None else kind.shown(body, key).model_dump()
        )
    return found


def misfits() -> list[Json]:
    """Responses of every type, with ids that only authors know."""
    found: list[Json] = [{"nothing": 1}]
    for kind in TYPES.values():
        for written in (kind.example, {**kind.example, **kind.other_key}):
            body = kind.Body.model_validate(written)
            key = kind.key(body)
            found.append(
                kind.guess(kind.view(body).model_dump(mode="json"), Random(1))
                if key is None
                else key.model_dump()
            )
    return found


def differs(name: str) -> bool:
    """Whether players of this type get other ids than its author wrote."""
    kind = TYPES[name]
    view = kind.view(kind.Body.model_validate(kind.example)).model_dump(mode="json")
    before = json.dumps(view)
    kind.hide(view)
    return json.dumps(view) != before
