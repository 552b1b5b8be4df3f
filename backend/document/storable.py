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


def as_written(value: Any) -> Any:  # Any: JSON in, JSON out
    """Return the value with 2 for 2.0, as authors write it."""
    if isinstance(value, dict):
        return {name: as_written(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
