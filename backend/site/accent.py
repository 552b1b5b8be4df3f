"""The accent colour, as it can be used on paper and ink in both themes.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21.
"""

from typing import NamedTuple, TypeAlias

Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

# As in client/src/styles/tokens.css; a test compares them.
INK: Colour = (0x1B, 0x1B, 0x2F)
WHITE: Colour = (0xFF, 0xFF, 0xFF)
DARK_PAPER: Colour = (0x14, 0x1A, 0x2E)
DARK_CARD: Colour = (0x1F, 0x27, 0x42)
TEXT = 4.5
"""Contrast that text on the colour needs."""
EDGE = 3.0
"""Contrast with the page that the edge of a button needs. In the light theme the edge is ink."""


class Accent(NamedTuple):
    """The colour of one theme, and of text on it."""

    colour: Colour
    on: Colour


def contrast(one: Colour, other: Colour) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def in_light(colour: Colour) -> Accent:
    """The colour itself, or the nearest lighter or darker one on which text can be read."""
    for step in range(101):
        for other in (WHITE, INK):
            near = mix(colour, other, step / 100)
            on = max((INK, WHITE), key=lambda text: contrast(near, text))
            if contrast(near, on) >= TEXT:
                return Accent(near, on)
    raise AssertionError("ink can be read on white")


def in_dark(colour: Colour) -> Accent:
    """The same for the dark theme, where a button has no other edge than its colour."""
    for step in range(101):
        found = in_light(mix(colour, WHITE, step / 100))
        if min(contrast(found.colour, page) for page in (DARK_PAPER, DARK_CARD)) >= EDGE:
            return found
    raise AssertionError("white can be seen on dark paper")


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """The colour with this share (0..1) of the other."""
    red, green, blue = (
        round(mine + (theirs - mine) * share) for mine, theirs in zip(colour, other, strict=True)
    )
    return red, green, blue


def read_colour(text: str) -> Colour:
    """`#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def write_colour(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def variables(accent: str | None) -> dict[str, str]:
    """What replaces the yellow of client/src/styles/tokens.css; empty without an accent."""
    if accent is None:
        return {}
    colour = read_colour(accent)
    light, dark = in_light(colour), in_dark(colour)
    pairs = {
        "sun": (light.colour, dark.colour),
        "on-sun": (light.on, dark.on),
        "sun-soft": (mix(WHITE, light.colour, 0.25), mix(DARK_CARD, dark.colour, 0.2)),
    }
    return {
        f"--{name}": f"light-dark({write_colour(one)}, {write_colour(other)})"
        for name, (one, other) in pairs.items()
    }


def stylesheet(accent: str | None) -> str:
    """The same for every page."""
    found = variables(accent)
    if not found:
        return ""
    lines = " ".join(f"{name}: {colour};" for name, colour in found.items())
    # Twice, so that it counts more than the client's own, whichever comes first.
    return f":root:root {{ {lines} }}\n"


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
