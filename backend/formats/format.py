"""What a format has to offer."""

from collections.abc import Callable
from dataclasses import dataclass

from .document import QuizDocument
from .report import Report


@dataclass(frozen=True)
class Format:
    """One way to read a quiz."""

    name: str
    suffixes: tuple[str, ...]
    """Of its files, the usual one first."""
    media_type: str
    read: Callable[[str, str | None], Report]
    """Of a file's text, and of the title for one that has none: of the quiz that its questions go
    into. Without it, the file needs its own. Never raises: what is wrong stands in the report."""


@dataclass(frozen=True)
class FullFormat(Format):
    """One that has a place for all of a quiz: `write` then `read` gives the same document."""

    write: Callable[[QuizDocument], str]
