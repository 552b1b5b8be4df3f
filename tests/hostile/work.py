"""What the tests let run within limits."""

import sys
import time
from pathlib import Path
from time import process_time
from typing import Any

from PIL import Image

from backend.errors.questions import SameId
from backend.markdown import render

LENGTH = 60_000
"""Characters of the texts that `used` tries."""
PIECES = (
    *(" ", "a", "\n", "[", "![", "](", "`", "$", "\\", "*", '"', "<", "{", "a ", " {", "_", "&"),
    *("## Question: ", "### Answer ", "```\n", "[[", "- [ ] ", "a: ", "ANSWER: ", "media:", "\\a"),
)

FIRST = ("", "![", "## Question: x {a", "$", "a")
"""What the texts begin with."""


def loaded_by(markdown: str) -> list[str]:
    """The modules that are loaded to render this."""
    before = set(sys.modules)
    render(markdown)
    return sorted(set(sys.modules) - before)


def refuse() -> None:
    raise SameId(what="choices")


def fail() -> None:
    raise KeyError("in work")


def fill_memory() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def fill_memory_outside_of_python() -> None:
    kept = []
    while True:
        kept.append(Image.new("RGBA", (1000, 1000)))


def write(path: str) -> None:
    Path(path).write_text("a")


def span(seconds: float) -> tuple[float, float]:
    began = time.monotonic()
    time.sleep(seconds)
    return began, time.monotonic()


def used(pattern: Any, method: str, first: str) -> tuple[float, str]:  # Any: of str or bytes
    """The longest time on a hostile text that begins with `first`, and which that was."""
    worst = (0.0, "")
    for piece in PIECES:
        text = first + piece * (LENGTH // len(piece)) + "\0"
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        began = process_time()
        if method == "sub":
            pattern.sub(given[:0], given)
        elif method == "finditer":
            list(pattern.finditer(given))
        else:
            getattr(pattern, method)(given)
        worst = max(worst, (process_time() - began, f"{first!r} {piece!r}"))
    return worst


def begin(begun: Path) -> None:
    """Show that the call is running, and take long."""
    begun.touch()
    time.sleep(4)
