"""What pydantic refuses, as faults of ours: its hundred types of error become a few codes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .fields import (
    BadFormat,
    Empty,
    Invalid,
    Missing,
    NestedTooDeeply,
    NotAbove,
    NotBelow,
    NotFinite,
    NoTimeZone,
    NotOneOf,
    TooFew,
    TooLarge,
    TooLong,
    TooMany,
    TooShort,
    TooSmall,
    UnknownField,
    ValueType,
    WrongType,
)
from .kind import Fault, FieldFault

WRONG_TYPE = re.compile(r"(\w+?)(?:_(?:type|parsing|from_\w+|parsing_size|object_invalid))$")
Context = Mapping[str, Any]  # Any: what pydantic says about an error, by its type

OURS: dict[str, Callable[[Context], Fault]] = {
    "missing": lambda _: Missing(),
    "union_tag_not_found": lambda _: Missing(),
    "extra_forbidden": lambda _: UnknownField(),
    "string_too_short": lambda c: (
        Empty() if c["min_length"] == 1 else TooShort(limit=c["min_length"])
    ),
    "string_too_long": lambda c: TooLong(limit=c["max_length"]),
    "too_short": lambda c: TooFew(limit=c["min_length"]),
    "too_long": lambda c: TooMany(limit=c["max_length"]),
    "greater_than_equal": lambda c: TooSmall(limit=c["ge"]),
    "less_than_equal": lambda c: TooLarge(limit=c["le"]),
    "greater_than": lambda c: NotAbove(limit=c["gt"]),
    "less_than": lambda c: NotBelow(limit=c["lt"]),
    "finite_number": lambda _: NotFinite(),
    "string_pattern_mismatch": lambda c: BadFormat(pattern=c["pattern"]),
    "literal_error": lambda c: NotOneOf(allowed=c["expected"]),
    "enum": lambda c: NotOneOf(allowed=c["expected"]),
    "union_tag_invalid": lambda c: NotOneOf(allowed=c["expected_tags"]),
    "timezone_aware": lambda _: NoTimeZone(),
    "none_required": lambda _: WrongType(expected="nothing"),
    "recursion_loop": lambda _: NestedTooDeeply(),
}
NAMES: dict[str, ValueType] = {
    "string": "text",
    "secret": "text",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "list": "list",
    "dict": "object",
    "model": "object",
    "model_attributes": "object",
    "datetime": "time",
    "uuid": "id",
}
"""Of the types of values, by pydantic's names."""


def fault_of(item: ErrorDetails) -> Fault:
    """The fault of one error, which is ours already where a validator of ours raised it."""
    context = item.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, Fault):
        return raised
    kind = item["type"]
    if kind in OURS:
        return OURS[kind](context)
    wanted = WRONG_TYPE.match(kind)
    if wanted:
        return WrongType(expected=NAMES.get(wanted[1], "other"))
    return Invalid(reason=item["msg"])


class BodyFaults(ValueError):
    """The faults of a model within another one, whose fields are named without the outer field."""

    def __init__(self, faults: list[FieldFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def faults_of(error: ValidationError) -> list[FieldFault]:
    """Each fault with its field: dotted, and empty for the whole."""
    found: list[FieldFault] = []
    for item in error.errors(include_url=False, include_input=False):
        raised = item.get("ctx", {}).get("error")
        if isinstance(raised, BodyFaults):
            found += raised.faults
            continue
        fault = fault_of(item)
        place = [*map(str, item["loc"]), *([fault.at] if fault.at else [])]
        found.append(FieldFault(".".join(place), fault))
    return found
