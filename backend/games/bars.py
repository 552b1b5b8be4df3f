"""What the players of a round answered, counted: the bars on the host's screen."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..play.caches import KeptQuestion
from ..play.rules.others import Others, shown
from ..play.rules.tally import Tally
from .documents import Bar

MOST_BARS = 20
OFTEN = 2
"""Words that are not right are shown if so many players gave them: one alone is not heard."""


class Given(NamedTuple):
    """An answer to the round's question."""

    response: Any  # Any: the type's Response, with the author's ids
    credit: float


def bars_of(question: KeptQuestion, given: Sequence[Given]) -> list[Bar]:
    """How often each choice was picked, in the author's order; or the most frequent words.

    None for a poll, which `others_of` counts.
    """
    kind, body = question.kind, question.body
    if not kind.graded:
        return []
    tally = Tally(kind, body)
    for one in given:
        tally.add(one.response)
    options, ids = kind.options(body), kind.shown_options(body)
    right = kind.right(body) | {
        label
        for label, response in tally.examples.items()
        if kind.earned(body, response).get(label, 0.0) >= 1
    }
    labels = list(options) or [
        label for label, count in tally.counts.most_common() if label in right or count >= OFTEN
    ]
    return [
        Bar(
            label=ids.get(label, label),
            text=options.get(label) or tally.usual(label) or label,
            count=tally.counts[label],
            right=label in right,
        )
        for label in labels[:MOST_BARS]
    ]


def others_of(question: KeptQuestion, given: Sequence[Given]) -> Others | None:
    """What players answered to a poll or a word cloud; None for other types."""
    kind, body = question.kind, question.body
    if kind.graded:
        return None
    tally = Tally(kind, body)
    for one in given:
        tally.add(one.response)
    return shown(tally, body, opaque_ids=True)
