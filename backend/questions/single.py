"""Single choice, true/false included: exactly one choice is right."""

from collections.abc import Mapping
from random import Random
from typing import Literal, Self

from pydantic import model_validator

from .choices import ChoiceId, Choices, ChoiceView, choice_views, choices_html, require_offered
from .type import QuestionType, Strict


class SingleBody(Strict):
    choices: Choices
    key: ChoiceId
    shuffle: bool = True

    @model_validator(mode="after")
    def _key_is_a_choice(self) -> Self:
        if self.key not in {choice.id for choice in self.choices}:
            raise ValueError(f"the key {self.key!r} is not among the choices")
        return self


class SingleResponse(Strict):
    """One choice."""

    choice: ChoiceId


class SingleView(Strict):
    type: Literal["single"]
    choices: list[ChoiceView]


class Single(QuestionType[SingleBody, SingleResponse]):
    name = "single"
    Body = SingleBody
    Response = SingleResponse
    View = SingleView

    def html(self, body: SingleBody) -> dict[str, str]:
        return choices_html(body.choices)

    def view(self, body: SingleBody, html: Mapping[str, str], shuffle: Random) -> SingleView:
        views = choice_views(body.choices, html, shuffle if body.shuffle else None)
        return SingleView.model_construct(type="single", choices=views)

    def key(self, body: SingleBody) -> SingleResponse:
        return SingleResponse(choice=body.key)

    def grade(self, body: SingleBody, response: SingleResponse) -> float:
        require_offered({response.choice}, body.choices)
        return 1.0 if response.choice == body.key else 0.0


TYPE = Single()
