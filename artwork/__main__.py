"""Draw the packs' pictures into backend/packs/media/: `python -m artwork [NAME …]`."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.browser import launched

from . import earth, flags, maps, physics, tour

MEDIA = Path(__file__).parents[1] / "backend/packs/media"
WIDTH = 960  # pixels: sharp on a phone, and small
DRAWINGS = {
    **tour.DRAWINGS,
    **maps.DRAWINGS,
    **earth.DRAWINGS,
    **flags.DRAWINGS,
    **physics.DRAWINGS,
}


def draw(names: list[str]) -> None:
    with launched() as browser:
        page = browser.new_page()
        for name in names:
            svg = DRAWINGS[name]()
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
            png = page.locator("svg").screenshot()
            file = MEDIA / f"{name}.webp"
            drawn = Image.open(BytesIO(png)).convert("RGB")
            drawn = drawn.resize((WIDTH, round(drawn.height * WIDTH / drawn.width)))
            drawn.save(file, quality=75, method=6)
            print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    draw(sys.argv[1:] or list(DRAWINGS))
