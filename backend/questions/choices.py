"""What the types with a list of choices share: the choices themselves."""

from collections.abc import Mapping
from random import Random
from typing import Annotated

from pydantic import AfterValidator, Field

from ..markdown import render_choice
from .type import InvalidResponse, Strict

ChoiceId = Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$", description="Stable id of a choice.")]


class Choice(Strict):
    """One possible answer, as the author wrote it."""

    id: ChoiceId
    text: Annotated[str, Field(min_length=1, max_length=2000)]


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


def choices_html(choices: list[Choice]) -> dict[str, str]:
    return {f"choices.{choice.id}": render_choice(choice.text) for choice in choices}


def choice_views(
    choices: list[Choice], html: Mapping[str, str], shuffle: Random | None
) -> list[ChoiceView]:
    """The choices as players see them, shuffled unless `shuffle` is None."""
    views = [
        ChoiceView.model_construct(id=c.id, text=c.text, html=html[f"choices.{c.id}"])
        for c in choices
    ]
    if shuffle:
        shuffle.shuffle(views)
    return views


def require_offered(chosen: set[str], choices: list[Choice]) -> None:
    """Raises InvalidResponse if something was chosen that is not on offer."""
    unknown = chosen - {choice.id for choice in choices}
    if unknown:
        raise InvalidResponse(f"This question has no choice {min(unknown)!r}.")
