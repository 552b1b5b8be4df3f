"""What can be stored: JSON that PostgreSQL accepts, of limited depth, with `\\n` line ends."""

import re
from math import isfinite
from typing import Any

from ..errors.fields import (
    FieldNameNotText,
    NestedTooDeeply,
    NotFinite,
    NumberTooLarge,
    UnstorableCharacter,
)

DEPTH = 20
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses in texts, and lone surrogates, which cannot be encoded."""
LARGEST = 2**63


def storable(value: Any, depth: int = DEPTH) -> Any:  # Any: JSON in, JSON out
    """Return the value with `\\n` line ends. Raises a Fault if it cannot be stored."""
    if depth == 0:
        raise NestedTooDeeply
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            raise UnstorableCharacter
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise FieldNameNotText
        return {storable(name): storable(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list):
        return [storable(item, depth - 1) for item in value]
    if isinstance(value, float) and not isfinite(value):
        raise NotFinite
    if isinstance(value, int) and abs(value) > LARGEST:
        raise NumberTooLarge
    return value


def unstorable_text(value: Any) -> str | None:  # Any: JSON
    """The dotted name of a text that cannot be stored, or of the object that has such a name."""
    left = [("", value)]
    while left:
        place, item = left.pop()
        if isinstance(item, str):
            if UNSTORABLE.search(item):
                return place
        elif isinstance(item, dict):
            if any(UNSTORABLE.search(name) for name in item):
                return place
            left += [(f"{place}.{name}" if place else name, inner) for name, inner in item.items()]
        elif isinstance(item, list):
            left += [(f"{place}.{index}", inner) for index, inner in enumerate(item)]
    return None


def as_written(value: Any) -> Any:  # Any: JSON in, JSON out
    """Return the value with 2 for 2.0, as authors write it."""
    if isinstance(value, dict):
        return {name: as_written(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
