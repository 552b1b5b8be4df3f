"""A poll: what players think. No answer is right or wrong, so none earns points."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ..errors.questions import VotesTwice
from ..errors.responses import OneVoteOnly
from .choices import (
    Choices,
    ChoicesBody,
    ChoicesType,
    ChoicesView,
    ShownId,
    choice_ids,
    choice_views,
    read_open_choices,
    require_offered,
    write_open_choices,
)
from .opaque import meant_ids, shown_ids
from .type import Strict


class PollBody(ChoicesBody):
    choices: Choices
    several: bool = False
    """Whether a player may vote for more than one choice."""
    shuffle: bool = True


def _distinct(votes: list[str]) -> list[str]:
    if len(set(votes)) < len(votes):
        raise VotesTwice
    return votes


class PollResponse(Strict):
    """The ids of the chosen choices: only one unless the poll allows several."""

    votes: Annotated[list[ShownId], Field(min_length=1, max_length=9), AfterValidator(_distinct)]


class PollView(ChoicesView):
    type: Literal["poll"]
    several: Annotated[bool, Field(description="Whether a player may vote for several choices.")]


class Poll(ChoicesType[PollBody, PollResponse]):
    name = "poll"
    Body = PollBody
    Response = PollResponse
    View = PollView
    graded = False
    example: ClassVar[dict[str, Any]] = {
        "choices": [
            {"id": "a", "text": "First opinion"},
            {"id": "b", "text": "Second opinion"},
            {"id": "c", "text": "Third opinion"},
        ],
    }
    other_key: ClassVar[dict[str, Any]] = {}  # there is none

    def view(self, body: PollBody) -> PollView:
        return PollView(
            type="poll",
            choices=choice_views(body.choices),
            shuffle=body.shuffle,
            several=body.several,
        )

    def shown(self, body: PollBody, response: PollResponse) -> PollResponse:
        return PollResponse(votes=shown_ids(response.votes, choice_ids(body.choices)))

    def meant(self, body: PollBody, response: PollResponse) -> PollResponse:
        ids = choice_ids(body.choices)
        return PollResponse(votes=meant_ids(response.votes, ids, "choice"))

    def key(self, body: PollBody) -> None:  # noqa: ARG002  (there is none)
        return None

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        return {"votes": [random.choice(view["choices"])["id"]]}

    def grade(self, body: PollBody, response: PollResponse) -> float:
        """Always 0. Raises InvalidResponse for unknown choices or too many votes."""
        require_offered(set(response.votes), body.choices)
        if len(response.votes) > 1 and not body.several:
            raise OneVoteOnly
        return 0.0

    def tally(self, body: PollBody, response: PollResponse) -> list[str]:  # noqa: ARG002
        return sorted(response.votes)

    def write(self, body: PollBody) -> list[str]:
        options = body.model_dump(exclude_defaults=True, exclude={"choices"})
        return write_open_choices(body.choices, options)

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        return read_open_choices(lines)


TYPE = Poll()
