"""The problems of a draft, as its authors see them, and what keeps it from being published."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from ... import bounded
from ...document import checks
from ...document.checks import Contents, same_ids
from ...document.media_ids import media_ids
from ...document.question import QuestionDocument
from ...document.quiz import QuizDocument
from ...document.report import FaultView, fault_fields
from ...errors import FieldFault
from ...errors.library import Unpublishable
from ...errors.limits import NotChecked, TookTooLong, TookTooMuchMemory
from ...media.store import facts_of
from ...models import QuestionDraft, QuizDraft
from ..question_rows import media_faults

T = TypeVar("T")


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


def question_faults(fields: dict[str, Any], contents: Contents) -> list[FieldFault]:  # Any: JSON
    """All faults of these questions of a quiz. Raises TookTooLong or TookTooMuchMemory."""
    if not contents:
        return []
    own = bounded.run(checks.question_faults, contents)
    return [*own, *checks.ignored_times(fields, contents)]


def stored_faults(fields: dict[str, Any], contents: Contents) -> list[FieldFault]:  # Any: JSON
    """All faults of questions that are stored: a draft can be opened, whatever it holds."""
    try:
        return question_faults(fields, contents)
    except (TookTooLong, TookTooMuchMemory):
        return [FieldFault("", NotChecked(), question) for question in contents]


def quiz_problems(fields: dict[str, Any], contents: Contents) -> list[DraftProblem]:  # Any: JSON
    """The problems of the quiz itself."""
    return shown([*checks.quiz_faults(fields), *same_ids(contents)])


def valid_question(content: dict[str, Any]) -> QuestionDocument:  # Any: JSON
    """Return the validated question. Raises Unpublishable with all its faults."""
    return _or_refuse(bounded.run(checks.valid_question, content))


def publishable(draft: QuizDraft, questions: list[QuestionDraft]) -> QuizDocument:
    """Return the draft as a document. Raises Unpublishable with all errors."""
    contents = {str(row.id): row.content for row in questions}
    document = _or_refuse(bounded.run(checks.publishable, draft.content, contents))
    media = facts_of(media_ids(list(contents.values())))
    _or_refuse(
        [
            FieldFault("media", fault, str(row.id))
            for row, question in zip(questions, document.questions, strict=True)
            for fault in media_faults(question.content(), media)
        ]
        or document
    )
    return document


def _or_refuse(found: T | list[FieldFault]) -> T:
    """Return what was found, unless that is faults. Raises Unpublishable with them."""
    if isinstance(found, list):
        raise Unpublishable(faults=found)
    return found


def shown(faults: Iterable[FieldFault]) -> list[DraftProblem]:
    """The faults as the studio sees them."""
    return [DraftProblem.of(fault) for fault in faults]
