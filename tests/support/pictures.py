"""Pictures of the guides, taken by tests as readers would, and codes that cameras read."""

import os
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Page

COLOURS = 128
GAP = 24
"""Pixels between pictures that stand side by side."""


class Pictures:
    """They are saved in the folder that PICTURES names; without it, in one that is thrown away."""

    def __init__(self, thrown_away: Path) -> None:
        wanted = os.environ.get("PICTURES")
        self.folder = Path(wanted).resolve() if wanted else thrown_away
        self.folder.mkdir(exist_ok=True)
        self.made: set[str] = set()

    def take(self, name: str, *pages: Page) -> None:
        """What these pages show, side by side."""
        shots = [Image.open(BytesIO(page.screenshot())) for page in pages]
        size = (sum(one.width + GAP for one in shots) - GAP, max(one.height for one in shots))
        drawn = Image.new("RGB", size, "white")
        left = 0
        for shot in shots:
            drawn.paste(shot, (left, (size[1] - shot.height) // 2))
            left += shot.width + GAP
        self.made.add(name)
        # A third of the size, and no difference is seen: the screens have few colours.
        few = drawn.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(self.folder / f"{name}.png", optimize=True)


def decoded(picture: bytes) -> str:
    """What a phone's camera reads."""
    with Image.open(BytesIO(picture)) as image:
        [code] = zxingcpp.read_barcodes(image.convert("L"))
    return str(code.text)
