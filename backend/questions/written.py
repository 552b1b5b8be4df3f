"""Lists and the options after them, which the types' forms in Markdown files share."""

import re
from collections.abc import Collection
from typing import Any

from ..errors.files import NotReadAsYaml
from ..errors.markdown_files import NoSingleValue, NotInList, NoValue
from ..yaml_text import BadYaml, Loaded, dump_flow

OPTION = re.compile(r"([a-z_]+): (\S.*)$")
ITEM = re.compile(r"- (?:\[(?P<box>[ xX])\] )?(?P<text>.*)$")
NUMBERED = re.compile(r"[0-9]{1,2}[.)] (?P<text>.*)$")
TRAILING = re.compile(r"(.*?) (\{[^{}]*\})$", re.DOTALL)


class Item:
    """A list item: `- text`, or `- [x] text` where it can be ticked."""

    def __init__(self, ticked: bool | None, text: str) -> None:
        self.ticked = ticked
        self.text = text


def write_item(text: str, ticked: bool | None = None, bullet: str = "-") -> str:
    """One or more lines; those after the first are indented."""
    box = "" if ticked is None else "[x] " if ticked else "[ ] "
    first, *rest = text.split("\n")
    indent = " " * (len(bullet) + 1)
    return "\n".join([f"{bullet} {box}{first}", *(indent + line if line else "" for line in rest)])


def write_options(options: dict[str, Any]) -> list[str]:  # Any: JSON without depth
    """`name: value`, one per line."""
    return [f"{name}: {write_flow([value])[1:-1]}" for name, value in options.items()]


def write_flow(value: Any) -> str:  # Any: JSON
    """A value as one line of YAML; 2.0 becomes 2."""
    return dump_flow(_plain(value))


def _plain(value: Any) -> Any:  # Any: JSON
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def with_options(items: list[str], options: dict[str, Any]) -> str:  # Any: JSON without depth
    """A list and, below an empty line, its options."""
    return "\n".join([*items, *(["", *write_options(options)] if options else [])])


def read_items(
    lines: list[str],
    bullet: re.Pattern[str] = ITEM,
    indent: int = 2,
    lists: Collection[str] = (),
) -> tuple[list[Item], dict[str, Any]]:  # Any: JSON
    """Parse the list and the options after it. Raises Misread.

    `lists` names the options that may be a YAML list or mapping; others are single values.
    """
    texts: list[list[str]] = []
    ticks: list[bool | None] = []
    options: dict[str, Any] = {}
    for line in lines:
        if found := bullet.match(line):
            box = found.groupdict().get("box")
            ticks.append(None if box is None else box in "xX")
            texts.append([found["text"]])
        elif texts and not options and (line.startswith(" " * indent) or not line.strip()):
            texts[-1].append(line[indent:])
        elif option := OPTION.match(line):
            read_option = read_flow if option[1] in lists else read_scalar
            options[option[1]] = read_option(option[2])
        elif line.strip():
            raise NotInList(line=line[:60])
    items = ("\n".join(text).rstrip("\n") for text in texts)
    return [Item(*item) for item in zip(ticks, items, strict=True)], options


def read_flow(text: str) -> Any:  # Any: JSON
    """Parse a YAML value. Raises Misread, or BadYaml for YAML that is not in our subset."""
    try:
        return Loaded(text).value
    except BadYaml as error:
        if isinstance(error.fault, NotReadAsYaml):
            raise NoValue(text=text[:60]) from None
        raise


def read_scalar(text: str) -> Any:  # Any: JSON without depth
    """Parse a YAML value that is no list or mapping. Raises Misread."""
    value = read_flow(text)
    if isinstance(value, dict | list):
        raise NoSingleValue(text=text[:60])
    return value


def split_trailing(text: str) -> tuple[str, dict[str, Any]]:  # Any: JSON
    """Split a text from the fields in braces at its end, if any."""
    found = TRAILING.match(text)
    if not found:
        return text, {}
    try:
        fields = Loaded(found[2]).value
    except BadYaml as error:
        if isinstance(error.fault, NotReadAsYaml):
            return text, {}
        raise
    return (found[1], fields) if isinstance(fields, dict) else (text, {})
