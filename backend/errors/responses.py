"""Responses that do not fit their question."""

from http import HTTPStatus
from typing import Literal

from .kind import Problem


class InvalidResponse(Problem):
    """The response does not fit the question."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ResponseOfOtherType(InvalidResponse):
    """The response has the shape of another type of question.

    Send the fields in `fields`.
    """

    template = "A question of type {type!r} is answered with: {names}."
    type: str
    fields: list[str]

    @property
    def detail(self) -> str:
        return self.template.format(type=self.type, names=", ".join(self.fields))


class NotOnOffer(InvalidResponse):
    """The response names a choice, an item, an area or a gap that the question does not have.

    Use the ids of the question as the attempt shows it.
    """

    template = "This question has no {what} {id!r}."
    what: Literal["choice", "area", "gap", "item", "left", "right", "category"]
    id: str


class PointExpected(InvalidResponse):
    """The question shows no areas: it asks for a point on the image.

    Send `point`.
    """

    template = "This question is answered with a point."


class AreasExpected(InvalidResponse):
    """The question shows its areas: it asks which of them are right.

    Send `areas`.
    """

    template = "This question is answered with areas."


class OneVoteOnly(InvalidResponse):
    """The poll takes one vote, and the response has more.

    Send one.
    """

    template = "This poll takes one vote."


class TooManyWords(InvalidResponse):
    """The response has more answers than the question asks for.

    Send at most `limit`.
    """

    template = "This question takes at most {limit} answers."
    limit: int


class EveryItemOnce(InvalidResponse):
    """The order leaves out an item, or names one twice.

    Send the ids of all items, each once.
    """

    template = "The order must name every item of the question once."


class GapChoiceUnknown(InvalidResponse):
    """The gap has a list of choices, and this is none of them.

    Send the id of one of its choices.
    """

    template = "The gap {gap!r} has no choice {choice!r}."
    gap: str
    choice: str | float


class NumberUnreadable(InvalidResponse):
    """What was typed cannot be read as a number.

    Send a number, or a text such as 42.195, 42,195 km or 6.02e23.
    """

    template = "This is not a number."


class WrongFilling(InvalidResponse):
    """The gap takes a text and got a number, or the other way round.

    `wanted` is what it takes.
    """

    template = "The gap {gap!r} takes a {wanted}."
    gap: str
    wanted: Literal["text", "number"]


class UnknownType(Problem, LookupError):
    """The question is of a type that only a newer release knows.

    Try again in a few seconds: the newer release may be taking over right now.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    template = (
        "This question is of the type {type!r}, which comes with a newer release. If that is"
        " being installed right now, try again in a few seconds."
    )
    type: str
