"""Fill in the blanks: a text with gaps, each filled with a text, a number, or a choice."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_serializer,
    model_validator,
)

from ..errors.questions import ChoiceWithoutText, GapNamedAsAnswer, KeyNotOffered
from ..errors.responses import GapChoiceUnknown, NotOnOffer, WrongFilling
from .choices import Feedback, refuse_twice
from .gapped import read_gapped, render_gapped, require_gaps_to_fit, write_gapped
from .number import TYPE as NUMBER
from .number import Number, NumberKey, NumberResponse
from .numerals import read_number
from .opaque import hide_ids, opaque_ids
from .text import TYPE as TEXT
from .text import Line, TextBody, TextResponse
from .type import QuestionType, Strict

GapName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,29}$")]
Option = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]


class GapOption(Strict):
    """One of the texts to choose from. Without feedback, it is written as the text alone."""

    text: Option
    feedback: Feedback = ""

    @model_serializer
    def _short(self) -> str | dict[str, str]:
        return {"text": self.text, "feedback": self.feedback} if self.feedback else self.text


def _as_option(written: Any) -> Any:  # Any: what an author wrote
    return {"text": written} if isinstance(written, str) else written


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
                GapOption, BeforeValidator(_as_option, json_schema_input_type=str | GapOption)
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


class BlanksBody(Strict):
    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    """Markdown, with a marker `[[name]]` for each gap, even in code."""
    gaps: Annotated[dict[GapName, Gap], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _text_and_gaps_fit(self) -> Self:
        require_gaps_to_fit(self.text, set(self.gaps))
        for name, gap in self.gaps.items():
            if _gives_away(name, gap):
                raise GapNamedAsAnswer(gap=name)
        return self


def _gives_away(name: str, gap: TextBody | NumberKey | ChoiceGap) -> bool:
    if isinstance(gap, TextBody):
        return TEXT.grade(gap, TextResponse(text=name)) > 0
    return isinstance(gap, ChoiceGap) and gap.key.casefold() == name


class BlanksResponse(Strict):
    """What was filled in, by gap name: a text, a number (or as typed), or the id of a choice."""

    gaps: Annotated[dict[Annotated[str, Field(max_length=30)], Filling], Field(max_length=12)]


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


class BlanksView(Strict):
    type: Literal["blanks"]
    text: Annotated[str, Field(description="Markdown source, with `[[name]]` for each gap.")]
    html: Annotated[
        str,
        Field(
            description='Sanitised HTML, with `<span class="gap" data-gap="name">` for each gap.'
        ),
    ]
    gaps: Annotated[list[GapView], Field(description="In the order of the text.")]


class Blanks(QuestionType[BlanksBody, BlanksResponse]):
    name = "blanks"
    Body = BlanksBody
    Response = BlanksResponse
    View = BlanksView
    example: ClassVar[dict[str, Any]] = {
        "text": "The capital of Australia is [[city]], at [[height]] above the [[level]].",
        "gaps": {
            "city": {"accept": ["Canberra"]},
            "height": {"key": 580, "tolerance": 20, "unit": "m"},
            "level": {"choices": ["river", "sea", "street"], "key": "sea"},
        },
    }
    other_key: ClassVar[dict[str, Any]] = {
        "gaps": {
            "city": {"accept": ["Sydney", "Melbourne"], "near": 0.5},
            "height": {"key": 3, "near": 1, "unit": "m"},
            "level": {"choices": ["street", "sea", "river"], "key": "river"},
        },
    }
    blank: ClassVar[dict[str, Any]] = {"gaps": {}}

    def view(self, body: BlanksBody) -> BlanksView:
        html, names = render_gapped(body.text)
        gaps = [_view(name, body.gaps[name]) for name in names]
        return BlanksView(type="blanks", text=body.text, html=html, gaps=gaps)

    def hide(self, view: dict[str, Any]) -> None:  # Any: the JSON of the view
        for gap in view["gaps"]:
            if gap["kind"] == "choice":
                hide_ids(gap["choices"], "choice")

    def shown(self, body: BlanksBody, response: BlanksResponse) -> BlanksResponse:
        chosen = _chosen(body, response)
        found = {name: ids.get(str(filling), filling) for name, filling, ids in chosen}
        return BlanksResponse(gaps={**response.gaps, **found})

    def meant(self, body: BlanksBody, response: BlanksResponse) -> BlanksResponse:
        found: dict[str, Filling] = {}
        for name, filling, ids in _chosen(body, response):
            own = {shown: known for known, shown in ids.items()}
            if str(filling) not in own:
                raise GapChoiceUnknown(gap=name, choice=filling)
            found[name] = own[str(filling)]
        return BlanksResponse(gaps={**response.gaps, **found})

    def carried(self, old: BlanksBody, new: BlanksBody, response: BlanksResponse) -> BlanksResponse:
        """Stored ids are letters by the alphabet, which another choice shifts."""
        found = {
            name: _carried(old.gaps.get(name), new.gaps.get(name), filling)
            for name, filling in response.gaps.items()
        }
        return BlanksResponse(gaps=found)

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        for gap in view["gaps"]:
            if gap["kind"] == "choice":
                random.shuffle(gap["choices"])

    def key(self, body: BlanksBody) -> BlanksResponse:
        return BlanksResponse(gaps={name: _key(gap) for name, gap in body.gaps.items()})

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        return {"gaps": {gap["name"]: _guess(gap, random) for gap in view["gaps"]}}

    def grade(self, body: BlanksBody, response: BlanksResponse) -> float:
        """The mean credit of the gaps; an empty gap earns nothing."""
        return sum(self.parts(body, response).values()) / len(body.gaps)

    def feedback(self, body: BlanksBody) -> dict[str, str]:
        return {
            f"{name} {ids[choice.text]}": choice.feedback
            for name, gap in body.gaps.items()
            if isinstance(gap, ChoiceGap) and (ids := _ids(gap))
            for choice in gap.choices
            if choice.feedback
        }

    def picked(self, response: BlanksResponse) -> list[str]:
        """Each gap and what fills it: `level a1b2c3d4e5f6`."""
        return [f"{name} {filling}" for name, filling in response.gaps.items()]

    def tally(self, body: BlanksBody, response: BlanksResponse) -> list[str]:
        """Each gap separately: `city: canberra`."""
        return [
            f"{name}: {_words(body.gaps.get(name), filling)}"
            for name, filling in sorted(response.gaps.items())
        ]

    def earned(self, body: BlanksBody, response: BlanksResponse) -> dict[str, float]:
        """Each gap by itself: it accepts several texts, or numbers in a tolerance."""
        parts = self.parts(body, response)
        return {
            f"{name}: {_words(body.gaps.get(name), filling)}": parts[name]
            for name, filling in response.gaps.items()
        }

    def parts(self, body: BlanksBody, response: BlanksResponse) -> dict[str, float]:
        unknown = response.gaps.keys() - body.gaps.keys()
        if unknown:
            raise NotOnOffer(what="gap", id=min(unknown))
        filled = response.gaps
        return {
            name: _grade(name, gap, filled[name]) if name in filled else 0.0
            for name, gap in body.gaps.items()
        }

    def write(self, body: BlanksBody) -> list[str]:
        """The text, and the key of each gap: `[[height]]: {key: 4806, unit: m}`."""
        gaps = body.model_dump(mode="json", exclude_defaults=True)["gaps"]
        return [write_gapped(body.text, gaps)]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        text, gaps = read_gapped(lines)
        return {"text": text, "gaps": gaps}


def _ids(gap: ChoiceGap) -> dict[str, str]:
    """Choice ids, assigned alphabetically so that they do not give away the key."""
    return {text: chr(ord("a") + at) for at, text in enumerate(sorted(c.text for c in gap.choices))}


Chosen: TypeAlias = tuple[str, Filling, dict[str, str]]


def _chosen(body: BlanksBody, response: BlanksResponse) -> list[Chosen]:
    """The gaps with choices: the name, what fills it, and opaque ids by the author's."""
    found: list[Chosen] = []
    for name, filling in response.gaps.items():
        gap = body.gaps.get(name)
        if isinstance(gap, ChoiceGap):
            texts = {known: text for text, known in _ids(gap).items()}
            found.append((name, filling, opaque_ids(texts, "choice")))
    return found


