"""The ids that players see instead of the author's, in tests that know the author's.

The choices of the tests' questions have the texts `choice a`, `choice b` …, and the areas of their
pictures are known by their places in reading order.
"""

from typing import Any

Json = Any  # whatever the API answers


def shown_id(question: Json, own: str) -> str:
    """The shown id of the choice or area with this author's id; an unknown id is returned as is."""
    view = question.get("view") or {}
    if view.get("areas"):
        ids = {str(place): area["id"] for place, area in enumerate(view["areas"], start=1)}
    else:
        choices = view.get("choices", [])
        ids = {choice["text"].removeprefix("choice "): choice["id"] for choice in choices}
    return str(ids.get(own, own))


def as_shown(question: Json, response: Json) -> Json:
    """A response, or a key, with the ids that the question shows."""
    if not isinstance(response, dict):
        return response
    found = dict(response)
    for field in ("choice", "choices", "votes", "areas"):
        value = found.get(field)
        if isinstance(value, str):
            found[field] = shown_id(question, value)
        elif isinstance(value, list):
            found[field] = [shown_id(question, own) for own in value]
    gaps = {gap["name"]: gap for gap in (question.get("view") or {}).get("gaps", [])}
    if "gaps" in found:
        found["gaps"] = {n: _filled(gaps.get(n), filling) for n, filling in found["gaps"].items()}
    return found


def _filled(gap: Json, filling: Json) -> Json:
    """A gap with choices is filled with the id of the one that has this text."""
    ids = {choice["text"]: choice["id"] for choice in (gap or {}).get("choices", [])}
    return ids.get(filling, filling)
