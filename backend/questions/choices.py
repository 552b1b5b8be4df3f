"""The choices that several types share: models, shuffling, and their form in Markdown files."""

import re
from collections.abc import Callable, Iterable, Sequence
from random import Random
from string import ascii_lowercase
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field

from ..errors.markdown_files import ChoicesNotOpen, ChoicesUnticked
from ..errors.questions import SameId, SameText
from ..errors.responses import NotOnOffer
from ..markdown import described, render_choice
from .opaque import hide_ids, opaque_ids
from .type import LEFT_OUT, QuestionType, ResponseT, Strict
from .written import read_items, split_trailing, with_options, write_flow, write_item

Texts = Literal["choices", "items", "lefts", "rights", "categories"]
ChoiceId = Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$", description="Stable id of a choice.")]
ShownId = Annotated[
    str, Field(pattern=r"^[a-z0-9]{1,64}$", description="Id of a choice, as the view shows it.")
]
"""In a stored response it is the author's id."""


class Choice(Strict):
    """One possible answer as the author wrote it."""

    id: ChoiceId
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(described)]


Feedback = Annotated[str, LEFT_OUT, Field(max_length=2000), AfterValidator(described)]
"""Markdown for players who pick this, shown with the verdict; may be empty."""


class GradedChoice(Choice):
    """A choice that is right or wrong."""

    feedback: Feedback = ""


C = TypeVar("C", bound=Choice)


class ChoiceView(Strict):
    """One possible answer as the player sees it."""

    id: str
    text: Annotated[str, Field(description="Markdown source.")]
    html: Annotated[str, Field(description="Sanitised HTML, phrasing content only.")]


def refuse_twice(texts: Iterable[str], what: Texts) -> None:
    """Raise SameText if two of the texts are the same, apart from surrounding spaces."""
    seen: set[str] = set()
    for text in map(str.strip, texts):
        if text in seen:
            raise SameText(what=what, text=text[:40])
        seen.add(text)


def _distinct(choices: list[C]) -> list[C]:
    if len({choice.id for choice in choices}) < len(choices):
        raise SameId(what="choices")
    refuse_twice([choice.text for choice in choices], "choices")
    return choices


# At most nine: players can select them with the keys 1-9 and A-I.
Count = Field(min_length=2, max_length=9)
Choices = Annotated[list[Choice], Count, AfterValidator(_distinct)]
GradedChoices = Annotated[list[GradedChoice], Count, AfterValidator(_distinct)]


class ChoicesBody(Strict):
    """What authors write of a question with choices."""

    choices: Sequence[Choice]


class ChoicesView(Strict):
    """What players see of a question with choices."""

    choices: list[ChoiceView]
    shuffle: Annotated[
        bool, Field(description="Whether each attempt shows the choices in a different order.")
    ]


def choice_views(choices: Sequence[Choice]) -> list[ChoiceView]:
    return [ChoiceView(id=c.id, text=c.text, html=render_choice(c.text)) for c in choices]


def choice_ids(choices: Sequence[Choice]) -> dict[str, str]:
    """Return the ids that players see, by the author's ids."""
    return opaque_ids({choice.id: choice.text for choice in choices}, "choice")


ChoicesBodyT = TypeVar("ChoicesBodyT", bound=ChoicesBody)


class ChoicesType(QuestionType[ChoicesBodyT, ResponseT]):
    """What is alike in the types with choices; their view is a ChoicesView."""

    def hide(self, view: dict[str, Any]) -> None:  # Any: the JSON of the view
        """Give the choices opaque ids, and sort by them unless the author's order is shown."""
        written = [choice["text"] for choice in view["choices"]]
        hide_ids(view["choices"], "choice")
        if not view["shuffle"]:
            view["choices"].sort(key=lambda choice: written.index(choice["text"]))

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        if view["shuffle"]:
            view["choices"].sort(key=lambda _choice: random.random())

    def options(self, body: ChoicesBodyT) -> dict[str, str]:
        return {choice.id: choice.text for choice in body.choices}

    def shown_options(self, body: ChoicesBodyT) -> dict[str, str]:
        return choice_ids(body.choices)


def require_offered(chosen: set[str], choices: Sequence[Choice]) -> None:
    """Raise InvalidResponse if the response contains an unknown choice."""
    unknown = chosen - {choice.id for choice in choices}
    if unknown:
        raise NotOnOffer(what="choice", id=min(unknown))


NAMED = re.compile(r"\(([a-z0-9]{1,8})\) ")
OPEN = "( ) "


def feedback_of(choices: Sequence[GradedChoice]) -> dict[str, str]:
    """Return the feedback on each choice that has some, by id."""
    return {choice.id: choice.feedback for choice in choices if choice.feedback}


def write_choices(choices: Sequence[GradedChoice], right: set[str], shuffle: bool) -> list[str]:
    """As a list with ticks. Ids are written unless they are a, b, c …"""

    def item(choice: GradedChoice, text: str) -> str:
        said = f" {write_flow({'feedback': choice.feedback})}" if choice.feedback else ""
        return write_item(text + said, choice.id in right)

    return _written(choices, {} if shuffle else {"shuffle": False}, item)


def read_choices(lines: list[str]) -> tuple[dict[str, Any], list[str]]:  # Any: JSON
    """Parse choices and options, and the ids of the ticked choices. Raises Misread."""
    items, options = read_items(lines)
    if any(item.ticked is None for item in items):
        raise ChoicesUnticked
    choices = _read([item.text for item in items])
    for choice in choices:
        text, fields = split_trailing(choice["text"])
        if set(fields) == {"feedback"}:
            choice |= {"text": text, **fields}
    right = [choice["id"] for choice, item in zip(choices, items, strict=False) if item.ticked]
    return {**options, "choices": choices}, right


def write_open_choices(choices: Sequence[Choice], options: dict[str, Any]) -> list[str]:
    """As a list without right answers: `- ( ) text`. Any: JSON without depth."""
    return _written(choices, options, lambda _choice, text: write_item(OPEN + text))


def read_open_choices(lines: list[str]) -> dict[str, Any]:  # Any: JSON
    """Parse choices and options. Raises Misread."""
    items, options = read_items(lines)
    if any(item.ticked is not None or not item.text.startswith(OPEN) for item in items):
        raise ChoicesNotOpen
    return {**options, "choices": _read([item.text[len(OPEN) :] for item in items])}


def _written(
    choices: Sequence[C],
    options: dict[str, Any],  # Any: JSON without depth
    item: Callable[[C, str], str],
) -> list[str]:
    """The form without ids, then the one with them."""
    plain = [item(choice, choice.text) for choice in choices]
    named = [item(choice, f"({choice.id}) {choice.text}") for choice in choices]
    return [with_options(plain, options), with_options(named, options)]


def _read(texts: list[str]) -> list[dict[str, Any]]:  # Any: JSON of Choices
    return [
        {"id": name or letter, "text": text}
        for letter, (name, text) in zip(ascii_lowercase, map(split_name, texts), strict=False)
    ]


def split_name(text: str) -> tuple[str | None, str]:
    """Split off the id in brackets before a text, if there is one."""
    named = NAMED.match(text)
    return (named[1], text[named.end() :]) if named else (None, text)
