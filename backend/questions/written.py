"""What the types' forms for Markdown files share: lists, and the options after them."""

import re
from typing import Any

import yaml

OPTION = re.compile(r"([a-z_]+): (\S.*)$")
ITEM = re.compile(r"- (?:\[([ xX])\] )?(.*)$")
TRAILING = re.compile(r"(.*?) (\{[^{}]*\})$", re.DOTALL)


class Misread(ValueError):
    """The lines are not in the type's form; the message says which and why."""


class Item:
    """One of a list: `- text`, or `- [x] text` where it can be ticked."""

    def __init__(self, ticked: bool | None, text: str) -> None:
        self.ticked = ticked
        self.text = text


def write_item(text: str, ticked: bool | None = None) -> str:
    """A line, or several: those after the first are indented."""
    box = "" if ticked is None else "[x] " if ticked else "[ ] "
    first, *rest = text.split("\n")
    return "\n".join([f"- {box}{first}", *(f"  {line}" if line else "" for line in rest)])


def write_options(options: dict[str, Any]) -> list[str]:  # Any: JSON without depth
    """`name: value`, a line each."""
    return [f"{name}: {_scalar(value)}" for name, value in options.items()]


def _scalar(value: Any) -> str:  # Any: JSON without depth
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 2, as one would write it
    flow = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=float("inf"))
    return flow.strip()[1:-1]


def read_items(lines: list[str]) -> tuple[list[Item], dict[str, Any]]:  # Any: JSON
    """The list and the options after it. Raises Misread."""
    items: list[Item] = []
    options: dict[str, Any] = {}
    for line in lines:
        if found := ITEM.match(line):
            ticked = None if found[1] is None else found[1] in "xX"
            items.append(Item(ticked, found[2]))
        elif items and not options and (line.startswith("  ") or not line.strip()):
            items[-1].text += "\n" + line[2:]
        elif option := OPTION.match(line):
            options[option[1]] = read_scalar(option[2])
        elif line.strip():
            raise Misread(f"{line[:60]!r} is neither `- an item` nor `an option: value`")
    for item in items:
        item.text = item.text.rstrip("\n")
    return items, options


def read_scalar(text: str) -> Any:  # Any: JSON without depth
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        raise Misread(f"{text[:60]!r} is no value") from None
    if isinstance(value, dict | list):
        raise Misread(f"{text[:60]!r} is no single value")
    return value


def split_trailing(text: str) -> tuple[str, dict[str, Any]]:  # Any: JSON
    """A text and the fields in braces at its end, if there are some."""
    found = TRAILING.match(text)
    if not found:
        return text, {}
    try:
        fields = yaml.safe_load(found[2])
    except yaml.YAMLError:
        return text, {}
    return (found[1], fields) if isinstance(fields, dict) else (text, {})
