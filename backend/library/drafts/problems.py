"""What an author should put right in a draft, or may want to."""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from ...document.media_ids import media_ids
from ...document.question import QuestionDocument, faults_of
from ...document.quiz import QuizDocument
from ...errors import Unpublishable
from ...media.store import facts_of
from ...models import QuestionDraft, QuizDraft
from ..question_rows import media_faults

LONG_PROMPT = 500
"""Characters. More fill a phone's screen, and the choices are out of sight."""
WIDE_CODE = 60
"""Characters of a line of code. On a phone one sees 40, and pushes the rest to and fro."""
FENCE = re.compile(r"^(```+|~~~+).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)


class DraftProblem(BaseModel):
    """Something that is wrong, or could be better."""

    question: Annotated[str | None, Field(description="Its id in the draft; null: the quiz.")]
    field: str
    message: str
    severity: Annotated[
        Literal["error", "warning", "hint"],
        Field(description="An `error` has to be put right before it can be published."),
    ]


Found = tuple[str, str, Literal["warning", "hint"]]
"""Field, message and severity."""


def _long(content: dict[str, Any]) -> Iterator[Found]:  # Any: JSON
    prompt = content.get("prompt")
    if not isinstance(prompt, str):
        return
    if len(FENCE.sub("", prompt)) > LONG_PROMPT:
        yield "prompt", f"longer than a phone shows at once ({LONG_PROMPT} characters)", "warning"
    widest = max(
        (len(line) for code in FENCE.finditer(prompt) for line in code[0].split("\n")), default=0
    )
    if widest > WIDE_CODE:
        yield "prompt", f"its code is wider than {WIDE_CODE} characters", "warning"


def _unexplained(content: dict[str, Any]) -> Iterator[Found]:  # Any: JSON
    told = content.get("explanation")
    if not (isinstance(told, str) and told.strip()):
        yield "explanation", "an answer is remembered if it is explained", "hint"


CHECKS: list[Callable[[dict[str, Any]], Iterator[Found]]] = [_long, _unexplained]
"""What is looked for beyond being valid. A check takes the content, whatever it holds."""


def question_problems(
    question: str | None, content: dict[str, Any]
) -> list[DraftProblem]:  # Any: JSON
    """Everything about one question; errors first."""
    found: list[DraftProblem] = []
    try:
        QuestionDocument.model_validate(content)
    except ValidationError as error:
        found += [
            DraftProblem(
                question=question, field=field or "body", message=message, severity="error"
            )
            for field, message in faults_of(error)
        ]
    for check in CHECKS:
        found += [
            DraftProblem(question=question, field=field, message=message, severity=severity)
            for field, message, severity in check(content)
        ]
    return found


def valid_question(content: dict[str, Any]) -> QuestionDocument:  # Any: JSON
    """The question. Raises Unpublishable with everything that is wrong with it."""
    try:
        return QuestionDocument.model_validate(content)
    except ValidationError as error:
        faults = faults_of(error)
        field, message = faults[0]
        told = f"{field or 'body'}: {message}."
        raise Unpublishable(told, [(None, name or "body", text) for name, text in faults]) from None


def quiz_problems(fields: dict[str, Any]) -> list[DraftProblem]:  # Any: JSON
    """Everything about the quiz itself."""
    try:
        QuizDocument.model_validate(fields)
    except ValidationError as error:
        return [
            DraftProblem(
                question=None, field=field or "settings", message=message, severity="error"
            )
            for field, message in faults_of(error)
        ]
    return []


def twice_named(contents: dict[str, dict[str, Any]]) -> list[DraftProblem]:  # Any: JSON
    """Ids that several questions have; by the id of the draft's question."""
    seen: set[str] = set()
    found = []
    for question, content in contents.items():
        name = str(content.get("id"))
        if name in seen:
            message = f"another question has the id {name!r}"
            found.append(
                DraftProblem(question=question, field="id", message=message, severity="error")
            )
        seen.add(name)
    return found


def publishable(draft: QuizDraft, questions: list[QuestionDraft]) -> QuizDocument:
    """The draft as a document. Raises Unpublishable with everything that is wrong."""
    contents = {str(row.id): row.content for row in questions}
    problems = [
        *quiz_problems(draft.content),
        *twice_named(contents),
        *(p for name, content in contents.items() for p in question_problems(name, content)),
    ]
    _refuse([_fault(problem) for problem in problems if problem.severity == "error"])
    document = QuizDocument.model_validate(draft.content)
    document.questions = [QuestionDocument.model_validate(row.content) for row in questions]
    media = facts_of(media_ids(list(contents.values())))
    _refuse(
        [
            (str(row.id), "media", fault)
            for row, question in zip(questions, document.questions, strict=True)
            for fault in media_faults(question.content(), media)
        ]
    )
    return document


def _refuse(faults: list[tuple[str | None, str, str]]) -> None:
    """Raises Unpublishable if there are any."""
    if not faults:
        return
    _question, field, message = faults[0]
    more = f" There are {len(faults) - 1} more faults." if len(faults) > 1 else ""
    raise Unpublishable(f"{field}: {message.removesuffix('.')}.{more}", faults)


def _fault(problem: DraftProblem) -> tuple[str | None, str, str]:
    return problem.question, problem.field, problem.message
