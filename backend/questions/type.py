"""What a type of question has to offer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from ..errors.markdown_files import WrittenAsYaml
from ..markdown import MediaFacts

BodyT = TypeVar("BodyT", bound=BaseModel)
ResponseT = TypeVar("ResponseT", bound=BaseModel)


class Strict(BaseModel):
    """A model that refuses unknown fields and silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


class QuestionType(ABC, Generic[BodyT, ResponseT]):
    """One type: its stored body, what players see and send, and how it is graded."""

    name: ClassVar[str]
    Body: type[BodyT]
    """What authors write and the database keeps, the key included."""
    Response: type[ResponseT]
    """What a player sends. The key, once revealed, has the same shape."""
    View: type[BaseModel]
    """What a player sees before answering: never the key."""
    graded: ClassVar[bool] = True
    """Whether there is anything right or wrong; a poll earns nothing and costs nothing."""
    example: ClassVar[dict[str, Any]]  # Any: the JSON of a Body
    """A small body that is valid: what a new question of this type begins as."""
    other_key: ClassVar[dict[str, Any]]  # Any: fields of a Body
    """What to change in the example so that only its key is another."""
    blank: ClassVar[dict[str, Any] | None] = None  # Any: the JSON of a Response
    """The response that says nothing, where the type has one."""

    # Most types need nothing of them.
    def with_media(self, body: BodyT, media: Mapping[str, MediaFacts]) -> BodyT:  # noqa: ARG002
        """The body with what it has to know of its media, which are in fields named `media`.

        Called when the question is stored; `media` holds those that are stored, by id.
        """
        return body

    @abstractmethod
    def view(self, body: BodyT) -> BaseModel:
        """What players see of the body: Markdown rendered, the key left out.

        Made once, when the question is stored.
        """

    @abstractmethod
    def arrange(self, view: dict[str, Any], random: Random) -> None:
        """Put a stored view into the order that one attempt sees. Any: the JSON of a View."""

    @abstractmethod
    def key(self, body: BodyT) -> ResponseT | None:
        """The response that earns full credit; None where nothing is graded."""

    @abstractmethod
    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:
        """A response that somebody might give who sees this view. Any: JSON."""

    @abstractmethod
    def grade(self, body: BodyT, response: ResponseT) -> float:
        """Credit from 0 (wrong) to 1 (right). Raises InvalidResponse for what is not on offer."""

    # Not used: most types have no parts.
    def parts(self, body: BodyT, response: ResponseT) -> dict[str, float] | None:  # noqa: ARG002
        """The credit of each part of a response, by name; None where it has none."""
        return None

    @abstractmethod
    def tally(self, body: BodyT, response: ResponseT) -> list[str]:
        """What a response is counted under in statistics: keys of `options`, or words of its own.

        Each at most 300 characters; of the key they tell which are right. No InvalidResponse: what
        is not on offer is counted as it is.
        """

    # Types with an open answer have none.
    def options(self, body: BodyT) -> dict[str, str]:  # noqa: ARG002
        """Everything that can be counted, in the author's order: what it is called, by key."""
        return {}

    def words(self, body: BodyT, response: ResponseT) -> str:
        """The response in words, on one line, as for a cell of a table."""
        options = self.options(body)
        return "; ".join(options.get(key, key) for key in self.tally(body, response))

    def write(self, body: BodyT) -> list[str]:  # noqa: ARG002  (what a type may do better)
        """The body as authors like to read it in a Markdown file, the best form first.

        One that `read` does not read back as the same is not used, nor one that begins or ends
        with an empty line; the last resort is YAML.
        """
        return []

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: the JSON of a Body, not yet checked
        """What `write` wrote, or an author by hand. Raises Misread for what is not its form."""
        del lines
        raise WrittenAsYaml(type=self.name)
