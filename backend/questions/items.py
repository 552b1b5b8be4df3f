"""What the types that arrange texts share. Their ids are always opaque, and views list by id."""

from collections.abc import Iterable
from random import Random
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors.responses import NotOnOffer
from ..markdown import render_choice
from .choices import ChoiceView

ItemText = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
ItemId = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$", description="Opaque id of an item.")]
# flask-openapi3 leaves `patternProperties` out of the document; `additionalProperties` says that
# the values are strings.
Placed = Annotated[
    dict[ItemId, ItemId], Field(json_schema_extra={"additionalProperties": {"type": "string"}})
]


def item_views(ids: dict[str, str]) -> list[ChoiceView]:
    """Render the texts, ordered by id: an order that gives nothing away."""
    views = [ChoiceView(id=i, text=text, html=render_choice(text)) for text, i in ids.items()]
    return sorted(views, key=lambda view: view.id)


def shuffle(items: list[dict[str, Any]], random: Random) -> None:  # Any: the JSON of ChoiceViews
    """Shuffle in place; all orders are equally likely, the correct one included.

    Excluding it would give away what is wrong: with two items, everything.
    """
    random.shuffle(items)


def require_known(
    given: Iterable[str], known: Iterable[str], what: Literal["item", "left", "right", "category"]
) -> None:
    """Raise InvalidResponse if the response names an unknown id."""
    unknown = set(given) - set(known)
    if unknown:
        raise NotOnOffer(what=what, id=min(unknown))


LONGEST = 90
"""Characters of one item where several are joined."""


def texts_of(*ids: dict[str, str]) -> dict[str, str]:
    """Invert the results of `ids_of`: texts by id."""
    return {known: text for one in ids for text, known in one.items()}


def joined(texts: dict[str, str], *ids: str) -> str:
    """Join the texts of items, each shortened, to at most 300 characters."""
    each = max(12, min(LONGEST, 300 // len(ids) - 3))
    return " \u2192 ".join(" ".join(texts.get(i, i).split())[:each] for i in ids)
