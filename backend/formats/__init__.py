"""The formats of quiz files. A new format is one module here.

Every module of this package that defines `FORMAT` is found and registered under `FORMAT.name`.
Text in, QuizDocument out, and back if it is a FullFormat: no database here.
"""

import pkgutil
from importlib import import_module
from pathlib import PurePath

from ..document.report import Report, nothing
from .format import Format, FullFormat

LARGEST = 1024 * 1024
"""Bytes of a file."""


def _discover() -> dict[str, Format]:
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (module.FORMAT for module in modules if hasattr(module, "FORMAT"))
    return {form.name: form for form in found}


FORMATS = _discover()
FULL_FORMATS = {name: form for name, form in FORMATS.items() if isinstance(form, FullFormat)}
"""Those that quizzes are exported in, too."""


def format_of(name: str) -> Format | None:
    """The format of a file with this name."""
    suffix = PurePath(name).suffix.lower()
    return next((form for form in FORMATS.values() if suffix in form.suffixes), None)


def read_file(name: str, content: bytes, title: str | None = None) -> Report:
    """What stands in a file; with a title, it needs none of its own. Never raises."""
    form = format_of(name)
    if form is None:
        known = ", ".join(sorted(suffix for f in FORMATS.values() for suffix in f.suffixes))
        return nothing(1, f"no format has files such as {PurePath(name).name!r}; known: {known}")
    if len(content) > LARGEST:
        return nothing(1, f"the file has more than {LARGEST // 1024} kB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return nothing(line, "not UTF-8")
    return form.read(text.replace("\r\n", "\n").replace("\r", "\n"), title)


__all__ = ["FORMATS", "FULL_FORMATS", "Format", "FullFormat", "Report", "format_of", "read_file"]
