"""What all drawings share: the colours, a curve through points, and the frame."""

from collections.abc import Iterable, Sequence

PAPER, INK, SOFT = "#fff8e7", "#1b1b2f", "#55556b"
SEA, LAND, COAST = "#bcdcf0", "#efe0ae", "#8a7a4a"
BLUE, ORANGE, GREEN, RED, PLUM, YELLOW = (
    "#1f4fe0",
    "#cc7a1f",
    "#3f8f4f",
    "#c8102e",
    "#7b3f98",
    "#ffd23f",
)
NIGHT = "#0f1830"

Point = tuple[float, float]


def document(width: int, height: int, parts: Iterable[str], background: str = PAPER) -> str:
    """An SVG of this size in pixels; text in it is 44 pixels high, 11 on a narrow phone."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" font-family="Atkinson Hyperlegible Next, Arimo,'
            ' Arial, sans-serif" font-size="44" stroke-linejoin="round" stroke-linecap="round">',
            f'<rect width="{width}" height="{height}" fill="{background}"/>',
            *parts,
            "</svg>",
        ]
    )


def curve(points: Sequence[Point], closed: bool = True) -> str:
    """A smooth path through all points (a Catmull-Rom spline)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = (at(index + step) for step in (-1, 0, 1, 2))
        path.append(
            f"C{start[0] + (end[0] - before[0]) / 8:.1f} {start[1] + (end[1] - before[1]) / 8:.1f}"
            f" {end[0] - (after[0] - start[0]) / 8:.1f} {end[1] - (after[1] - start[1]) / 8:.1f}"
            f" {end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(path) + ("Z" if closed else "")


def shape(
    path: str, fill: str = "none", stroke: str = INK, width: float = 4, more: str = ""
) -> str:
    return f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" {more}/>'


def line(start: Point, end: Point, stroke: str = INK, width: float = 4, more: str = "") -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"'
        f' stroke-width="{width}" {more}/>'
    )


def arrow(start: Point, end: Point, stroke: str = INK, width: float = 6) -> str:
    """A line with a head at its end."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    size = 4 * width
    back = (x2 - size * dx, y2 - size * dy)
    left = (back[0] - size * 0.5 * dy, back[1] + size * 0.5 * dx)
    right = (back[0] + size * 0.5 * dy, back[1] - size * 0.5 * dx)
    head = " ".join(f"{x:.1f},{y:.1f}" for x, y in (left, (x2, y2), right))
    return line(start, back, stroke, width) + f'<polygon points="{head}" fill="{stroke}"/>'


def dot(x: float, y: float, r: float, fill: str, stroke: str = "none", width: float = 4) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{width}"/>'
    )


def box(
    x: float, y: float, w: float, h: float, fill: str, stroke: str = "none", more: str = ""
) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"'
        f' stroke="{stroke}" stroke-width="4" {more}/>'
    )


def text(x: float, y: float, words: str, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="middle" {more}>{words}</text>'
