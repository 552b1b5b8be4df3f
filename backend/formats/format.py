"""What a format has to offer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..document.quiz import QuizDocument
from ..document.report import Report


class Reader(Protocol):
    """Reads the text of a file. Never raises: what is wrong stands in the report.

    `title` is of the quiz that the questions go into: then the file needs none of its own.
    """

    def __call__(self, text: str, title: str | None = None) -> Report: ...


@dataclass(frozen=True)
class Format:
    """One way to read a quiz."""

    name: str
    suffixes: tuple[str, ...]
    """Of its files, the usual one first."""
    media_type: str
    read: Reader


@dataclass(frozen=True)
class FullFormat(Format):
    """One that has a place for all of a quiz: `write` then `read` gives the same document."""

    write: Callable[[QuizDocument], str]
