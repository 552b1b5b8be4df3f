"""Images and sounds that come with the file of a quiz, until they are stored.

Only ids are good names for the model. So a reader replaces the names of files by the SHA-256 of
their content, in hex; the library replaces that by the id of what it stores.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from .media_ids import with_media_ids


class MediaFile(NamedTuple):
    name: str
    """For people."""
    content: bytes


def media_files(files: Mapping[str, bytes]) -> dict[str, MediaFile]:
    """Files by the SHA-256 of their content."""
    return {_id(content): MediaFile(name, content) for name, content in files.items()}


def with_content_ids(value: Any, files: Mapping[str, bytes]) -> Any:  # Any: JSON
    """The same with the SHA-256 of these files in place of their names.

    What can be a name in Markdown has letters, digits, `.`, `-` and `_` only.
    """
    ids = {name: _id(content) for name, content in files.items()}
    return with_media_ids(value, lambda name: ids.get(name, name))


def _id(content: bytes) -> str:
    return sha256(content).hexdigest()
