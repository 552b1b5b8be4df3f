"""Multiple choice: any number of choices may be right, and partial credit is given."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .choices import ChoiceId, Choices, ChoiceView, choice_views, choices_html, require_offered
from .type import QuestionType, Strict


class MultipleBody(Strict):
    choices: Choices
    key: Annotated[list[ChoiceId], Field(min_length=1)]
    shuffle: bool = True

    @model_validator(mode="after")
    def _key_is_among_choices(self) -> Self:
        unknown = set(self.key) - {choice.id for choice in self.choices}
        if unknown:
            raise ValueError(f"the key {min(unknown)!r} is not among the choices")
        if len(set(self.key)) < len(self.key):
            raise ValueError("the key names a choice twice")
        return self


class MultipleResponse(Strict):
    """Any number of choices, none included; the order means nothing."""

    choices: Annotated[list[ChoiceId], Field(max_length=9)]


class MultipleView(Strict):
    type: Literal["multiple"]
    choices: list[ChoiceView]


class Multiple(QuestionType[MultipleBody, MultipleResponse]):
    name = "multiple"
    Body = MultipleBody
    Response = MultipleResponse
    View = MultipleView

    def html(self, body: MultipleBody) -> dict[str, str]:
        return choices_html(body.choices)

    def view(self, body: MultipleBody, html: Mapping[str, str], shuffle: Random) -> MultipleView:
        views = choice_views(body.choices, html, shuffle if body.shuffle else None)
        return MultipleView.model_construct(type="multiple", choices=views)

    def key(self, body: MultipleBody) -> MultipleResponse:
        return MultipleResponse(choices=body.key)

    def grade(self, body: MultipleBody, response: MultipleResponse) -> float:
        """The share of right choices found, less the share of wrong choices taken; never below 0.

        Choosing everything or nothing earns nothing, unless everything is right.
        """
        chosen = set(response.choices)
        require_offered(chosen, body.choices)
        right = set(body.key)
        wrong = {choice.id for choice in body.choices} - right
        found = len(chosen & right) / len(right)
        mistaken = len(chosen & wrong) / len(wrong) if wrong else 0.0
        return max(0.0, found - mistaken)


TYPE = Multiple()
