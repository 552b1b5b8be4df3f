"""True or false: the prompt is a statement."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from ..errors.markdown_files import TrueOrFalseExpected
from .type import QuestionType, Strict

WORDS = {"true": True, "false": False}


class TrueFalseBody(Strict):
    key: bool


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

    # The tally does not depend on the body.
    def tally(self, body: TrueFalseBody, response: TrueFalseResponse) -> list[str]:  # noqa: ARG002
        return ["true" if response.answer else "false"]

    def options(self, body: TrueFalseBody) -> dict[str, str]:  # noqa: ARG002
        return {"true": "True", "false": "False"}

    def write(self, body: TrueFalseBody) -> list[str]:
        """`true` or `false`."""
        return [str(body.key).lower()]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        word = " ".join(lines).strip().lower()
        if word not in WORDS:
            raise TrueOrFalseExpected(found=word[:60])
        return {"key": WORDS[word]}


TYPE = TrueFalse()
