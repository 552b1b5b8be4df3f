"""What all players answered to a poll. Only ungraded types show it: it would give a key away."""

from collections import Counter
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ...questions import QuestionType


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


class Tally:
    """Counts the responses to one edition of a poll."""

    def __init__(self, kind: QuestionType[Any, Any], body: Any) -> None:
        """Any: each type has its own models."""
        self.kind = kind
        self.body = body
        self.players = 0
        self._counts: Counter[str] = Counter()
        self._spelled: dict[str, Counter[str]] = {}

    def add(self, response: Any, players: int = 1) -> None:  # Any: the type's Response
        """Count a response that so many players gave."""
        self.players += players
        spellings = self.kind.spellings(self.body, response)
        for label in self.kind.tally(self.body, response):
            self._counts[label] += players
            if label in spellings:
                self._spelled.setdefault(label, Counter())[spellings[label]] += players

    def with_one_more(self, response: Any) -> "Tally":  # Any: the type's Response
        """Return a tally that counts this response, too."""
        found = Tally(self.kind, self.body)
        found.players = self.players
        found._counts = self._counts.copy()
        found._spelled = {label: seen.copy() for label, seen in self._spelled.items()}
        found.add(response)
        return found

    def shown(self, noted: Any, opaque_ids: bool) -> Others:
        """Return what players may see; `noted` is the body with the answers that are hidden now.

        `opaque_ids`: whether their attempt shows choices by opaque ids.
        """
        options = self.kind.options(self.body)
        ids = self.kind.shown_options(self.body) if opaque_ids else {}
        visible = [one for one in self._counts if self.kind.hidden_by(noted, one) is None]
        frequent = sorted(visible, key=lambda label: (-self._counts[label], label))
        listed = list(options) if options else frequent[: self.kind.most_labels]
        return Others(
            players=self.players,
            answers=[
                GivenAnswer(
                    label=ids.get(label) or self._usual(label) or label, count=self._counts[label]
                )
                for label in listed
            ],
            more=len(set(visible) - set(listed)),
        )

    def _usual(self, label: str) -> str | None:
        """The most frequent spelling; of several, the first by alphabet."""
        seen = self._spelled.get(label)
        return min(seen, key=lambda text: (-seen[text], text)) if seen else None
