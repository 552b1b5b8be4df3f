"""What a format offers: to recognise its files, to read them and to write them, all as bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

from ..document.quiz import QuizDocument
from ..document.report import Loss, Report

LARGEST = 1024 * 1024
"""Bytes of a file, unless its format says otherwise."""


class Likeness(IntEnum):
    """How much a file looks like those of a format."""

    NONE = 0
    POSSIBLE = 1
    """Nothing speaks against it, as with text and the format of plain text."""
    NAMED = 2
    """Its name ends as theirs do."""
    MARKED = 3
    """It begins with, or holds, what files of other formats do not."""


class Exported(NamedTuple):
    """A quiz in a format."""

    content: bytes
    losses: list[Loss] = []  # noqa: RUF012  (never changed)
    """What the format has no place for."""


MediaContent = Callable[[str], tuple[str, bytes]]
"""Media type and content of the image or sound with this id."""


class Reader(Protocol):
    """Reads a file. Never raises: what is wrong is in the report.

    `title` is that of the quiz that the questions are added to: the file then needs none.
    """

    def __call__(self, content: bytes, title: str | None = None) -> Report: ...


class Writer(Protocol):
    """Writes a quiz. Never raises: what the format cannot hold is a loss.

    `media` is asked for what the quiz uses, where a format carries images and sounds.
    """

    def __call__(self, document: QuizDocument, media: MediaContent) -> Exported: ...


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    name: str
    title: str
    """For people: its proper name."""
    suffixes: tuple[str, ...]
    """Of its files, in small letters, the usual one first. Others may use the same."""
    media_type: str
    looks_like: Callable[[bytes], Likeness]
    """By its content alone. The whole of it is given: a ZIP lists what it holds at its end."""
    read: Reader | None = None
    write: Writer | None = None
    full: bool = False
    """It has a place for all of a quiz: `write` then `read` gives the same document."""
    binary: bool = True
    """Not text: it cannot be pasted, and a fault has no line to show."""
    limit: int = LARGEST
    """Bytes of a file; checked before it is read. The API takes 8 MB at most."""

    def is_named(self, name: str) -> bool:
        return name.lower().endswith(self.suffixes)

    def recognises(self, name: str | None, content: bytes) -> Likeness:
        """Without a name, such as for what is pasted, only the content counts."""
        if not name:
            return self.looks_like(content)
        if not self.is_named(name):
            return Likeness.NONE
        return max(Likeness.NAMED, self.looks_like(content))
