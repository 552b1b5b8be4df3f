"""JSON: for programs. It is lossless, and /api/schema/quiz.json documents it."""

import json
import re

from ..document.question import flat
from ..document.quiz import QuizDocument, quiz_fields
from ..document.report import Report, nothing
from ..errors.files import NotReadAsJson
from ..yaml_text import BadYaml, Loaded
from .format import Likeness
from .textual import text_format
from .yaml import check_loaded

SCHEMA = "/api/schema/quiz.json"
BEGINNING = re.compile(r'\s*\{\s*("|\}|\Z)')


def looks_like(head: str) -> Likeness:
    """JSON begins with `{` and a `"`, or ends there: `{1, 2} is a set` is not JSON."""
    return Likeness.MARKED if BEGINNING.match(head) else Likeness.NONE


def read(text: str, title: str | None = None) -> Report:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return nothing(error.lineno, NotReadAsJson(reason=error.msg))
    except (RecursionError, ValueError):
        return nothing(1, NotReadAsJson(reason="nested too deeply, or a number too large"))
    report = check_loaded(value, None, title)
    if not report.faults:
        return report
    # JSON is YAML, and only the YAML reader knows lines.
    try:
        return check_loaded(value, Loaded(text), title)
    except BadYaml:
        return report


def write(document: QuizDocument) -> str:
    questions = [flat(question) for question in document.questions]
    data = {"$schema": SCHEMA, **quiz_fields(document), "questions": questions}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


FORMAT = text_format(
    name="json",
    title="JSON",
    suffixes=(".json",),
    media_type="application/json",
    looks_like=looks_like,
    read=read,
    write=write,
    full=True,
)
