"""The interface of a question type."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ..errors.markdown_files import WrittenAsYaml
from ..markdown import MediaFacts, stored

BodyT = TypeVar("BodyT", bound=BaseModel)
ResponseT = TypeVar("ResponseT", bound=BaseModel)


class Strict(BaseModel):
    """A model that refuses unknown fields and silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


def text_alone(written: Any) -> Any:  # Any: what an author wrote
    """A text in place of an object whose other fields are as by default."""
    return {"text": written} if isinstance(written, str) else written


LEFT_OUT: Any = Field(exclude_if=lambda value: not value)  # Any: as pydantic types a field
"""For fields that a release added: what has none is stored as the releases before read it."""


class QuestionType(ABC, Generic[BodyT, ResponseT]):
    """A type: its stored body, what players see and send, and how responses are graded."""

    name: ClassVar[str]
    Body: type[BodyT]
    """What authors write and the database stores, key included."""
    Response: type[ResponseT]
    """What a player sends. The key, once revealed, has the same shape."""
    View: type[BaseModel]
    """What a player sees before answering: never the key."""
    graded: ClassVar[bool] = True
    """Whether responses are right or wrong; a poll earns nothing and costs nothing."""
    graded_whole: ClassVar[bool] = False
    """Whether there are many right answers, or one that is right in part."""
    notes: ClassVar[frozenset[str]] = frozenset()
    """Fields of the body for authors alone: they change neither what is asked nor how it is graded.

    So a change of these makes no new edition of a question, which would have results of its own.
    """
    most_labels: ClassVar[int] = 20
    """How many answers to an open question are listed, the most frequent ones."""
    example: ClassVar[dict[str, Any]]  # Any: the JSON of a Body
    """A small valid body: a new question of this type starts with it."""
    other_key: ClassVar[dict[str, Any]]  # Any: fields of a Body
    """Changes to the example that affect its key alone."""
    blank: ClassVar[dict[str, Any] | None] = None  # Any: the JSON of a Response
    """The empty response, if the type has one."""

    def stored(self, body: Mapping[str, Any]) -> BodyT:  # Any: JSON
        """Return a body as the database has it. Its Markdown was checked when it was stored."""
        with stored():
            return self.Body.model_validate(body)

    # Most types need no facts about their media.
    def with_media(self, body: BodyT, media: Mapping[str, MediaFacts]) -> BodyT:  # noqa: ARG002
        """Return the body with the facts that it needs about the media in its `media` fields.

        Called when the question is stored; `media` has the stored ones, by id.
        """
        return body

    @abstractmethod
    def view(self, body: BodyT) -> BaseModel:
        """Return what players see of the body: Markdown rendered, key left out.

        Called once, when the question is stored. It may have the author's ids and order, which
        `hide` replaces.
        """

    # The next three: most types have ids that give nothing away.
    def hide(self, view: dict[str, Any]) -> None:
        """Replace the author's ids in a stored view by those that players see, in place.

        Neither they nor the order then depend on the author's order. Any: the JSON of a View.
        """

    def shown(self, body: BodyT, response: ResponseT) -> ResponseT:  # noqa: ARG002
        """Return a stored response, or the key, with the ids that players see.

        Ids that the body does not have stay: a corrected key may name a new choice.
        """
        return response

    def meant(self, body: BodyT, response: ResponseT) -> ResponseT:  # noqa: ARG002
        """Undo `shown` for a response that a player sent. Raises InvalidResponse."""
        return response

    def carried(self, old: BodyT, new: BodyT, response: ResponseT) -> ResponseT:  # noqa: ARG002
        """Return a stored response to one edition of a question as one to another edition.

        What the other one does not have gets an id that it does not have either. Most types store
        ids that stay the same through corrections.
        """
        return response

    @abstractmethod
    def arrange(self, view: dict[str, Any], random: Random) -> None:
        """Shuffle a view in place, for one attempt. Any: the JSON of a View."""

    @abstractmethod
    def key(self, body: BodyT) -> ResponseT | None:
        """Return the response that earns full credit; None if the type is not graded."""

    @abstractmethod
    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:
        """Return a plausible response of a player who sees this view. Any: JSON."""

    @abstractmethod
    def grade(self, body: BodyT, response: ResponseT) -> float:
        """Return a credit from 0 (wrong) to 1 (right). Raises InvalidResponse."""

    # Not used: most types have no parts.
    def parts(self, body: BodyT, response: ResponseT) -> dict[str, float] | None:  # noqa: ARG002
        """Return the credit of each part of a response, by name; None if it has no parts."""
        return None

    # The next two: most types have no feedback.
    def feedback(self, body: BodyT) -> dict[str, str]:  # noqa: ARG002
        """Return the feedback shown for each pick: Markdown, by the names that `picked` gives."""
        return {}

    def picked(self, response: ResponseT) -> list[str]:  # noqa: ARG002
        """Return what the response picks, by the ids that are in it, in their order."""
        return []

    @abstractmethod
    def tally(self, body: BodyT, response: ResponseT) -> list[str]:
        """Return what statistics count a response under: keys of `options`, or its own words.

        Each has at most 300 characters; those of the key are the right ones. Raises no
        InvalidResponse: unknown ids are counted as they are.
        """

    def right(self, body: BodyT) -> set[str]:
        """Return the labels of `tally` that are right, whatever they are answered together with."""
        key = self.key(body)
        return set() if key is None else set(self.tally(body, key))

    def earned(self, body: BodyT, response: ResponseT) -> dict[str, float]:
        """Return the credit (0 to 1) that each label of `tally` earned.

        The one definition of what is shown as right in results. Raises InvalidResponse as `grade`.
        """
        if self.graded_whole:
            return dict.fromkeys(self.tally(body, response), self.grade(body, response))
        right = self.right(body)
        return {label: float(label in right) for label in self.tally(body, response)}

    # Types with an open answer have none.
    def options(self, body: BodyT) -> dict[str, str]:  # noqa: ARG002
        """Return all that can be counted, in the author's order: labels by key."""
        return {}

    # Only for types with choices.
    def shown_options(self, body: BodyT) -> dict[str, str]:  # noqa: ARG002
        """Return the ids that players see, by the keys of `options`; no entry: the same."""
        return {}

    # Only where one types words.
    def spellings(self, body: BodyT, response: ResponseT) -> dict[str, str]:  # noqa: ARG002
        """Return how the labels of `tally` were typed, by label; no entry: like the label."""
        return {}

    def hidden_by(self, body: BodyT, label: str) -> str | None:  # noqa: ARG002
        """Return which of the author's patterns keeps this label from being shown to others."""
        return None

    def words(self, body: BodyT, response: ResponseT) -> str:
        """Return the response in words, on one line, such as for a table cell."""
        options = self.options(body)
        return "; ".join(options.get(key, key) for key in self.tally(body, response))

    def write(self, body: BodyT) -> list[str]:  # noqa: ARG002  (for types with a form of their own)
        """Return readable forms of the body for Markdown files, the best first.

        A form is used only if `read` returns the same body from it, and if it neither begins nor
        ends with an empty line; the last resort is YAML.
        """
        return []

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: the JSON of a Body, not yet checked
        """Parse what `write`, or an author by hand, wrote. Raises Misread for any other form."""
        del lines
        raise WrittenAsYaml(type=self.name)
