"""Multiple answers: one or more choices are right, with partial credit."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..errors.questions import KeyNotOffered, KeyTwice
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


class MultipleBody(ChoicesBody):
    choices: GradedChoices
    key: Annotated[list[ChoiceId], Field(min_length=1)]
    shuffle: bool = True

    @model_validator(mode="after")
    def _key_is_among_choices(self) -> Self:
        unknown = set(self.key) - {choice.id for choice in self.choices}
        if unknown:
            raise KeyNotOffered(key=min(unknown), what="choices")
        if len(set(self.key)) < len(self.key):
            raise KeyTwice(what="choices")
        return self


class MultipleResponse(Strict):
    """Any number of choices, or none; their order has no meaning."""

    choices: Annotated[list[ShownId], Field(max_length=9)]


class MultipleView(ChoicesView):
    type: Literal["multiple"]


class Multiple(ChoicesType[MultipleBody, MultipleResponse]):
    name = "multiple"
    Body = MultipleBody
    Response = MultipleResponse
    View = MultipleView
    example: ClassVar[dict[str, Any]] = {
        "choices": [
            {"id": "a", "text": "First answer"},
            {"id": "b", "text": "Second answer"},
            {"id": "c", "text": "Third answer"},
            {"id": "d", "text": "Fourth answer"},
        ],
        "key": ["a", "b"],
    }
    other_key: ClassVar[dict[str, Any]] = {"key": ["c"]}
    blank: ClassVar[dict[str, Any]] = {"choices": []}

    def view(self, body: MultipleBody) -> MultipleView:
        return MultipleView(
            type="multiple", choices=choice_views(body.choices), shuffle=body.shuffle
        )

    def shown(self, body: MultipleBody, response: MultipleResponse) -> MultipleResponse:
        return MultipleResponse(choices=shown_ids(response.choices, choice_ids(body.choices)))

    def meant(self, body: MultipleBody, response: MultipleResponse) -> MultipleResponse:
        ids = choice_ids(body.choices)
        return MultipleResponse(choices=meant_ids(response.choices, ids, "choice"))

    def key(self, body: MultipleBody) -> MultipleResponse:
        return MultipleResponse(choices=body.key)

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        return {"choices": [choice["id"] for choice in view["choices"] if random.random() < 0.5]}

    def grade(self, body: MultipleBody, response: MultipleResponse) -> float:
        """The share of right choices selected minus that of wrong ones; at least 0.

        Selecting all or none earns nothing, unless all are right.
        """
        chosen = set(response.choices)
        require_offered(chosen, body.choices)
        right = set(body.key)
        wrong = {choice.id for choice in body.choices} - right
        found = len(chosen & right) / len(right)
        mistaken = len(chosen & wrong) / len(wrong) if wrong else 0.0
        return max(0.0, found - mistaken)

    def feedback(self, body: MultipleBody) -> dict[str, str]:
        return feedback_of(body.choices)

    def picked(self, response: MultipleResponse) -> list[str]:
        return response.choices

    def tally(self, body: MultipleBody, response: MultipleResponse) -> list[str]:  # noqa: ARG002
        return sorted(set(response.choices))

    def write(self, body: MultipleBody) -> list[str]:
        return write_choices(body.choices, set(body.key), body.shuffle)

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        fields, right = read_choices(lines)
        return {**fields, "key": right}


TYPE = Multiple()
