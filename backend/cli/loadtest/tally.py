import threading
from collections import Counter
from typing import Any


class Tally:
    """Counts and timings of all players so far."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}
        """How long successful requests took, by kind."""
        self.errors: Counter[str] = Counter()
        """Failed tries, by error."""
        self.given_up = 0
        """Requests that failed permanently, after all their retries."""
        self.answers = 0
        """Acknowledged answers."""
        self.games = 0
        self.playing = 0
        self.wrong: Counter[str] = Counter()
        """`lost`: acknowledged, but not stored; `changed`: stored with a different verdict;
        `double`: counted more than once."""
        self._lock = threading.Lock()

    def took(self, kind: str, seconds: float) -> None:
        with self._lock:
            self.seconds.setdefault(kind, []).append(seconds)

    def add(self, **counts: int) -> None:
        with self._lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)

    def failed(self, error: str) -> None:
        with self._lock:
            self.errors[error] += 1

    def found_wrong(self, what: str) -> None:
        with self._lock:
            self.wrong[what] += 1

    @property
    def sound(self) -> bool:
        return not self.given_up and not self.wrong

    def requests(self) -> int:
        with self._lock:
            return sum(len(times) for times in self.seconds.values())

    def percentiles(self) -> dict[str, dict[str, float]]:
        """Return the count, p50, p95, p99 and max in seconds, by kind of request."""
        with self._lock:
            return {kind: _spread(sorted(times)) for kind, times in sorted(self.seconds.items())}

    def spread(self, kind: str) -> dict[str, float]:
        """Return what `percentiles` does, of one kind; zeros before the first."""
        with self._lock:
            return _spread(sorted(self.seconds.get(kind) or [0.0]))

    def report(self, seconds: float) -> dict[str, Any]:  # Any: JSON
        return {
            "duration_seconds": round(seconds, 3),
            "requests": self.requests(),
            "requests_per_second": round(self.requests() / seconds, 1),
            "games": self.games,
            "answers": self.answers,
            "latency_seconds": self.percentiles(),
            "errors": dict(self.errors),
            "given_up": self.given_up,
            **{what: self.wrong[what] for what in ("lost", "changed", "double")},
        }


def _spread(times: list[float]) -> dict[str, float]:
    def at(share: float) -> float:
        return round(times[min(int(len(times) * share), len(times) - 1)], 4)

    return {
        "requests": len(times),
        "p50": at(0.5),
        "p95": at(0.95),
        "p99": at(0.99),
        "max": round(times[-1], 4),
    }
