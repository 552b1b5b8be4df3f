"""What an author must fix in a draft, or may want to improve.

Nothing here needs the database: `bounded` runs it in a process with limits.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from ..errors import FieldFault
from ..errors.library import LongPrompt, NotExplained, QuestionTimeIgnored, WideCode
from ..errors.questions import SameQuestionId
from ..errors.validation import faults_of
from .question import QuestionDocument
from .quiz import QuizDocument

# Any below: JSON, of a draft that may be faulty.
Contents = Mapping[str, dict[str, Any]]
"""Contents of questions by their ids in the draft."""

LONG_PROMPT = 500
"""Characters. A longer prompt fills a phone's screen and pushes the choices out of sight."""
WIDE_CODE = 60
"""Characters per line of code. A phone shows 40 without scrolling."""
FENCE = re.compile(r"`{3,}|~{3,}")


def _long(content: dict[str, Any]) -> Iterator[FieldFault]:
    prompt = content.get("prompt")
    if not isinstance(prompt, str):
        return
    text, code = without_code(prompt)
    if len(text) > LONG_PROMPT:
        yield FieldFault("prompt", LongPrompt(limit=LONG_PROMPT))
    if max(map(len, code), default=0) > WIDE_CODE:
        yield FieldFault("prompt", WideCode(limit=WIDE_CODE))


def without_code(markdown: str) -> tuple[str, list[str]]:
    """Split Markdown into its text and the lines of its fenced code. Takes linear time."""
    text: list[str] = []
    code: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if fence:
            code.append(line)
            if line.startswith(fence) and not line.strip(fence[0] + " \t"):
                fence = ""
        elif opened := FENCE.match(line):
            fence = opened[0]
        else:
            text.append(line)
    return "\n".join(text), code


def _unexplained(content: dict[str, Any]) -> Iterator[FieldFault]:
    explanation = content.get("explanation")
    if not (isinstance(explanation, str) and explanation.strip()):
        yield FieldFault("explanation", NotExplained())


CHECKS: list[Callable[[dict[str, Any]], Iterator[FieldFault]]] = [_long, _unexplained]
"""Checks beyond validity. A check must accept any content, valid or not."""


def question_faults(contents: Contents) -> list[FieldFault]:
    """All faults of these questions; errors of a question first."""
    return [
        fault._replace(question=question)
        for question, content in contents.items()
        for fault in _faults(content)
    ]


def _faults(content: dict[str, Any]) -> list[FieldFault]:
    found: list[FieldFault] = []
    try:
        QuestionDocument.model_validate(content)
    except ValidationError as error:
        found = _in_question(error)
    return [*found, *(fault for check in CHECKS for fault in check(content))]


def valid_question(content: dict[str, Any]) -> QuestionDocument | list[FieldFault]:
    """Return the validated question, or its faults."""
    try:
        return QuestionDocument.model_validate(content)
    except ValidationError as error:
        return _in_question(error)


def valid_questions(contents: Contents) -> dict[str, QuestionDocument]:
    """Those of these questions that have no errors."""
    checked = {name: valid_question(content) for name, content in contents.items()}
    return {name: found for name, found in checked.items() if isinstance(found, QuestionDocument)}


def _in_question(error: ValidationError) -> list[FieldFault]:
    return [found._replace(field=found.field or "body") for found in faults_of(error)]


def quiz_faults(fields: dict[str, Any]) -> list[FieldFault]:
    """All faults of the quiz itself."""
    try:
        QuizDocument.model_validate(fields)
    except ValidationError as error:
        return [found._replace(field=found.field or "settings") for found in faults_of(error)]
    return []


def same_ids(contents: Contents) -> list[FieldFault]:
    """Find ids that several questions share."""
    seen: set[str] = set()
    found = []
    for question, content in contents.items():
        name = str(content.get("id"))
        if name in seen:
            found.append(FieldFault("id", SameQuestionId(id=name), question))
        seen.add(name)
    return found


def ignored_times(fields: dict[str, Any], contents: Contents) -> list[FieldFault]:
    """Find time limits of questions that do not apply with the settings of the quiz."""
    settings = fields.get("settings")
    if not isinstance(settings, dict) or settings.get("navigation") != "free":
        return []
    return [
        FieldFault("seconds", QuestionTimeIgnored(), question)
        for question, content in contents.items()
        if content.get("seconds") is not None
    ]


def publishable(fields: dict[str, Any], contents: Contents) -> QuizDocument | list[FieldFault]:
    """Return the draft as a document, or all its errors."""
    faults = [*quiz_faults(fields), *same_ids(contents)]
    questions = []
    for name, content in contents.items():
        question = valid_question(content)
        if isinstance(question, QuestionDocument):
            questions.append(question)
        else:
            faults += [fault._replace(question=name) for fault in question]
    errors = [found for found in faults if found.fault.severity == "error"]
    if errors:
        return errors
    document = QuizDocument.model_validate(fields)
    document.questions = questions
    return document
