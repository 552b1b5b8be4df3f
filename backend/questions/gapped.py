"""A text with gaps: where they are, and how it is rendered around them."""

import re
from collections import Counter
from typing import Any

from ..markdown import render
from .written import Misread, read_flow, write_flow

MARKER = re.compile(r"\[\[([a-z][a-z0-9-]{0,29})\]\]")
TAG = re.compile(r"<(/?)([a-z0-9]+)(?:[^>\"]|\"[^\"]*\")*>")
UNFIT = {"a", "math"}
"""Elements that can hold no field."""


def require_gaps_to_fit(text: str, names: set[str]) -> None:
    """Raises ValueError unless each gap is marked in the text once, where a field can be."""
    marked = Counter(MARKER.findall(text))
    for name in sorted(marked.keys() - names):
        raise ValueError(f"the text has [[{name}]], and there is no gap {name!r}")
    for name in sorted(names):
        if marked[name] != 1:
            times = "not" if marked[name] == 0 else "more than once"
            raise ValueError(f"the gap {name!r} is {times} in the text: write [[{name}]] once")
    render_gapped(text)


def render_gapped(text: str) -> tuple[str, list[str]]:
    """HTML with an empty `<span class="gap" data-gap="…">` for each marker, and the names in order.

    For Markdown and for the highlighting of code each gap is a word; that is replaced in the HTML.
    Raises ValueError for a gap in a formula, a link or an address, which can hold no field.
    """
    # No end of it is its beginning, so it is found only where it was put; and its first letter
    # means nothing in code behind % or \.
    word = "ygapq"
    while word in text:
        word += "q"
    names = MARKER.findall(text)
    place = {f"{word}{chr(ord('a') + at)}": name for at, name in enumerate(names)}
    words = iter(place)
    html = render(MARKER.sub(lambda _marker: next(words), text))

    placed = _places(html, re.compile("|".join(place)))
    for found, name in place.items():
        if placed.count(found) != 1:
            raise ValueError(f"the gap {name!r} is where no field can be: in a link or a formula")
    for found, name in place.items():
        html = html.replace(found, f'<span class="gap" data-gap="{name}"></span>')
    return html, [place[found] for found in placed]


def _places(html: str, words: re.Pattern[str]) -> list[str]:
    """The words that stand where a field can be, in their order."""
    placed: list[str] = []
    unfit = 0
    at = 0
    for tag in TAG.finditer(html):
        if not unfit:
            placed += words.findall(html[at : tag.start()])
        if tag[2] in UNFIT:
            unfit += -1 if tag[1] else 1
        at = tag.end()
    if not unfit:
        placed += words.findall(html[at:])
    return placed


GAP = re.compile(r"\[\[([^\[\]]+)\]\]: *(\S.*)$")


def write_gapped(text: str, gaps: dict[str, Any]) -> str:  # Any: JSON
    """The text and, below an empty line, a line for each gap."""
    told = [f"[[{name}]]: {write_flow(_short(gap))}" for name, gap in gaps.items()]
    return "\n".join([text, "", *told])


def _short(value: Any) -> Any:  # Any: JSON of a gap
    """As an author would write it: `Rome` for `{text: Rome}`, 4806 for 4806.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_short(item) for item in value]
    if isinstance(value, dict):
        return value["text"] if set(value) == {"text"} else {k: _short(v) for k, v in value.items()}
    return value


def read_gapped(lines: list[str]) -> tuple[str, dict[str, Any]]:  # Any: JSON
    """The text and its gaps. Raises Misread."""
    gaps: dict[str, Any] = {}
    end = len(lines)
    while end and (found := GAP.match(lines[end - 1])):
        if found[1] in gaps:
            raise Misread(f"the gap {found[1]!r} is told twice")
        gaps[found[1]] = read_flow(found[2])
        end -= 1
    if not gaps:
        raise Misread("below the text, a line tells each gap: `[[name]]: {accept: [answer]}`")
    if end and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[:end]), dict(reversed(gaps.items()))
