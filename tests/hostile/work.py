"""What the tests let run within limits."""

import time
from pathlib import Path

from PIL import Image

from backend.errors.questions import SameId


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
