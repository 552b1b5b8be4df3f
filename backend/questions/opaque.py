"""The ids that players see. Neither they nor the order of what bears them gives away the key.

Many authors write the right choice first, and an ordering or a matching question as its solution.
So an id must depend on nothing but the text: it is a prefix of the text's SHA-256, and what is
shuffled is first sorted by id. Two questions that differ in the key alone have the same view.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any, Literal

from ..errors.responses import NotOnOffer

SHORT = 8
LONG = 12
"""Longer than any id that an author gives, so that the two cannot be confused."""


def ids_of(texts: Iterable[str], role: str, length: int = SHORT) -> dict[str, str]:
    """Return an id for each text, longer than `length` if two would be the same.

    The role distinguishes a left from a right of the same text.
    """
    digests = {text: sha256(f"{role}\n{text.strip()}".encode()).hexdigest() for text in texts}
    while len({digest[:length] for digest in digests.values()}) < len(set(digests.values())):
        length += 1
    return {text: digest[:length] for text, digest in digests.items()}


def opaque_ids(texts: Mapping[str, str], role: str) -> dict[str, str]:
    """Return opaque ids by the author's ids; `texts` are what bears them, by the same ids."""
    ids = ids_of(texts.values(), role, LONG)
    return {own: ids[text] for own, text in texts.items()}


def hide_ids(choices: list[dict[str, Any]], role: str) -> None:
    """Give choices opaque ids, in place, and sort by them. Any: each has an `id` and a `text`."""
    ids = opaque_ids({choice["id"]: choice["text"] for choice in choices}, role)
    for choice in choices:
        choice["id"] = ids[choice["id"]]
    choices.sort(key=itemgetter("id"))


def shown_ids(own: Iterable[str], opaque: Mapping[str, str]) -> list[str]:
    """Return what players see instead of the author's ids. Unknown ids stay."""
    return [opaque.get(known, known) for known in own]


def meant_ids(
    sent: Iterable[str], opaque: Mapping[str, str], what: Literal["choice", "area"]
) -> list[str]:
    """Return the author's ids instead of those that a player sent. Raises InvalidResponse."""
    own = {shown: known for known, shown in opaque.items()}
    sent = list(sent)
    unknown = set(sent) - own.keys()
    if unknown:
        raise NotOnOffer(what=what, id=min(unknown))
    return [own[shown] for shown in sent]
