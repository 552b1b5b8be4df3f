"""A short typed text, compared with the answers that the author accepts."""

import re
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ..errors.questions import NoFullCredit, OnlyWildcards
from .folding import typed_alike, without_marks
from .type import QuestionType, Strict, text_alone
from .written import read_items, split_trailing, with_options, write_item

LIMIT = 200
"""Characters of an answer."""
STAR = re.compile(r" ?\* ?")


class Accepted(Strict):
    """An accepted answer. `*` matches any characters, or none, and the spaces next to it."""

    text: Annotated[str, Field(min_length=1, max_length=LIMIT)]
    credit: Annotated[float, Field(gt=0, le=1)] = 1.0


class TextBody(Strict):
    accept: Annotated[
        list[
            Annotated[Accepted, BeforeValidator(text_alone, json_schema_input_type=str | Accepted)]
        ],
        Field(min_length=1, max_length=20),
    ]
    """The first full-credit answer is shown as the key."""
    match_case: bool = False
    match_accents: bool = False
    near: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """The share of the credit that an answer with a typo earns."""

    @model_validator(mode="after")
    def _one_earns_everything(self) -> Self:
        if not any(answer.credit == 1 for answer in self.accept):
            raise NoFullCredit
        if any(not typed_alike(answer.text.replace("*", "")) for answer in self.accept):
            raise OnlyWildcards
        return self


Line = Annotated[str, Field(min_length=1, max_length=LIMIT, pattern=r"^[^\x00-\x1f\x7f]+$")]


class TextResponse(Strict):
    """What was typed: one line, no control characters."""

    text: Line


class TextView(Strict):
    type: Literal["text"]


class TextType(QuestionType[TextBody, TextResponse]):
    name = "text"
    Body = TextBody
    Response = TextResponse
    View = TextView
    graded_whole = True
    example: ClassVar[dict[str, Any]] = {"accept": ["Answer"]}
    other_key: ClassVar[dict[str, Any]] = {"accept": ["Canberra"], "near": 0.5}

    def view(self, body: TextBody) -> TextView:  # noqa: ARG002  (all of it is the key)
        return TextView(type="text")

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        pass  # there is nothing to arrange

    def key(self, body: TextBody) -> TextResponse:
        first = next(answer for answer in body.accept if answer.credit == 1)
        return TextResponse(text=" ".join(first.text.replace("*", "").split()))

    # Any: JSON. The view has nothing to guess from.
    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # noqa: ARG002
        return {"text": random.choice(["Canberra", "I do not know", "42"])}

    def grade(self, body: TextBody, response: TextResponse) -> float:
        """The highest credit of a matching accepted answer, times `near` if there is a typo."""
        typed = plain(response.text, body)
        earned = [0.0]
        for answer in body.accept:
            accepted = plain(answer.text, body)
            if fits(typed, STAR.split(accepted)):
                earned.append(answer.credit)
            elif body.near and "*" not in accepted and is_slip(typed, accepted):
                earned.append(answer.credit * body.near)
        return max(earned)

    def tally(self, body: TextBody, response: TextResponse) -> list[str]:
        return [plain(response.text, body)[:300] or response.text]

    def spellings(self, body: TextBody, response: TextResponse) -> dict[str, str]:
        [label] = self.tally(body, response)
        return {label: " ".join(response.text.split())[:300] or label}

    def words(self, body: TextBody, response: TextResponse) -> str:  # noqa: ARG002
        return response.text

    def write(self, body: TextBody) -> list[str]:
        """A list, such as `- Constantinople {credit: 0.5}`, and the options below it."""
        options = body.model_dump(exclude_defaults=True, exclude={"accept"})
        items = [
            write_item(a.text + ("" if a.credit == 1 else f" {{credit: {a.credit!r}}}"))
            for a in body.accept
        ]
        return [with_options(items, options)]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        items, options = read_items(lines)
        accept = []
        for item in items:
            text, fields = split_trailing(item.text)
            accept.append({"text": text, **fields})
        return {"accept": accept, **options}


def plain(text: str, body: TextBody) -> str:
    """Return the form of a text that is compared: see docs/questions.md."""
    text = typed_alike(text)
    if not body.match_case:
        text = text.casefold()
    return text if body.match_accents else without_marks(text)


def fits(typed: str, pieces: list[str]) -> bool:
    """Whether the text is these pieces with anything in between. Takes linear time."""
    first, *rest = pieces
    if not rest:
        return typed == first
    *middle, last = rest
    if not typed.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        found = typed.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(typed) - len(last) >= at and typed.endswith(last)


def is_slip(typed: str, meant: str) -> bool:
    """Whether they differ by one character: extra, missing, wrong, or swapped with the next.

    Only for words of at least four characters: a shorter word would be a different one.
    """
    if len(meant) < 4 or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    typed, meant = typed[start:], meant[start:]
    return (
        typed[1:] == meant[1:]
        or typed[1:] == meant
        or typed == meant[1:]
        or (typed[:2] == meant[1::-1] and typed[2:] == meant[2:])
    )


TYPE = TextType()
