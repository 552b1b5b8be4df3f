"""Matching: for each text on the left, find the one on the right that belongs to it."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..errors.markdown_files import NoPair
from ..errors.questions import OneRightOnly
from .choices import ChoiceView, refuse_twice
from .items import (
    ItemText,
    Placed,
    item_views,
    joined,
    require_known,
    shuffle,
    texts_of,
)
from .opaque import ids_of
from .type import QuestionType, Strict
from .written import read_items, write_item


class Pair(Strict):
    left: ItemText
    right: ItemText


class MatchingBody(Strict):
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=9)]
    """The key. Several lefts may have the same right."""
    distractors: Annotated[list[ItemText], Field(default_factory=list, max_length=9)]
    """Rights that belong to no left."""

    @model_validator(mode="after")
    def _texts_are_distinct(self) -> Self:
        refuse_twice([pair.left for pair in self.pairs], "lefts")
        refuse_twice([*{pair.right.strip() for pair in self.pairs}, *self.distractors], "rights")
        if len(_rights(self)) < 2:
            raise OneRightOnly
        return self


class MatchingResponse(Strict):
    """Ids of rights by the ids of lefts; lefts may be missing."""

    pairs: Annotated[Placed, Field(max_length=9)]


class MatchingView(Strict):
    type: Literal["matching"]
    lefts: list[ChoiceView]
    rights: Annotated[
        list[ChoiceView], Field(description="Each may belong to several lefts, or to none.")
    ]


class Matching(QuestionType[MatchingBody, MatchingResponse]):
    name = "matching"
    Body = MatchingBody
    Response = MatchingResponse
    View = MatchingView
    example: ClassVar[dict[str, Any]] = {
        "pairs": [
            {"left": "First left", "right": "First right"},
            {"left": "Second left", "right": "Second right"},
            {"left": "Third left", "right": "Third right"},
        ],
        "distractors": ["Fourth right"],
    }
    other_key: ClassVar[dict[str, Any]] = {
        "pairs": [
            {"left": "First left", "right": "Fourth right"},
            {"left": "Second left", "right": "First right"},
            {"left": "Third left", "right": "First right"},
        ],
        "distractors": ["Second right", "Third right"],
    }
    blank: ClassVar[dict[str, Any]] = {"pairs": {}}

    def view(self, body: MatchingBody) -> MatchingView:
        return MatchingView(
            type="matching",
            lefts=item_views(_lefts(body)),
            rights=item_views(_rights(body)),
        )

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        shuffle(view["lefts"], random)
        shuffle(view["rights"], random)

    def key(self, body: MatchingBody) -> MatchingResponse:
        lefts, rights = _lefts(body), _rights(body)
        return MatchingResponse(
            pairs={lefts[pair.left]: rights[pair.right.strip()] for pair in body.pairs}
        )

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        rights = [right["id"] for right in view["rights"]]
        return {"pairs": {left["id"]: random.choice(rights) for left in view["lefts"]}}

    def grade(self, body: MatchingBody, response: MatchingResponse) -> float:
        """The share of lefts that are matched correctly.

        A wrong pair costs no more than a missing one, so players can count the credit themselves.
        """
        key = self.key(body).pairs
        require_known(response.pairs, key, "left")
        require_known(response.pairs.values(), _rights(body).values(), "right")
        return sum(response.pairs.get(left) == right for left, right in key.items()) / len(key)

    def tally(self, body: MatchingBody, response: MatchingResponse) -> list[str]:
        """Each pair separately."""
        names = texts_of(_lefts(body), _rights(body))
        return [joined(names, left, right) for left, right in response.pairs.items()]

    def write(self, body: MatchingBody) -> list[str]:
        """`- left -> right`; a distractor has no left."""
        pairs = [write_item(f"{pair.left} -> {pair.right}") for pair in body.pairs]
        return ["\n".join([*pairs, *(write_item(f"-> {text}") for text in body.distractors)])]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        items, options = read_items(lines)
        pairs, distractors = [], []
        for item in items:
            left, arrow, right = f" {item.text}".partition(" -> ")
            if not arrow:
                raise NoPair(text=item.text[:60])
            if left.strip():
                pairs.append({"left": left[1:], "right": right})
            else:
                distractors.append(right)
        return {"pairs": pairs, "distractors": distractors, **options}


def _lefts(body: MatchingBody) -> dict[str, str]:
    return ids_of([pair.left for pair in body.pairs], "left")


def _rights(body: MatchingBody) -> dict[str, str]:
    texts = [*(pair.right for pair in body.pairs), *body.distractors]
    return ids_of([text.strip() for text in texts], "right")


TYPE = Matching()
