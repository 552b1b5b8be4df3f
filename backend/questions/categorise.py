"""Categorise: sort each item into its category."""

from random import Random
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..errors.markdown_files import OptionInCategory
from ..errors.questions import ItemCount
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
from .written import ITEM, read_items, write_item

MOST_ITEMS = 20


class Category(Strict):
    title: ItemText
    items: Annotated[list[ItemText], Field(default_factory=list, max_length=MOST_ITEMS)]
    """What belongs here. A category may stay empty."""


class CategoriseBody(Strict):
    categories: Annotated[list[Category], Field(min_length=2, max_length=5)]

    @model_validator(mode="after")
    def _texts_are_distinct(self) -> Self:
        items = _items(self)
        if not 2 <= len(items) <= MOST_ITEMS:
            raise ItemCount(count=len(items), least=2, most=MOST_ITEMS)
        refuse_twice([category.title for category in self.categories], "categories")
        refuse_twice(items, "items")
        return self


class CategoriseResponse(Strict):
    """Ids of categories by the ids of items; items may be missing."""

    places: Annotated[Placed, Field(max_length=MOST_ITEMS)]


class CategoriseView(Strict):
    type: Literal["categorise"]
    categories: list[ChoiceView]
    items: list[ChoiceView]


class Categorise(QuestionType[CategoriseBody, CategoriseResponse]):
    name = "categorise"
    Body = CategoriseBody
    Response = CategoriseResponse
    View = CategoriseView
    example: ClassVar[dict[str, Any]] = {
        "categories": [
            {"title": "First category", "items": ["First item", "Second item"]},
            {"title": "Second category", "items": ["Third item", "Fourth item"]},
        ],
    }
    other_key: ClassVar[dict[str, Any]] = {
        "categories": [
            {"title": "First category", "items": ["Fourth item"]},
            {"title": "Second category", "items": ["Third item", "First item", "Second item"]},
        ],
    }
    blank: ClassVar[dict[str, Any]] = {"places": {}}

    def view(self, body: CategoriseBody) -> CategoriseView:
        """Categories are in the author's order, which gives nothing away; items are by id."""
        categories = {view.text: view for view in item_views(_categories(body))}
        return CategoriseView(
            type="categorise",
            categories=[categories[category.title] for category in body.categories],
            items=item_views(ids_of(_items(body), "item")),
        )

    def arrange(self, view: dict[str, Any], random: Random) -> None:  # Any: the JSON of the view
        shuffle(view["items"], random)

    def key(self, body: CategoriseBody) -> CategoriseResponse:
        categories, items = _categories(body), ids_of(_items(body), "item")
        return CategoriseResponse(
            places={
                items[item]: categories[category.title]
                for category in body.categories
                for item in category.items
            }
        )

    def guess(self, view: dict[str, Any], random: Random) -> dict[str, Any]:  # Any: JSON
        categories = [category["id"] for category in view["categories"]]
        return {"places": {item["id"]: random.choice(categories) for item in view["items"]}}

    def grade(self, body: CategoriseBody, response: CategoriseResponse) -> float:
        """The share of items in the right category.

        Not corrected for guessing: players can count it on the screen, and guessing between two
        categories is no easier than between two choices.
        """
        key = self.key(body).places
        require_known(response.places, key, "item")
        require_known(response.places.values(), _categories(body).values(), "category")
        return sum(response.places.get(item) == place for item, place in key.items()) / len(key)

    def tally(self, body: CategoriseBody, response: CategoriseResponse) -> list[str]:
        """Each item separately."""
        names = texts_of(ids_of(_items(body), "item"), _categories(body))
        return [joined(names, item, place) for item, place in response.places.items()]

    def write(self, body: CategoriseBody) -> list[str]:
        """A list of categories, each with its items as a nested list."""
        categories = [
            write_item("\n".join([category.title, *map(write_item, category.items)]))
            for category in body.categories
        ]
        return ["\n".join(categories)]

    def read(self, lines: list[str]) -> dict[str, Any]:  # Any: JSON
        found, options = read_items(lines)
        return {"categories": [_read_category(item.text) for item in found], **options}


def _read_category(text: str) -> dict[str, Any]:  # Any: JSON of a Category
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if ITEM.match(line)), len(lines))
    items, options = read_items(lines[at:])
    if options:
        raise OptionInCategory(name=min(options))
    return {"title": "\n".join(lines[:at]), "items": [item.text for item in items]}


def _items(body: CategoriseBody) -> list[str]:
    return [item for category in body.categories for item in category.items]


def _categories(body: CategoriseBody) -> dict[str, str]:
    return ids_of([category.title for category in body.categories], "category")


TYPE = Categorise()
