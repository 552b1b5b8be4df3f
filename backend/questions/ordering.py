"""Ordering: put items into the right order."""

from itertools import combinations
from random import Random
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ..errors.responses import EveryItemOnce
from .choices import ChoiceView, refuse_twice
from .items import (
    ItemId,
    ItemText,
    item_views,
    joined,
    shuffle,
    texts_of,
)
from .opaque import ids_of
from .type import QuestionType, Strict
from .written import NUMBERED, read_items, with_options, write_item

EndLabel = Annotated[str, Field(max_length=60)]


def _distinct(items: list[str]) -> list[str]:
    refuse_twice(items, "items")
    return items


class OrderingBody(Strict):
    items: Annotated[list[ItemText], Field(min_length=2, max_length=9), AfterValidator(_distinct)]
    """In the correct order: this is the key."""
    top: EndLabel = ""
    """What the first position means ("smallest"); plain text, may be empty."""
    bottom: EndLabel = ""


class OrderingResponse(Strict):
    """Every item once, starting with the first."""

    order: Annotated[list[ItemId], Field(min_length=2, max_length=9)]


class OrderingView(Strict):
    type: Literal["ordering"]
    items: list[ChoiceView]
    top: Annotated[str, Field(description="What the first position means; may be empty.")]
    bottom: Annotated[str, Field(description="What the last position means; may be empty.")]


class Ordering(QuestionType[OrderingBody, OrderingResponse]):
    name = "ordering"
    Body = OrderingBody
    Response = OrderingResponse
    View = OrderingView
    graded_whole = True
    example: ClassVar[dict[str, Any]] = {
        "items": ["First item", "Second item", "Third item", "Fourth item"],
        "top": "first",
        "bottom": "last",
    }
    other_key: ClassVar[dict[str, Any]] = {
        "items": ["Fourth item", "First item", "Third item", "Second item"]
    }

    def view(self, body: OrderingBody) -> OrderingView:
        return OrderingView(
            type="ordering",
            items=item_views(ids_of(body.items, "item")),
            top=body.top,
            bottom=body.bottom,
        )

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        shuffle(view["items"], random)

    def key(self, body: OrderingBody) -> OrderingResponse:
        return OrderingResponse(order=_right(body))

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        ids = [item["id"] for item in view["items"]]
        return {"order": random.sample(ids, len(ids))}

    def grade(self, body: OrderingBody, response: OrderingResponse) -> float:
        """The share of item pairs in the right order minus that of the others; at least 0.

        This is Kendall's tau: before the cut at 0, a random order earns 0 on average; and an item
        that slipped by one position costs one pair, not every position after it.
        """
        right = _right(body)
        if sorted(response.order) != sorted(right):
            raise EveryItemOnce
        place = {item: index for index, item in enumerate(response.order)}
        pairs = list(combinations(right, 2))
        kept = sum(place[first] < place[second] for first, second in pairs)
        return max(0.0, 2 * kept / len(pairs) - 1)

    def tally(self, body: OrderingBody, response: OrderingResponse) -> list[str]:
        return [joined(texts_of(ids_of(body.items, "item")), *response.order)]

    def write(self, body: OrderingBody) -> list[str]:
        """A numbered list, and what its ends mean."""
        items = [
            write_item(text, bullet=f"{place}.") for place, text in enumerate(body.items, start=1)
        ]
        return [with_options(items, body.model_dump(exclude_defaults=True, exclude={"items"}))]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        items, options = read_items(lines, NUMBERED, indent=3)
        return {"items": [item.text for item in items], **options}


def _right(body: OrderingBody) -> list[str]:
    ids = ids_of(body.items, "item")
    return [ids[item] for item in body.items]


TYPE = Ordering()