def _carried(old: Gap | None, new: Gap | None, filling: Filling) -> Filling:
    """What fills the gap in another edition; the opaque id of a choice that it does not have."""
    if not (isinstance(old, ChoiceGap) and isinstance(new, ChoiceGap)):
        return filling
    texts = {known: text for text, known in _ids(old).items()}
    text = texts.get(str(filling), "")
    before, after = ({choice.text for choice in gap.choices} for gap in (old, new))
    gone, more = before - after, after - before
    if {text} == gone and len(more) == 1:  # its wording was corrected
        [text] = more
    opaque = opaque_ids(texts, "choice").get(str(filling), filling)
    return _ids(new).get(text, opaque)


def _view(name: str, gap: Gap) -> GapView:
    match gap:
        case TextBody():
            return TextGapView(kind="text", name=name)
        case NumberKey():
            return NumberGapView(kind="number", name=name, unit=gap.unit)
        case ChoiceGap():
            choices = [GapChoice(id=known, text=text) for text, known in _ids(gap).items()]
            return ChoiceGapView(kind="choice", name=name, choices=choices)


def _key(gap: Gap) -> Filling:
    match gap:
        case TextBody():
            return TEXT.key(gap).text
        case NumberKey():
            return NUMBER.key(gap).number
        case ChoiceGap():
            return _ids(gap)[gap.key]


def _guess(gap: dict[str, Any], random: Random) -> Any:  # Any: JSON
    if gap["kind"] == "choice":
        return random.choice(gap["choices"])["id"]
    kind = TEXT if gap["kind"] == "text" else NUMBER
    return kind.guess(gap, random)[gap["kind"]]


def _grade(name: str, gap: Gap, filling: Filling) -> float:
    match gap, filling:
        case TextBody(), str():
            return TEXT.grade(gap, TextResponse(text=filling))
        case NumberKey(), str() if not read_number(filling, gap.unit):
            raise WrongFilling(gap=name, wanted="number")
        case NumberKey(), _:
            return NUMBER.grade(gap, NumberResponse(number=filling))
        case ChoiceGap(), str() if filling in (ids := _ids(gap)).values():
            return 1.0 if filling == ids[gap.key] else 0.0
        case ChoiceGap(), _:
            raise GapChoiceUnknown(gap=name, choice=filling)
        case _:
            raise WrongFilling(gap=name, wanted="text")


def _words(gap: Gap | None, filling: Filling) -> str:
    match gap, filling:
        case TextBody(), str():
            return TEXT.tally(gap, TextResponse(text=filling))[0]
        case NumberKey(), _:
            return NUMBER.tally(gap, NumberResponse(number=filling))[0]
        case ChoiceGap(), str():
            return {known: text for text, known in _ids(gap).items()}.get(filling, filling)
        case _:
            return str(filling)


TYPE = Blanks()
