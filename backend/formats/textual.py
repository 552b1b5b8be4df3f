"""Text formats: they get lines that end with `\\n`, whatever line ends the file has."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from typing import Protocol

from ..document.quiz import QuizDocument
from ..document.report import Report, nothing
from ..errors.files import NotUtf8
from .format import LARGEST, Exported, Format, Likeness, MediaContent

HEAD = 64 * 1024
"""Bytes from which the format of a text is recognised."""


class TextReader(Protocol):
    """Reads a text, as Reader reads bytes."""

    def __call__(self, text: str, title: str | None = None) -> Report: ...


def text_format(
    *,
    name: str,
    title: str,
    suffixes: tuple[str, ...],
    media_type: str,
    looks_like: Callable[[str], Likeness],
    read: TextReader,
    write: Callable[[QuizDocument], str] | None = None,
    full: bool = False,
    titled_by_name: bool = False,
    limit: int = LARGEST,
) -> Format:
    """A format whose files are text in UTF-8, or in UTF-16 with a byte order mark.

    Other encodings are refused: a guess would store wrong letters.
    """

    def looks_like_bytes(content: bytes) -> Likeness:
        return looks_like(_lines(content[:HEAD].decode(_encoding(content), "replace")))

    def read_bytes(content: bytes, title: str | None = None) -> Report:
        try:
            text = content.decode(_encoding(content))
        except UnicodeDecodeError as error:
            return nothing(content[: error.start].count(b"\n") + 1, NotUtf8())
        return read(_lines(text), title)

    def write_bytes(document: QuizDocument, media: MediaContent) -> Exported:  # noqa: ARG001
        assert write  # noqa: S101  (for mypy)
        return Exported(write(document).encode())

    return Format(
        name=name,
        title=title,
        suffixes=suffixes,
        media_type=media_type,
        looks_like=looks_like_bytes,
        read=read_bytes,
        write=write_bytes if write else None,
        full=full,
        binary=False,
        titled_by_name=titled_by_name,
        limit=limit,
    )


def _encoding(content: bytes) -> str:
    return "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
