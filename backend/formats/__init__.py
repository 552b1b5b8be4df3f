"""The formats of quiz files. A new format is one module here.

Every module of this package that defines `FORMAT` is found and registered under `FORMAT.name`.
Reading turns bytes into a QuizDocument; some formats can also be written. No database here.
"""

import pkgutil
from importlib import import_module
from pathlib import PurePath

from ..document.quiz import QuizDocument
from ..document.report import FAULTS_SHOWN, Report, nothing
from ..errors import Fault
from ..errors.files import FileTooLarge, FormatNotRecognised, UnknownFormat
from .format import LARGEST, Exported, Format, Likeness, MediaContent

TITLE = 120
"""Characters of a title, which the name of a file may exceed."""


def _discover() -> dict[str, Format]:
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (module.FORMAT for module in modules if hasattr(module, "FORMAT"))
    return {form.name: form for form in sorted(found, key=lambda form: form.title)}


FORMATS = _discover()
FULL_FORMATS = {name: form for name, form in FORMATS.items() if form.full}
"""The formats that can represent everything in a quiz."""


def recognise(name: str | None, content: bytes) -> Format | None:
    """Return the likeliest format of a file; without a name, judge by content alone.

    Ties go to the format whose usual suffix the file has, then to the first by name. So a suffix
    that only one format has decides, while for a shared suffix the content decides.
    """
    likeness = {form.name: form.recognises(name, content) for form in FORMATS.values() if form.read}
    usual = {
        form.name: bool(name) and _has_usual_suffix(form, name or "") for form in FORMATS.values()
    }
    best = min(likeness, key=lambda one: (-likeness[one], not usual[one], one))
    return FORMATS[best] if likeness[best] else None


def _has_usual_suffix(form: Format, name: str) -> bool:
    return name.lower().endswith(form.suffixes[0])


def read_file(
    name: str | None, content: bytes, title: str | None = None, form: Format | None = None
) -> Report:
    """Read a file; `title` is used if it has none, or else its name in some formats. Never raises.

    The format is detected unless it is given; the report names it.
    """
    form = form or recognise(name, content)
    if form is None or form.read is None:
        return nothing(1, _unknown(name))
    if len(content) > form.limit:
        report = nothing(1, FileTooLarge(kilobytes=form.limit // 1024))
    else:
        if title is None and form.titled_by_name:
            title = _title_of(name)
        report = form.read(content, title)
    report.losses = report.losses[:FAULTS_SHOWN]
    report.format = form.name
    return report


def _title_of(name: str | None) -> str | None:
    """A title from the name of a file; None without one."""
    return " ".join(PurePath(name or "").stem.replace("_", " ").split())[:TITLE] or None


def read_by_name(name: str | None, content: bytes, title: str | None, form: str | None) -> Report:
    """Like read_file, with the name of a format: `bounded` cannot pickle a format."""
    return read_file(name, content, title, FORMATS[form] if form else None)


def write_text(form: str, document: QuizDocument) -> bytes:
    """Write a quiz in the text format of this name."""
    written = FORMATS[form]
    if written.binary or not written.write:
        raise NotImplementedError(f"{form} is not written as text")
    return written.write(document, _no_media).content


def _no_media(media_id: str) -> tuple[str, bytes]:
    raise NotImplementedError(f"a text has no media: {media_id}")


def _unknown(name: str | None) -> Fault:
    known = sorted({suffix for form in FORMATS.values() if form.read for suffix in form.suffixes})
    if name:
        return UnknownFormat(name=PurePath(name).name, known=known)
    return FormatNotRecognised(known=known)


__all__ = [
    "FORMATS",
    "FULL_FORMATS",
    "LARGEST",
    "Exported",
    "Format",
    "Likeness",
    "MediaContent",
    "Report",
    "read_by_name",
    "read_file",
    "recognise",
    "write_text",
]
