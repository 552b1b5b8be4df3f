"""What can be wrong with any field."""

from typing import Literal

from .kind import Fault

ValueType = Literal[
    "text", "integer", "number", "boolean", "list", "object", "time", "id", "nothing", "other"
]


class Missing(Fault):
    """The field is required."""

    template = "It is missing."


class Empty(Fault):
    """The text has no characters."""

    template = "It is empty."


class UnknownField(Fault):
    """There is no field of this name.

    Check its spelling.
    """

    template = "There is no such field."


class TooShort(Fault):
    """The text has fewer characters than `limit`."""

    template = "It needs at least {limit} characters."
    limit: int


class TooLong(Fault):
    """The text has more characters than `limit`."""

    template = "It can have at most {limit} characters."
    limit: int


class TooFew(Fault):
    """The list has fewer entries than `limit`."""

    template = "It needs at least {limit} entries."
    limit: int


class TooMany(Fault):
    """The list has more entries than `limit`."""

    template = "It can have at most {limit} entries."
    limit: int


class TooSmall(Fault):
    """The number is less than `limit`."""

    template = "It must be {limit} or more."
    limit: float


class TooLarge(Fault):
    """The number is more than `limit`."""

    template = "It must be {limit} or less."
    limit: float


class NotAbove(Fault):
    """The number is `limit` or less, and has to be more."""

    template = "It must be more than {limit}."
    limit: float


class NotBelow(Fault):
    """The number is `limit` or more, and has to be less."""

    template = "It must be less than {limit}."
    limit: float


class NotFinite(Fault):
    """The number is infinite, or not a number."""

    template = "The number is not finite."


class NumberTooLarge(Fault):
    """The number has too many digits to be stored."""

    template = "The number is too large."


class WrongType(Fault):
    """The value is of another type than `expected`, such as a text instead of a number."""

    template = "It must be of the type {expected}."
    expected: ValueType


class BadFormat(Fault):
    """The text is not of the form that the field asks for."""

    template = "It does not match the pattern {pattern}."
    pattern: str


class NotOneOf(Fault):
    """The value is none of those that the field allows."""

    template = "It must be {allowed}."
    allowed: str


class NoTimeZone(Fault):
    """The time has no time zone.

    Add one, such as Z or +01:00.
    """

    template = "The time needs a time zone."


class GiveOneOf(Fault):
    """Exactly one of these fields is needed."""

    template = "Give exactly one of these: {names}."
    fields: list[str]

    @property
    def detail(self) -> str:
        return self.template.format(names=", ".join(self.fields))


class NestedTooDeeply(Fault):
    """Lists and objects within each other are too many to be stored."""

    template = "It is nested too deeply."


class YearOutOfRange(Fault):
    """The date is before the year `first` or after the year `last`."""

    template = "The year must be from {first} to {last}."
    first: int
    last: int


class UnstorableCharacter(Fault):
    """The text holds a character that the database cannot store, such as NUL."""

    template = "The text holds a character that cannot be stored."


class FieldNameNotText(Fault):
    """The name of a field is not a text."""

    template = "The name of a field must be a text."


class Invalid(Fault):
    """The value cannot be accepted, for a reason that has no code of its own."""

    template = "It is not valid: {reason}."
    reason: str
