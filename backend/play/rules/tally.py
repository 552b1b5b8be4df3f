"""How often each answer to a question was given, in its usual spelling."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from ...questions import QuestionType


class Tally:
    """Counts the responses to one edition of a question."""

    def __init__(self, kind: QuestionType[Any, Any], body: Any) -> None:
        """Any: each type has its own models."""
        self.kind = kind
        self.body = body
        self.players = 0
        self.counts: Counter[str] = Counter()
        """By label: one response may count under several."""
        self.examples: dict[str, Any] = {}  # Any: the type's Response
        """The first response that counts under each label."""
        self._spelled: dict[str, Counter[str]] = {}

    def add(self, response: Any, players: int = 1) -> None:  # Any: the type's Response
        """Count a response that so many players gave."""
        self.players += players
        spellings = self.kind.spellings(self.body, response)
        for label in self.kind.tally(self.body, response):
            self.counts[label] += players
            self.examples.setdefault(label, response)
            if label in spellings:
                self._spelled.setdefault(label, Counter())[spellings[label]] += players

    def with_one_more(self, response: Any) -> "Tally":  # Any: the type's Response
        """Return a tally that counts this response, too."""
        found = Tally(self.kind, self.body)
        found.players = self.players
        found.counts = self.counts.copy()
        found.examples = self.examples.copy()
        found._spelled = {label: seen.copy() for label, seen in self._spelled.items()}
        found.add(response)
        return found

    def listed(self, labels: Collection[str]) -> list[str]:
        """All options in the author's order, or the most frequent of these labels."""
        if options := self.kind.options(self.body):
            return list(options)
        frequent = sorted(labels, key=lambda label: (-self.counts[label], label))
        return frequent[: self.kind.most_labels]

    def usual(self, label: str) -> str | None:
        """The most frequent spelling; of several, the first by alphabet; None: it has none."""
        seen = self._spelled.get(label)
        return min(seen, key=lambda text: (-seen[text], text)) if seen else None
