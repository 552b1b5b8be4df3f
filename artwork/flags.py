"""The flags of the pack "Maps and places"."""

from math import cos, pi, sin

from .svg import INK, box, document, dot


def flags() -> str:
    """Six flags in two rows of three."""
    return document(
        1200,
        760,
        [
            *_flag(60, 70, [box(0, 0, 300, 200, "#fff"), dot(150, 100, 60, "#bc002d")]),
            *_flag(
                450,
                70,
                [
                    box(0, 0, 300, 200, "#fff"),
                    box(0, 0, 100, 200, "#008c45"),
                    box(200, 0, 100, 200, "#cd212a"),
                ],
            ),
            _nepal(880, 50),
            *_flag(
                60,
                450,
                [
                    box(0, 0, 300, 200, "#006aa7"),
                    box(94, 0, 38, 200, "#fecc02"),
                    box(0, 81, 300, 38, "#fecc02"),
                ],
            ),
            *_flag(
                500,
                450,
                [
                    box(0, 0, 200, 200, "#da291c"),
                    box(81, 38, 38, 124, "#fff"),
                    box(38, 81, 124, 38, "#fff"),
                ],
                200,
            ),
            *_flag(
                840,
                450,
                [
                    box(0, 0, 300, 200, "#009b3a"),
                    '<path d="M0 0L150 100L0 200Z M300 0L150 100L300 200Z" fill="#111"/>',
                    '<path d="M0 0L300 200M300 0L0 200" stroke="#fed100" stroke-width="34"/>',
                ],
            ),
        ],
        "#e9e2cf",
    )


def _flag(x: float, y: float, parts: list[str], width: float = 300) -> list[str]:
    clip = f"clip-{x:.0f}-{y:.0f}"
    return [
        f'<clipPath id="{clip}"><rect width="{width}" height="200"/></clipPath>',
        f'<g transform="translate({x},{y})"><g clip-path="url(#{clip})">{"".join(parts)}</g>',
        f"{box(0, 0, width, 200, 'none', INK)}</g>",
    ]


def _nepal(x: float, y: float) -> str:
    """Simplified: two pennants, a moon and a sun."""
    rays = "".join(
        f'<line x1="62" y1="178" x2="{62 + 36 * sin(turn * pi / 6):.1f}"'
        f' y2="{178 - 36 * cos(turn * pi / 6):.1f}" stroke="#fff" stroke-width="8"/>'
        for turn in range(12)
    )
    return (
        f'<g transform="translate({x},{y})">'
        '<path d="M0 0L190 128H72L190 244H0Z" fill="#dc143c" stroke="#003893" stroke-width="14"'
        ' stroke-linejoin="miter"/>'
        f"{rays}{dot(62, 178, 22, '#fff')}"
        '<path d="M24 84A40 40 0 0 0 104 84A46 40 0 0 1 24 84Z" fill="#fff"/>'
        f"{dot(64, 90, 12, '#fff')}</g>"
    )


DRAWINGS = {
    "flags": flags,
}
