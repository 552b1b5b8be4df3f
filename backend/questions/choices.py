"""What the types with a list of choices share: the choices themselves."""

import re
from random import Random
from string import ascii_lowercase
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from ..markdown import described, render_choice
from .type import InvalidResponse, Strict
from .written import Misread, read_items, write_item, write_options

ChoiceId = Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$", description="Stable id of a choice.")]


class Choice(Strict):
    """One possible answer, as the author wrote it."""

    id: ChoiceId
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(described)]


class ChoiceView(Strict):
    """One possible answer, as the player sees it."""

    id: str
    text: Annotated[str, Field(description="Markdown source.")]
    html: Annotated[str, Field(description="Sanitised HTML, phrasing content only.")]


def _distinct(choices: list[Choice]) -> list[Choice]:
    if len({choice.id for choice in choices}) < len(choices):
        raise ValueError("two choices have the same id")
    if len({choice.text.strip() for choice in choices}) < len(choices):
        raise ValueError("two choices have the same text")
    return choices


# Nine at most: they answer to the keys 1-9 and A-I.
Choices = Annotated[list[Choice], Field(min_length=2, max_length=9), AfterValidator(_distinct)]


class ChoicesView(Strict):
    """What players see of a question with choices."""

    choices: list[ChoiceView]
    shuffle: Annotated[
        bool, Field(description="Whether the choices stand in another order in each attempt.")
    ]


def choice_views(choices: list[Choice]) -> list[ChoiceView]:
    return [ChoiceView(id=c.id, text=c.text, html=render_choice(c.text)) for c in choices]


def arrange_choices(view: dict[str, Any], random: Random) -> None:  # Any: the JSON of a ChoicesView
    if view["shuffle"]:
        view["choices"].sort(key=lambda _choice: random.random())


def require_offered(chosen: set[str], choices: list[Choice]) -> None:
    """Raises InvalidResponse if something was chosen that is not on offer."""
    unknown = chosen - {choice.id for choice in choices}
    if unknown:
        raise InvalidResponse(f"This question has no choice {min(unknown)!r}.")


NAMED = re.compile(r"\(([a-z0-9]{1,8})\) ")


def write_choices(choices: list[Choice], right: set[str], shuffle: bool) -> list[str]:
    """As a list with ticks. Ids are told where they are not a, b, c …"""

    def written(named: bool) -> str:
        items = [
            write_item((f"({c.id}) " if named else "") + c.text, c.id in right) for c in choices
        ]
        return "\n".join([*items, *([] if shuffle else ["", *write_options({"shuffle": False})])])

    return [written(named=False), written(named=True)]


def read_choices(lines: list[str]) -> tuple[dict[str, Any], list[str]]:  # Any: JSON
    """Choices and options, and the ids of those that are ticked. Raises Misread."""
    items, options = read_items(lines)
    choices, right = [], []
    for letter, item in zip(ascii_lowercase, items, strict=False):
        if item.ticked is None:
            raise Misread("a choice begins with `- [ ]`, the right one with `- [x]`")
        named = NAMED.match(item.text)
        name, text = (named[1], item.text[named.end() :]) if named else (letter, item.text)
        choices.append({"id": name, "text": text})
        if item.ticked:
            right.append(name)
    return {**options, "choices": choices}, right
