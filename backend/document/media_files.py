"""Images and sounds that come with a quiz file, until they are stored.

The model accepts only ids. So a reader replaces file names with the SHA-256 of their content, in
hex; the library replaces that with the id of the stored file.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from .media_ids import with_media_ids


class MediaFile(NamedTuple):
    name: str
    """For display."""
    content: bytes


def media_files(files: Mapping[str, bytes]) -> dict[str, MediaFile]:
    """Files by the SHA-256 of their content."""
    return {_id(content): MediaFile(name, content) for name, content in files.items()}


def with_content_ids(value: Any, files: Mapping[str, bytes]) -> Any:  # Any: JSON
    """Replace the names of these files with the SHA-256 of their content.

    In Markdown, a name may contain only letters, digits, `.`, `-` and `_`.
    """
    ids = {name: _id(content) for name, content in files.items()}
    return with_media_ids(value, lambda name: ids.get(name, name))


def _id(content: bytes) -> str:
    return sha256(content).hexdigest()
