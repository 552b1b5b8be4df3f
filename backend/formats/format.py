"""The interface of a format: recognise, read and write its files, all as bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

from ..document.quiz import QuizDocument
from ..document.report import Loss, Report

LARGEST = 1024 * 1024
"""Maximum bytes of a file, unless its format sets another limit."""


class Likeness(IntEnum):
    """How much a file looks like one of a format."""

    NONE = 0
    POSSIBLE = 1
    """Nothing rules it out, such as plain text for any text."""
    NAMED = 2
    """Its name has the format's suffix."""
    MARKED = 3
    """Its content has a mark that files of other formats do not have."""


class Exported(NamedTuple):
    """A quiz, written in a format."""

    content: bytes
    losses: list[Loss] = []  # noqa: RUF012  (never changed)
    """What the format cannot represent."""


MediaContent = Callable[[str], tuple[str, bytes]]
"""Returns the media type and content of the image or sound with this id."""


class Reader(Protocol):
    """Reads a file. Never raises: faults are in the report.

    `title` is the title of the quiz that the questions are added to; then the file needs none.
    """

    def __call__(self, content: bytes, title: str | None = None) -> Report: ...


class Writer(Protocol):
    """Writes a quiz. Never raises: what the format cannot represent is a loss.

    A format that can contain images and sounds loads them with `media`.
    """

    def __call__(self, document: QuizDocument, media: MediaContent) -> Exported: ...


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    name: str
    title: str
    """Its name for display."""
    suffixes: tuple[str, ...]
    """Lower-case file suffixes, the usual one first. Formats may share them."""
    media_type: str
    looks_like: Callable[[bytes], Likeness]
    """Judges by the content alone: all of it, since a ZIP has its directory at the end."""
    read: Reader | None = None
    write: Writer | None = None
    full: bool = False
    """Whether it can represent everything: `write`, then `read` returns the same document."""
    binary: bool = True
    """Not text: it cannot be pasted, and its faults have no lines."""
    titled_by_name: bool = False
    """Whether a file without a title has its name as title."""
    limit: int = LARGEST
    """Maximum bytes of a file, checked before reading. The API accepts at most 8 MB."""

    def is_named(self, name: str) -> bool:
        return name.lower().endswith(self.suffixes)

    def recognises(self, name: str | None, content: bytes) -> Likeness:
        """Judge by name and content; without a name, such as for pasted text, by content only."""
        if not name:
            return self.looks_like(content)
        if not self.is_named(name):
            return Likeness.NONE
        return max(Likeness.NAMED, self.looks_like(content))
