"""Environment variables, each set directly or through a file."""

from collections.abc import Mapping
from pathlib import Path


class SettingsError(Exception):
    """A setting is missing, invalid or unsafe; the message is one sentence."""


def value(environ: Mapping[str, str], name: str) -> str | None:
    """Return the variable NAME, or the content of the file that NAME_FILE names."""
    path = environ.get(f"{name}_FILE")
    if not path:
        return environ.get(name)
    try:
        secret = secret_in(Path(path))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}_FILE names {path}, which cannot be read: {error}.") from None
    if not secret:
        raise SettingsError(f"{name}_FILE names {path}, which is empty.")
    return secret


def secret_in(file: Path) -> str:
    """Return the content of the file. Raises OSError or UnicodeDecodeError."""
    return file.read_text(encoding="utf-8").strip()
