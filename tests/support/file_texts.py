"""Texts of quiz files: the examples of docs/formats.md, and reading and writing as text."""

import re
from pathlib import Path

from backend.document.quiz import QuizDocument
from backend.document.report import FileFault
from backend.formats import FORMATS, Report
from backend.library.files import write_file

DOCS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text()
EXAMPLES = [
    (found[2], found[3])
    for found in re.finditer(r"^(````?)(\w+)\n(.*?)^\1$", DOCS, re.DOTALL | re.MULTILINE)
]
"""Format and text of each."""


def summary_of(fault: FileFault) -> str:
    """Field, code and parameters."""
    return f"{fault.field} {fault.code} {fault.params or ''}".strip()


def summary(report: Report) -> list[tuple[int, str | None, str]]:
    """Line, question and `summary_of` each fault."""
    return [(fault.line, fault.question, summary_of(fault)) for fault in report.faults]


def read_text(name: str, text: str) -> Report:
    form = FORMATS[name]
    assert form.read
    return form.read(text.encode())


def write_text(name: str, document: QuizDocument) -> str:
    return write_file(FORMATS[name], document).content.decode()
