"""The images and sounds that a question references: in Markdown, and in fields named `media`."""

import re
from collections.abc import Callable
from typing import Any

# Any below: JSON, such as a body or a whole question of a pack.
# Without `[` in the description: otherwise each of many `![` would scan the rest of the text.
IN_MARKDOWN = re.compile(r"(!\[[^\[\]]*\]\(\s*media:)([A-Za-z0-9][\w.-]*)")


def media_ids(value: Any) -> set[str]:
    """Find the referenced ids of media, or names of files."""
    found: set[str] = set()

    def note(name: str) -> str:
        found.add(name)
        return name

    with_media_ids(value, note)
    return found


def with_media_ids(value: Any, rename: Callable[[str], str]) -> Any:
    """Return a copy with each reference renamed."""
    if isinstance(value, str):
        return IN_MARKDOWN.sub(lambda match: match[1] + rename(match[2]), value)
    if isinstance(value, list):
        return [with_media_ids(item, rename) for item in value]
    if isinstance(value, dict):
        return {
            key: rename(item)
            if key == "media" and isinstance(item, str)
            else with_media_ids(item, rename)
            for key, item in value.items()
        }
    return value
