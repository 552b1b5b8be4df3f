"""What pydantic refuses, as faults of ours: its hundred types of error become a few codes."""

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
    WrongType,
)
from .kind import Fault, FieldFault

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
    "recursion_loop": lambda _: NestedTooDeeply(),
}
NAMES = {
    "string": "text",
    "int": "whole number",
    "float": "number",
    "bool": "boolean",
    "dict": "object",
    "model": "object",
    "model_attributes": "object",
    "datetime": "time",
    "uuid": "UUID",
}
"""Of the types of values, where pydantic's own are those of Python."""


def fault_of(item: ErrorDetails) -> Fault:
    """The fault of one error, which is ours already where a validator of ours raised it."""
    context = item.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, Fault):
        return raised
    kind = item["type"]
    if kind in OURS:
        return OURS[kind](context)
    for suffix in ("_type", "_parsing", "_from_float", "_parsing_size", "_object_invalid"):
        if kind.endswith(suffix):
            name = kind.removesuffix(suffix)
            return WrongType(expected=NAMES.get(name, name.replace("_", " ")))
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
