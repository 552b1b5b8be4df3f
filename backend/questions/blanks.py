"""Fill in the blanks: a text with gaps, each filled with a text, a number, or a choice."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from pydantic import (
    Field,
    model_validator,
)

from ..errors.questions import GapNamedAsAnswer
from ..errors.responses import GapChoiceUnknown, NotOnOffer
from .gapped import read_gapped, render_gapped, require_gaps_to_fit, write_gapped
from .gaps import (
    ChoiceGap,
    Filling,
    Gap,
    GapView,
    carried_filling,
    choice_ids,
    filling_spelling,
    filling_words,
    gap_key,
    gap_view,
    gives_away,
    grade_filling,
    guess_filling,
)
from .opaque import hide_ids, opaque_ids
from .type import QuestionType, Strict

GapName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,29}$")]


class BlanksBody(Strict):
    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    """Markdown, with a marker `[[name]]` for each gap, even in code."""
    gaps: Annotated[dict[GapName, Gap], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _text_and_gaps_fit(self) -> Self:
        require_gaps_to_fit(self.text, set(self.gaps))
        for name, gap in self.gaps.items():
            if gives_away(name, gap):
                raise GapNamedAsAnswer(gap=name)
        return self


class BlanksResponse(Strict):
    """What was filled in, by gap name: a text, a number (or as typed), or the id of a choice."""

    gaps: Annotated[dict[Annotated[str, Field(max_length=30)], Filling], Field(max_length=12)]


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
        gaps = [gap_view(name, body.gaps[name]) for name in names]
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
            name: carried_filling(old.gaps.get(name), new.gaps.get(name), filling)
            for name, filling in response.gaps.items()
        }
        return BlanksResponse(gaps=found)

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        for gap in view["gaps"]:
            if gap["kind"] == "choice":
                random.shuffle(gap["choices"])

    def key(self, body: BlanksBody) -> BlanksResponse:
        return BlanksResponse(gaps={name: gap_key(gap) for name, gap in body.gaps.items()})

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        return {"gaps": {gap["name"]: guess_filling(gap, random) for gap in view["gaps"]}}

    def grade(self, body: BlanksBody, response: BlanksResponse) -> float:
        """The mean credit of the gaps; an empty gap earns nothing."""
        return sum(self.parts(body, response).values()) / len(body.gaps)

    def feedback(self, body: BlanksBody) -> dict[str, str]:
        return {
            f"{name} {ids[choice.text]}": choice.feedback
            for name, gap in body.gaps.items()
            if isinstance(gap, ChoiceGap) and (ids := choice_ids(gap))
            for choice in gap.choices
            if choice.feedback
        }

    def picked(self, response: BlanksResponse) -> list[str]:
        """Each gap and what fills it: `level a1b2c3d4e5f6`."""
        return [f"{name} {filling}" for name, filling in response.gaps.items()]

    def tally(self, body: BlanksBody, response: BlanksResponse) -> list[str]:
        """Each gap separately."""
        return [_label(body, name, filling) for name, filling in sorted(response.gaps.items())]

    def spellings(self, body: BlanksBody, response: BlanksResponse) -> dict[str, str]:
        """Those of texts."""
        return {
            _label(body, name, filling): f"{name}: {spelled}"
            for name, filling in response.gaps.items()
            if (spelled := filling_spelling(body.gaps.get(name), filling))
        }

    def earned(self, body: BlanksBody, response: BlanksResponse) -> dict[str, float]:
        """Each gap by itself: it accepts several texts, or numbers in a tolerance."""
        parts = self.parts(body, response)
        return {_label(body, name, filling): parts[name] for name, filling in response.gaps.items()}

    def parts(self, body: BlanksBody, response: BlanksResponse) -> dict[str, float]:
        unknown = response.gaps.keys() - body.gaps.keys()
        if unknown:
            raise NotOnOffer(what="gap", id=min(unknown))
        filled = response.gaps
        return {
            name: grade_filling(name, gap, filled[name]) if name in filled else 0.0
            for name, gap in body.gaps.items()
        }

    def write(self, body: BlanksBody) -> list[str]:
        """The text, and the key of each gap: `[[height]]: {key: 4806, unit: m}`."""
        gaps = body.model_dump(mode="json", exclude_defaults=True)["gaps"]
        return [write_gapped(body.text, gaps)]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        text, gaps = read_gapped(lines)
        return {"text": text, "gaps": gaps}


Chosen: TypeAlias = tuple[str, Filling, dict[str, str]]


def _chosen(body: BlanksBody, response: BlanksResponse) -> list[Chosen]:
    """The gaps with choices: the name, what fills it, and opaque ids by the author's."""
    found: list[Chosen] = []
    for name, filling in response.gaps.items():
        gap = body.gaps.get(name)
        if isinstance(gap, ChoiceGap):
            texts = {known: text for text, known in choice_ids(gap).items()}
            found.append((name, filling, opaque_ids(texts, "choice")))
    return found


def _label(body: BlanksBody, name: str, filling: Filling) -> str:
    """What statistics count a filled gap under: `city: canberra`."""
    return f"{name}: {filling_words(body.gaps.get(name), filling)}"


TYPE = Blanks()
