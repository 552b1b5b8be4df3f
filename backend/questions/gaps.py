"""One gap of a text: a text, a number or a choice, and what fills it."""

from random import Random
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_serializer,
    model_validator,
)

from ..errors.questions import ChoiceWithoutText, KeyNotOffered
from ..errors.responses import GapChoiceUnknown, WrongFilling
from .choices import Feedback, refuse_twice
from .number import TYPE as NUMBER
from .number import Number, NumberKey, NumberResponse
from .numerals import read_number
from .opaque import opaque_ids
from .text import TYPE as TEXT
from .text import Line, TextBody, TextResponse
from .type import Strict, text_alone

Option = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]


class GapOption(Strict):
    """One of the texts to choose from. Without feedback, it is written as the text alone."""

    text: Option
    feedback: Feedback = ""

    @model_serializer
    def _short(self) -> str | dict[str, str]:
        return {"text": self.text, "feedback": self.feedback} if self.feedback else self.text


def _distinct(choices: list[GapOption]) -> list[GapOption]:
    if not all(choice.text.strip() for choice in choices):
        raise ChoiceWithoutText
    refuse_twice([choice.text for choice in choices], "choices")
    return choices


class ChoiceGap(Strict):
    """A gap with a list to choose from: plain texts, in any order."""

    choices: Annotated[
        list[
            Annotated[
                GapOption, BeforeValidator(text_alone, json_schema_input_type=str | GapOption)
            ]
        ],
        Field(min_length=2, max_length=12),
        AfterValidator(_distinct),
    ]
    key: str

    @model_validator(mode="after")
    def _key_is_a_choice(self) -> Self:
        if self.key not in {choice.text for choice in self.choices}:
            raise KeyNotOffered(key=self.key, what="choices")
        return self


def _kind(written: Any) -> str:  # Any: what an author wrote, or a gap
    if isinstance(written, TextBody | NumberKey | ChoiceGap):
        return {TextBody: "text", NumberKey: "number", ChoiceGap: "choice"}[type(written)]
    if isinstance(written, dict) and "choices" in written:
        return "choice"
    return "number" if isinstance(written, dict) and "key" in written else "text"


Gap = Annotated[
    Annotated[TextBody, Tag("text")]
    | Annotated[NumberKey, Tag("number")]
    | Annotated[ChoiceGap, Tag("choice")],
    Discriminator(_kind),
]
Filling = Line | Number


class TextGapView(Strict):
    kind: Literal["text"]
    name: str


class NumberGapView(Strict):
    kind: Literal["number"]
    name: str
    unit: Annotated[str, Field(description="What is counted or measured; may be empty.")]


class GapChoice(Strict):
    id: str
    text: str


class ChoiceGapView(Strict):
    kind: Literal["choice"]
    name: str
    choices: list[GapChoice]


GapView = Annotated[TextGapView | NumberGapView | ChoiceGapView, Field(discriminator="kind")]


def gives_away(name: str, gap: TextBody | NumberKey | ChoiceGap) -> bool:
    if isinstance(gap, TextBody):
        return TEXT.grade(gap, TextResponse(text=name)) > 0
    return isinstance(gap, ChoiceGap) and gap.key.casefold() == name


def choice_ids(gap: ChoiceGap) -> dict[str, str]:
    """Choice ids, assigned alphabetically so that they do not give away the key."""
    return {text: chr(ord("a") + at) for at, text in enumerate(sorted(c.text for c in gap.choices))}


def carried_filling(old: Gap | None, new: Gap | None, filling: Filling) -> Filling:
    """What fills the gap in another edition; the opaque id of a choice that it does not have."""
    if not (isinstance(old, ChoiceGap) and isinstance(new, ChoiceGap)):
        return filling
    texts = {known: text for text, known in choice_ids(old).items()}
    text = texts.get(str(filling), "")
    before, after = ({choice.text for choice in gap.choices} for gap in (old, new))
    gone, more = before - after, after - before
    if {text} == gone and len(more) == 1:  # its wording was corrected
        [text] = more
    opaque = opaque_ids(texts, "choice").get(str(filling), filling)
    return choice_ids(new).get(text, opaque)


def gap_view(name: str, gap: Gap) -> GapView:
    match gap:
        case TextBody():
            return TextGapView(kind="text", name=name)
        case NumberKey():
            return NumberGapView(kind="number", name=name, unit=gap.unit)
        case ChoiceGap():
            choices = [GapChoice(id=known, text=text) for text, known in choice_ids(gap).items()]
            return ChoiceGapView(kind="choice", name=name, choices=choices)


def gap_key(gap: Gap) -> Filling:
    match gap:
        case TextBody():
            return TEXT.key(gap).text
        case NumberKey():
            return NUMBER.key(gap).number
        case ChoiceGap():
            return choice_ids(gap)[gap.key]


def guess_filling(gap: dict[str, Any], random: Random) -> Any:  # Any: JSON
    if gap["kind"] == "choice":
        return random.choice(gap["choices"])["id"]
    kind = TEXT if gap["kind"] == "text" else NUMBER
    return kind.guess(gap, random)[gap["kind"]]


def grade_filling(name: str, gap: Gap, filling: Filling) -> float:
    match gap, filling:
        case TextBody(), str():
            return TEXT.grade(gap, TextResponse(text=filling))
        case NumberKey(), str() if not read_number(filling, gap.unit):
            raise WrongFilling(gap=name, wanted="number")
        case NumberKey(), _:
            return NUMBER.grade(gap, NumberResponse(number=filling))
        case ChoiceGap(), str() if filling in (ids := choice_ids(gap)).values():
            return 1.0 if filling == ids[gap.key] else 0.0
        case ChoiceGap(), _:
            raise GapChoiceUnknown(gap=name, choice=filling)
        case _:
            raise WrongFilling(gap=name, wanted="text")


def filling_words(gap: Gap | None, filling: Filling) -> str:
    match gap, filling:
        case TextBody(), str():
            return TEXT.tally(gap, TextResponse(text=filling))[0]
        case NumberKey(), _:
            return NUMBER.tally(gap, NumberResponse(number=filling))[0]
        case ChoiceGap(), str():
            return {known: text for text, known in choice_ids(gap).items()}.get(filling, filling)
        case _:
            return str(filling)


def filling_spelling(gap: Gap | None, filling: Filling) -> str | None:
    """How a text was typed; None for other gaps."""
    if isinstance(gap, TextBody) and isinstance(filling, str):
        return next(iter(TEXT.spellings(gap, TextResponse(text=filling)).values()))
    return None
