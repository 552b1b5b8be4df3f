"""What the types share that arrange texts: their ids, which must not betray the key.

Authors write such a question as its solution: items in their order, lefts beside their rights. So
nobody but the text itself may name an item: an id is the beginning of the text's SHA-256, and views
list items by id. Two questions that differ in the key alone have the same view.
"""

from collections.abc import Iterable
from hashlib import sha256
from random import Random
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors.responses import NotOnOffer
from ..markdown import render_choice
from .choices import ChoiceView

ItemText = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
ItemId = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$", description="Opaque id of an item.")]
# flask-openapi3 leaves `patternProperties` out of the document: without the second part, clients
# would not learn that the values are texts.
Placed = Annotated[
    dict[ItemId, ItemId], Field(json_schema_extra={"additionalProperties": {"type": "string"}})
]
SHORT = 8


def ids_of(texts: Iterable[str], role: str) -> dict[str, str]:
    """An id for each text. The role keeps a left and a right of the same text apart."""
    digests = {text: sha256(f"{role}\n{text.strip()}".encode()).hexdigest() for text in texts}
    length = SHORT
    while len({digest[:length] for digest in digests.values()}) < len(set(digests.values())):
        length += 1
    return {text: digest[:length] for text, digest in digests.items()}


def item_views(ids: dict[str, str]) -> list[ChoiceView]:
    """The texts by id, rendered: an order that tells nothing."""
    views = [ChoiceView(id=i, text=text, html=render_choice(text)) for text, i in ids.items()]
    return sorted(views, key=lambda view: view.id)


def shuffle(items: list[dict[str, Any]], random: Random) -> None:  # Any: the JSON of ChoiceViews
    """Any order is as likely as any other, the key's own among them.

    To leave that one out would tell players what is wrong: of two items, everything.
    """
    random.shuffle(items)


def require_known(
    given: Iterable[str], known: Iterable[str], what: Literal["item", "left", "right", "category"]
) -> None:
    """Raises InvalidResponse if something was named that is not on offer."""
    unknown = set(given) - set(known)
    if unknown:
        raise NotOnOffer(what=what, id=min(unknown))


TOLD = 90
"""Characters of one item where several are told together."""


def texts_of(*ids: dict[str, str]) -> dict[str, str]:
    """What `ids_of` made, the other way round."""
    return {known: text for one in ids for text, known in one.items()}


def joined(texts: dict[str, str], *ids: str) -> str:
    """Items in words, one after the other, at most 300 characters."""
    each = max(12, min(TOLD, 300 // len(ids) - 3))
    return " \u2192 ".join(" ".join(texts.get(i, i).split())[:each] for i in ids)
