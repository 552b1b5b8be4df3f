"""Variables of the environment, each given as it is or by a file."""

from collections.abc import Mapping
from pathlib import Path


class SettingsError(Exception):
    """The environment does not describe a system that may start; the message is one sentence."""


def value(environ: Mapping[str, str], name: str) -> str | None:
    """The variable NAME, or the content of the file that NAME_FILE names."""
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
    """What the file holds. Raises OSError or UnicodeDecodeError."""
    return file.read_text(encoding="utf-8").strip()
