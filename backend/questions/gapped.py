"""A text with gaps: where they are, and how it is rendered around them."""

import re
from collections import Counter
from typing import Any

from ..errors.markdown_files import GapDefinedTwice, GapsExpected
from ..errors.questions import GapMisplaced, GapNotInText, GapTwiceInText, GapUndefined
from ..markdown import render, was_checked
from .written import read_flow, write_flow

MARKER = re.compile(r"\[\[([a-z][a-z0-9-]{0,29})\]\]")
TAG = re.compile(r"<(/?)([a-z0-9]+)(?:[^>\"]|\"[^\"]*\")*>")
UNFIT = {"a", "math"}
"""Elements that cannot contain an input field."""


def require_gaps_to_fit(text: str, names: set[str]) -> None:
    """Raise a Fault unless the text marks each gap once, where an input field can be."""
    marked = Counter(MARKER.findall(text))
    for name in sorted(marked.keys() - names):
        raise GapUndefined(gap=name)
    for name in sorted(names):
        if marked[name] == 0:
            raise GapNotInText(gap=name)
        if marked[name] > 1:
            raise GapTwiceInText(gap=name)
    if not was_checked():
        render_gapped(text)


def render_gapped(text: str) -> tuple[str, list[str]]:
    """Render an empty `<span class="gap" data-gap="…">` per marker; return names in order, too.

    For Markdown and code highlighting each gap is a word, which is replaced in the HTML. Raises
    GapMisplaced for a gap in a formula, a link or an address: they cannot contain a field.
    """
    # No suffix of the word is a prefix of it, so it is found only where it was inserted; and its
    # first letter has no meaning in code after % or \.
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
            raise GapMisplaced(gap=name)
    for found, name in place.items():
        html = html.replace(found, f'<span class="gap" data-gap="{name}"></span>')
    return html, [place[found] for found in placed]


def _places(html: str, words: re.Pattern[str]) -> list[str]:
    """The words found where an input field can be, in order."""
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
    lines = [f"[[{name}]]: {write_flow(_short(gap))}" for name, gap in gaps.items()]
    return "\n".join([text, "", *lines])


def _short(gap: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Shorten as an author would: `Rome` for `{text: Rome}`."""
    if "accept" not in gap:
        return gap
    accept = [one["text"] if set(one) == {"text"} else one for one in gap["accept"]]
    return {**gap, "accept": accept}


def read_gapped(lines: list[str]) -> tuple[str, dict[str, Any]]:  # Any: JSON
    """Parse the text and its gaps. Raises Misread."""
    gaps: dict[str, Any] = {}
    end = len(lines)
    while end and (found := GAP.match(lines[end - 1])):
        if found[1] in gaps:
            raise GapDefinedTwice(gap=found[1])
        gaps[found[1]] = read_flow(found[2])
        end -= 1
    if not gaps:
        raise GapsExpected
    if end and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[:end]), dict(reversed(gaps.items()))
