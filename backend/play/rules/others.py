"""What all players answered to a poll. Only ungraded types show it: it would give a key away."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from .tally import Tally


class GivenAnswer(BaseModel):
    """One answer to a poll."""

    label: Annotated[
        str, Field(description="The id of a choice, as the view shows it, or the words.")
    ]
    count: Annotated[int, Field(description="Players who gave it; one may give several.")]


class Others(BaseModel):
    """What players answered to a poll, this one included."""

    players: int
    answers: Annotated[
        list[GivenAnswer],
        Field(description="Of all choices in the author's order, or the most frequent words."),
    ]
    more: Annotated[int, Field(description="Different answers that are not listed.")]


def shown(tally: Tally, noted: Any, opaque_ids: bool) -> Others:
    """Return what players may see; `noted` is the body with the answers that are hidden now.

    `opaque_ids`: whether their attempt shows choices by opaque ids. Any: the type's Body.
    """
    kind = tally.kind
    ids = kind.shown_options(tally.body) if opaque_ids else {}
    visible = [one for one in tally.counts if kind.hidden_by(noted, one) is None]
    listed = tally.listed(visible)
    return Others(
        players=tally.players,
        answers=[
            GivenAnswer(
                label=ids.get(label) or tally.usual(label) or label, count=tally.counts[label]
            )
            for label in listed
        ],
        more=len(set(visible) - set(listed)),
    )
