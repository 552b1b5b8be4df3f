"""YAML as far as quizzes need it: no aliases, limited depth, and the line of each part.

The only module that loads YAML (`make lint` checks it): the library's own functions expand aliases,
350 bytes to gigabytes.
"""

import re
from typing import Any

import yaml

from .errors import Fault
from .errors.fields import NestedTooDeeply
from .errors.files import AliasRefused, NotReadAsYaml, TooManyParts

BREAK = re.compile("[\n\x85\u2028\u2029]")
"""What YAML treats as a line break."""
DEPTH = 30
"""libyaml's composer is recursive: without a limit, a file could crash the process."""
PARTS = 100_000
"""Values of a file. A full file of 1 MB has 60,000; one of empty questions would take seconds."""

TEXT = "tag:yaml.org,2002:str"
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


class _Loader(yaml.CSafeLoader):
    """Reads 12:30 as a text, as YAML 1.2 does: in base 60, long numbers take quadratic time."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # Any: PyYAML's
        tag = str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]  # PyYAML
        return TEXT if tag in NUMBERS and ":" in value else tag


class BadYaml(ValueError):
    """The text is not YAML, or not in our subset. `line` counts from 1."""

    def __init__(self, line: int, fault: Fault) -> None:
        super().__init__(str(fault))
        self.line = line
        self.fault = fault


class Loaded:
    """A YAML document: its value, and the line on which each part begins."""

    def __init__(self, text: str) -> None:
        """Parse the text. Raises BadYaml."""
        try:
            _refuse_bombs(text)
            loader = _Loader(text)
            try:
                self._root = loader.get_single_node()
                self.value: Any = loader.construct_document(self._root) if self._root else None
            finally:
                loader.dispose()
            self._pairs: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = error.problem or "it cannot be read"
            raise BadYaml(mark.line + 1 if mark else 1, NotReadAsYaml(reason=reason)) from None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            if isinstance(error, BadYaml):
                raise
            raise BadYaml(1, NotReadAsYaml(reason=str(error).splitlines()[0])) from None

    def line(self, *path: str | int) -> int:
        """Line of the part at this path of names and indexes, or of its last existing ancestor."""
        node, line = self._root, self._root.start_mark.line + 1 if self._root else 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = self._by_name(node).get(str(step))
                if pair is None:
                    return line
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line + 1
        return line

    def _by_name(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The pairs of a mapping; of several with one name, the first."""
        if id(node) not in self._pairs:
            pairs = ((key.value, (key, value)) for key, value in reversed(node.value))
            self._pairs[id(node)] = {name: pair for name, pair in pairs if isinstance(name, str)}
        return self._pairs[id(node)]


def _refuse_bombs(text: str) -> None:
    depth = parts = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BadYaml(line, AliasRefused())
        parts += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if parts > PARTS:
            raise BadYaml(line, TooManyParts(limit=PARTS))
        if isinstance(event, yaml.ScalarEvent) and event.tag in NUMBERS and ":" in event.value:
            raise BadYaml(line, NotReadAsYaml(reason="numbers in base 60 are not read"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH:
                raise BadYaml(line, NestedTooDeeply())
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Blocks(yaml.SafeDumper):
    """Writes multi-line texts as blocks."""

    def ignore_aliases(self, _data: Any) -> bool:  # Any: JSON
        return True


class _Line(_Blocks):
    """Writes multi-line texts in quotes, with `\\n`."""


def _representer(style: str) -> Any:  # Any: as PyYAML's
    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        several = BREAK.search(text) is not None
        return dumper.represent_scalar(
            "tag:yaml.org,2002:str", text, style=style if several else None
        )

    return represent


_Blocks.add_representer(str, _representer("|"))
_Line.add_representer(str, _representer('"'))


def dump(value: Any) -> str:  # Any: JSON
    """Write readable YAML that loads as the same value."""
    wide = yaml.dump(value, Dumper=_Blocks, sort_keys=False, allow_unicode=True, width=100)
    try:
        if Loaded(wide).value == value:
            return wide
    except BadYaml:
        pass
    # Some texts cannot be blocks, such as those with leading spaces.
    return yaml.dump(value, Dumper=_Line, sort_keys=False, width=float("inf"))


def dump_line(value: dict[str, Any]) -> str:  # Any: JSON
    """Write a mapping on one line, in braces."""
    line = yaml.dump(
        value,
        Dumper=_Line,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=True,
        width=float("inf"),
    )
    return line.rstrip("\n")


def dump_flow(value: Any) -> str:  # Any: JSON
    """Write a value on one line."""
    line = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False
    )
    return line.strip()
