"""Markdown that shows a text as it was typed."""

import re

ANYWHERE = re.compile(r"[\\`*$\[]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=\S)|&(?=#?\w+;)")
AT_FIRST = re.compile(r"^([0-9]{1,9}(?=[.)](?:\s|$))|(?=>|#+(?:\s|$)|[-+:=|](?:[-+:=|\s]|$)))")
"""Where a backslash keeps a line from being a heading, a quotation, a list, a rule or a table."""


def as_typed(lines: list[str]) -> str:
    """One paragraph of these lines, without spaces around them."""
    plain = (ANYWHERE.sub(r"\\\g<0>", line) for line in lines if line)
    return "\\\n".join(AT_FIRST.sub(r"\1\\", line) for line in plain)
