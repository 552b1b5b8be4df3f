"""Escape typed text as Markdown that shows it literally."""

import re

ANYWHERE = re.compile(r"[\\`*$\[]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=\S)|&(?=#?\w+;)")
AT_FIRST = re.compile(r"^([0-9]{1,9}(?=[.)](?:\s|$))|(?=>|#+(?:\s|$)|[-+:=|](?:[-+:=|\s]|$)))")
"""Where a backslash prevents a heading, a quotation, a list, a rule or a table."""


def as_typed(lines: list[str]) -> str:
    """Return the lines as one paragraph. They must have no surrounding spaces."""
    plain = (ANYWHERE.sub(r"\\\g<0>", line) for line in lines if line)
    return "\\\n".join(AT_FIRST.sub(r"\1\\", line) for line in plain)
