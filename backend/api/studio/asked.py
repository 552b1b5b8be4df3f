"""Parts that the studio's requests share: quiz, version, problems."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ...document.timestamp import Timestamp
from ...results.attempts import State, Wanted
from ..problems import documented
from ..requests import Query
from ..responses import CLOSED, posted

BIGGEST_ID = 2**63 - 1


class QuizPath(BaseModel):
    quiz_id: Annotated[int, Field(ge=1, le=BIGGEST_ID)]


class DraftQuestionPath(QuizPath):
    draft_id: Annotated[UUID, Field(description="The question's id in the draft.")]


class Asked(BaseModel):
    """A body that refuses unknown fields."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Asked):
    """An empty body."""


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
"""A player's name, or part of it."""


class AttemptFilter(Query):
    """Filters attempts by state, name and start time."""

    state: State = "all"
    search: Annotated[Name | None, Field(description="Part of the name.")] = None
    since: Timestamp | None = None
    until: Annotated[Timestamp | None, Field(description="Exclusive.")] = None

    def wanted(self) -> Wanted:
        return Wanted(self.state, self.search, self.since, self.until)


Version = Annotated[
    int, Field(ge=0, le=2**31 - 1, description="The version that the change is based on.")
]


def reading(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """Return the problems of reading one quiz."""
    return documented(*CLOSED, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, *statuses)


def writing(*statuses: HTTPStatus) -> dict[int | str, Any]:  # Any: OpenAPI fragments
    """Return the problems of changing one quiz."""
    return posted(*CLOSED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *statuses)
