"""What a type of question has to offer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from random import Random
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

Body = TypeVar("Body", bound=BaseModel)
Response = TypeVar("Response", bound=BaseModel)


class InvalidResponse(ValueError):
    """The response does not fit the question; the message says why."""


class Strict(BaseModel):
    """A model that refuses unknown fields and silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


class QuestionType(ABC, Generic[Body, Response]):
    """One type: its stored body, what players see and send, and how it is graded."""

    name: ClassVar[str]
    Body: type[Body]
    """What authors write and the database keeps, the key included."""
    Response: type[Response]
    """What a player sends. The key, once revealed, has the same shape."""
    View: type[BaseModel]
    """What a player sees before answering: never the key."""

    @abstractmethod
    def html(self, body: Body) -> dict[str, str]:
        """The body's Markdown rendered, by field name; stored beside the question."""

    @abstractmethod
    def view(self, body: Body, html: Mapping[str, str], shuffle: Random) -> BaseModel:
        """What the player sees, in the order that `shuffle` gives."""

    @abstractmethod
    def key(self, body: Body) -> Response:
        """The response that earns full credit."""

    @abstractmethod
    def grade(self, body: Body, response: Response) -> float:
        """Credit from 0 (wrong) to 1 (right). Raises InvalidResponse for what is not on offer."""
