"""True or false: the prompt is a statement."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from ..errors.markdown_files import TrueOrFalseExpected
from .choices import Feedback
from .type import QuestionType, Strict
from .written import read_items, write_options

WORDS = {"true": True, "false": False}


class TrueFalseBody(Strict):
    key: bool
    true_feedback: Feedback = ""
    """Said to players who answer that the statement is true; likewise for false."""
    false_feedback: Feedback = ""


class TrueFalseResponse(Strict):
    """Whether the statement is true."""

    answer: Annotated[bool, Field(description="True if the player says the statement is true.")]


class TrueFalseView(Strict):
    type: Literal["truefalse"]


class TrueFalse(QuestionType[TrueFalseBody, TrueFalseResponse]):
    name = "truefalse"
    Body = TrueFalseBody
    Response = TrueFalseResponse
    View = TrueFalseView
    example: ClassVar[dict[str, Any]] = {"key": True}
    other_key: ClassVar[dict[str, Any]] = {"key": False}

    def view(self, body: TrueFalseBody) -> TrueFalseView:  # noqa: ARG002  (all of it is the key)
        return TrueFalseView(type="truefalse")

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        pass  # true always comes first

    def key(self, body: TrueFalseBody) -> TrueFalseResponse:
        return TrueFalseResponse(answer=body.key)

    # Any: JSON. The view has nothing to guess from.
    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # noqa: ARG002
        return {"answer": random.random() < 0.5}

    def grade(self, body: TrueFalseBody, response: TrueFalseResponse) -> float:
        return 1.0 if response.answer == body.key else 0.0

    def feedback(self, body: TrueFalseBody) -> dict[str, str]:
        said = {"true": body.true_feedback, "false": body.false_feedback}
        return {answer: text for answer, text in said.items() if text}

    def picked(self, response: TrueFalseResponse) -> list[str]:
        return ["true" if response.answer else "false"]

    # The tally does not depend on the body.
    def tally(self, body: TrueFalseBody, response: TrueFalseResponse) -> list[str]:  # noqa: ARG002
        return ["true" if response.answer else "false"]

    def options(self, body: TrueFalseBody) -> dict[str, str]:  # noqa: ARG002
        return {"true": "True", "false": "False"}

    def write(self, body: TrueFalseBody) -> list[str]:
        """`true` or `false`, and the options below it."""
        options = body.model_dump(exclude={"key"})
        return ["\n".join([str(body.key).lower(), *write_options(options)])]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        first = next((at for at, line in enumerate(lines) if line.strip()), 0)
        word = lines[first].strip().lower()
        if word not in WORDS:
            raise TrueOrFalseExpected(found=word[:60])
        _items, options = read_items(lines[first + 1 :])
        return {"key": WORDS[word], **options}


TYPE = TrueFalse()
