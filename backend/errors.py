"""Why a request is refused. The API turns each into a status; the message is for the player."""

from typing import Any


class NotFound(Exception):
    """There is no such quiz or attempt."""


class NotDrawn(Exception):
    """The question is not part of this attempt."""


class AlreadyFinished(Exception):
    """The attempt is over: nothing can be answered any more."""


class NameTaken(Exception):
    """The attempt already stands on the leaderboard under another name."""


class QuizEmpty(Exception):
    """The quiz has no questions yet, so it cannot be played."""


class SignedOut(Exception):
    """Only people with an account may do this, and nobody is signed in."""


class Forbidden(Exception):
    """Who is signed in may not do this."""


class Taken(Exception):
    """There is one already, or somebody was faster."""


class Stale(Exception):
    """Somebody else changed it since it was read. Nothing of theirs is overwritten."""

    def __init__(self, message: str, current: dict[str, Any]) -> None:  # Any: JSON
        super().__init__(message)
        self.current = current


class Unpublishable(Exception):
    """Something in the draft has to be put right first."""

    def __init__(self, message: str, faults: list[tuple[str | None, str, str]]) -> None:
        """Each fault: the question's id in the draft, if it is a question's, field and message."""
        super().__init__(message)
        self.faults = faults


class Unacceptable(ValueError):
    """One field of the request cannot be accepted."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TooSoon(Exception):
    """Too many tries: the next one counts after some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"There were too many tries. Wait {_duration(seconds)}, then try again.")
        self.seconds = seconds


def _duration(seconds: int) -> str:
    if seconds < 100:
        return f"{seconds} seconds" if seconds != 1 else "1 second"
    return f"{-(-seconds // 60)} minutes"


class TimeUp(Exception):
    """The time for the question, or for the whole attempt, is over."""


class NotAsked(Exception):
    """The question comes later: questions are shown one at a time, in order."""


class NotOpen(Exception):
    """The quiz cannot be started yet, or not any more."""


class WrongCode(Exception):
    """The quiz needs an access code, and this is not it."""


class NoAttemptsLeft(Exception):
    """The player has played this quiz as often as it allows."""


class PlayerUnknown(Exception):
    """The quiz counts attempts, so whoever starts one has to say who they are."""


class MediaRefused(Exception):
    """This is no image or sound that can be stored."""


class MediaTooLarge(Exception):
    """An image or a sound has more bytes than can be stored."""


class MediaMissing(Exception):
    """A question names an image or a sound that is not stored, or in a place where it cannot be."""
