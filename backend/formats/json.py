"""JSON: for programs. Nothing is lost, and /api/schema/quiz.json tells what may stand there."""

import json

from ..document.question import flat
from ..document.quiz import QuizDocument, quiz_fields
from ..document.report import Report, nothing
from ..document.yaml_text import BadYaml, Loaded
from .format import FullFormat
from .yaml import check_loaded

SCHEMA = "/api/schema/quiz.json"


def read(text: str, title: str | None = None) -> Report:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return nothing(error.lineno, f"not JSON: {error.msg}")
    except (RecursionError, ValueError):
        return nothing(1, "not JSON that can be read: nested too deeply, or a number too large")
    report = check_loaded(value, None, title)
    if not report.faults:
        return report
    # JSON is YAML, and only that reader tells lines.
    try:
        return check_loaded(value, Loaded(text), title)
    except BadYaml:
        return report


def write(document: QuizDocument) -> str:
    questions = [flat(question) for question in document.questions]
    data = {"$schema": SCHEMA, **quiz_fields(document), "questions": questions}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


FORMAT = FullFormat(
    name="json",
    suffixes=(".json",),
    media_type="application/json",
    read=read,
    write=write,
)
