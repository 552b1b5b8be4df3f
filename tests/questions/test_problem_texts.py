"""What the client says of a field that is written in a wrong way: never only that it is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.document.json_schema import quiz_schema

LOCALE = Path(__file__).parents[2] / "client/src/locales/en"
TEXTS = {
    key: text
    for name in ("problems", "later-problems", "studio/problems")
    for key, text in json.loads((LOCALE / f"{name}.arb").read_text()).items()
}
VAGUE = ("Check ", "isn’t valid", "not valid.", "wrong format", "invalid.")


def patterned(node: Any, name: str, seen: set[tuple[str, str]]) -> Iterator[str]:  # Any: JSON
    """Names of the fields of quiz files that must match a pattern, as faults name them."""
    if isinstance(node, list):
        for inner in node:
            yield from patterned(inner, name, seen)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("pattern"), str):
        yield name
    for key, inner in node.items():
        if key == "properties":
            for field, schema in inner.items():
                yield from patterned(schema, field, seen)
        elif key == "patternProperties":
            yield "[key]"
            yield from patterned([*inner.values()], name, seen)
        elif key == "$ref" and (inner, name) not in seen:
            seen.add((inner, name))
            model = quiz_schema()["$defs"][inner.rpartition("/")[2]]
            yield from patterned(model, name, seen)
        elif key != "$defs":
            yield from patterned(inner, name, seen)


@pytest.mark.parametrize("field", sorted(set(patterned(quiz_schema(), "", set()))))
def test_each_field_with_a_pattern_has_a_sentence_of_its_own(field: str) -> None:
    assert f"bad-format-{field}" in TEXTS


def test_no_sentence_leaves_open_what_is_wrong() -> None:
    spoken = {key: text for key, text in TEXTS.items() if key.startswith(("bad-format", "invalid"))}

    vague = {key for key, text in spoken.items() if any(word in text for word in VAGUE)}

    assert not vague
