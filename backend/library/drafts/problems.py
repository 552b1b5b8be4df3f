"""What an author must fix in a draft, or may want to improve."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from ...document.media_ids import media_ids
from ...document.question import QuestionDocument
from ...document.quiz import QuizDocument
from ...document.report import FaultView, fault_fields
from ...errors import FieldFault
from ...errors.library import LongPrompt, NotExplained, Unpublishable, WideCode
from ...errors.questions import SameQuestionId
from ...errors.validation import faults_of
from ...media.store import facts_of
from ...models import QuestionDraft, QuizDraft
from ..question_rows import media_faults

LONG_PROMPT = 500
"""Characters. A longer prompt fills a phone's screen and pushes the choices out of sight."""
WIDE_CODE = 60
"""Characters per line of code. A phone shows 40 without scrolling."""
FENCE = re.compile(r"^(```+|~~~+).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)


class DraftProblem(FaultView):
    """Something that is wrong, or could be improved."""

    question: Annotated[str | None, Field(description="Its id in the draft; null: the quiz.")]
    severity: Annotated[
        Literal["error", "warning", "hint"],
        Field(description="An `error` must be fixed before publishing."),
    ]

    @classmethod
    def of(cls, found: FieldFault) -> "DraftProblem":
        return cls(**fault_fields(found), question=found.question, severity=found.fault.severity)


def _long(content: dict[str, Any]) -> Iterator[FieldFault]:  # Any: JSON
    prompt = content.get("prompt")
    if not isinstance(prompt, str):
        return
    if len(FENCE.sub("", prompt)) > LONG_PROMPT:
        yield FieldFault("prompt", LongPrompt(limit=LONG_PROMPT))
    widest = max(
        (len(line) for code in FENCE.finditer(prompt) for line in code[0].split("\n")), default=0
    )
    if widest > WIDE_CODE:
        yield FieldFault("prompt", WideCode(limit=WIDE_CODE))


def _unexplained(content: dict[str, Any]) -> Iterator[FieldFault]:  # Any: JSON
    explanation = content.get("explanation")
    if not (isinstance(explanation, str) and explanation.strip()):
        yield FieldFault("explanation", NotExplained())


CHECKS: list[Callable[[dict[str, Any]], Iterator[FieldFault]]] = [_long, _unexplained]
"""Checks beyond validity. A check must accept any content, valid or not."""


def question_faults(question: str | None, content: dict[str, Any]) -> list[FieldFault]:  # Any: JSON
    """All faults of one question; errors first."""
    found: list[FieldFault] = []
    try:
        QuestionDocument.model_validate(content)
    except ValidationError as error:
        found = _in_question(error)
    found += [fault for check in CHECKS for fault in check(content)]
    return [fault._replace(question=question) for fault in found]


def valid_question(content: dict[str, Any]) -> QuestionDocument:  # Any: JSON
    """Return the validated question. Raises Unpublishable with all its faults."""
    try:
        return QuestionDocument.model_validate(content)
    except ValidationError as error:
        raise Unpublishable(faults=_in_question(error)) from None


def _in_question(error: ValidationError) -> list[FieldFault]:
    return [found._replace(field=found.field or "body") for found in faults_of(error)]


def quiz_faults(fields: dict[str, Any]) -> list[FieldFault]:  # Any: JSON
    """All faults of the quiz itself."""
    try:
        QuizDocument.model_validate(fields)
    except ValidationError as error:
        return [found._replace(field=found.field or "settings") for found in faults_of(error)]
    return []


def same_ids(contents: dict[str, dict[str, Any]]) -> list[FieldFault]:  # Any: JSON
    """Find ids that several questions share. Contents are by the id of the draft's question."""
    seen: set[str] = set()
    found = []
    for question, content in contents.items():
        name = str(content.get("id"))
        if name in seen:
            found.append(FieldFault("id", SameQuestionId(id=name), question))
        seen.add(name)
    return found


def publishable(draft: QuizDraft, questions: list[QuestionDraft]) -> QuizDocument:
    """Return the draft as a document. Raises Unpublishable with all errors."""
    contents = {str(row.id): row.content for row in questions}
    faults = [
        *quiz_faults(draft.content),
        *same_ids(contents),
        *(f for name, content in contents.items() for f in question_faults(name, content)),
    ]
    _refuse([found for found in faults if found.fault.severity == "error"])
    document = QuizDocument.model_validate(draft.content)
    document.questions = [QuestionDocument.model_validate(row.content) for row in questions]
    media = facts_of(media_ids(list(contents.values())))
    _refuse(
        [
            FieldFault("media", fault, str(row.id))
            for row, question in zip(questions, document.questions, strict=True)
            for fault in media_faults(question.content(), media)
        ]
    )
    return document


def _refuse(faults: list[FieldFault]) -> None:
    """Raise Unpublishable if there are any."""
    if faults:
        raise Unpublishable(faults=faults)


def shown(faults: Iterable[FieldFault]) -> list[DraftProblem]:
    """The faults as the studio sees them."""
    return [DraftProblem.of(fault) for fault in faults]
