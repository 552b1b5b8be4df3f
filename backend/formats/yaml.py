"""YAML: the format of the shipped packs."""

import re
from typing import Any

from ..document.question import flat
from ..document.quiz import QuizDocument, quiz_fields
from ..document.report import Report, Written, check, nothing
from ..errors.fields import WrongType
from ..errors.files import NoQuiz
from ..yaml_text import BadYaml, Loaded, dump
from .format import Likeness
from .textual import text_format

TITLE = re.compile(r"^title:", re.MULTILINE)
QUESTIONS = re.compile(r"^questions:", re.MULTILINE)


def looks_like(head: str) -> Likeness:
    """YAML has a line that begins with `title:`, and one that begins with `questions:`."""
    found = TITLE.search(head) and QUESTIONS.search(head)
    return Likeness.MARKED if found else Likeness.NONE


def read(text: str, title: str | None = None) -> Report:
    try:
        loaded = Loaded(text)
    except BadYaml as error:
        return nothing(error.line, error.fault)
    return check_loaded(loaded.value, loaded, title)


def check_loaded(
    value: Any,  # Any: what an author wrote
    lines: Loaded | None,
    title: str | None,
) -> Report:
    """Validate a loaded quiz; `lines` finds the lines of faults."""

    def line(*path: str | int) -> int:
        return lines.line(*path) if lines else 1

    if not isinstance(value, dict):
        return nothing(1, NoQuiz())
    questions = value.get("questions", [])
    if not isinstance(questions, list):
        return nothing(line("questions"), WrongType(expected="list"), "questions")
    quiz = {name: value[name] for name in value if name not in ("questions", "$schema")}
    written = [
        Written(line=line("questions", index), fields=fields)
        for index, fields in enumerate(questions)
    ]
    return check(quiz, written, lambda field: line(*field.split(".")), title)


def write(document: QuizDocument) -> str:
    questions = [flat(question) for question in document.questions]
    return dump({**quiz_fields(document), "questions": questions})


FORMAT = text_format(
    name="yaml",
    title="YAML",
    suffixes=(".yaml", ".yml"),
    media_type="application/yaml",
    looks_like=looks_like,
    read=read,
    write=write,
    full=True,
)
