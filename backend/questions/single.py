"""Single choice: exactly one choice is right."""

from random import Random
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from ..errors.markdown_files import OneTickNeeded
from ..errors.questions import KeyNotOffered
from .choices import (
    ChoiceId,
    ChoicesBody,
    ChoicesType,
    ChoicesView,
    GradedChoices,
    ShownId,
    choice_ids,
    choice_views,
    feedback_of,
    read_choices,
    require_offered,
    write_choices,
)
from .opaque import meant_ids, shown_ids
from .type import Strict


class SingleBody(ChoicesBody):
    choices: GradedChoices
    key: ChoiceId
    shuffle: bool = True

    @model_validator(mode="after")
    def _key_is_a_choice(self) -> Self:
        if self.key not in {choice.id for choice in self.choices}:
            raise KeyNotOffered(key=self.key, what="choices")
        return self


class SingleResponse(Strict):
    """One choice."""

    choice: ShownId


class SingleView(ChoicesView):
    type: Literal["single"]


class Single(ChoicesType[SingleBody, SingleResponse]):
    name = "single"
    Body = SingleBody
    Response = SingleResponse
    View = SingleView
    example: ClassVar[dict[str, Any]] = {
        "choices": [
            {"id": "a", "text": "First answer"},
            {"id": "b", "text": "Second answer"},
            {"id": "c", "text": "Third answer"},
            {"id": "d", "text": "Fourth answer"},
        ],
        "key": "a",
    }
    other_key: ClassVar[dict[str, Any]] = {"key": "b"}

    def view(self, body: SingleBody) -> SingleView:
        return SingleView(type="single", choices=choice_views(body.choices), shuffle=body.shuffle)

    def shown(self, body: SingleBody, response: SingleResponse) -> SingleResponse:
        [choice] = shown_ids([response.choice], choice_ids(body.choices))
        return SingleResponse(choice=choice)

    def meant(self, body: SingleBody, response: SingleResponse) -> SingleResponse:
        [choice] = meant_ids([response.choice], choice_ids(body.choices), "choice")
        return SingleResponse(choice=choice)

    def key(self, body: SingleBody) -> SingleResponse:
        return SingleResponse(choice=body.key)

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        return {"choice": random.choice(view["choices"])["id"]}

    def grade(self, body: SingleBody, response: SingleResponse) -> float:
        require_offered({response.choice}, body.choices)
        return 1.0 if response.choice == body.key else 0.0

    def feedback(self, body: SingleBody) -> dict[str, str]:
        return feedback_of(body.choices)

    def picked(self, response: SingleResponse) -> list[str]:
        return [response.choice]

    def tally(self, body: SingleBody, response: SingleResponse) -> list[str]:  # noqa: ARG002
        return [response.choice]

    def write(self, body: SingleBody) -> list[str]:
        return write_choices(body.choices, {body.key}, body.shuffle)

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        fields, right = read_choices(lines)
        if len(right) != 1:
            raise OneTickNeeded(count=len(right))
        return {**fields, "key": right[0]}


TYPE = Single()
