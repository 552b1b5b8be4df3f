"""The result of reading a file: the quiz, its faults and its losses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, ValidationError

from ..errors import KINDS, Fault, FieldFault
from ..errors.library import TooManyQuestions
from ..errors.questions import SameQuestionId
from ..errors.validation import faults_of
from .media_files import MediaFile
from .question import QuestionDocument, nested
from .quiz import QuizDocument
from .quiz_settings import QUESTIONS_LIMIT

FAULTS_SHOWN = 200

Effect = Literal["grading", "appearance", "aside"]
Part = Annotated[
    str | None,
    Field(description="The file in a package, or the sheet of a workbook; null: it has no parts."),
]


if TYPE_CHECKING:
    ProblemCode = str
else:
    ProblemCode = StrEnum("ProblemCode", {code: code for code in sorted(KINDS)})


class FaultView(BaseModel):
    """What is wrong at one place. Clients word it by its code."""

    field: Annotated[str, Field(description="Dotted path; empty for the whole.")]
    code: Annotated[ProblemCode, Field(description="Documented at /problems/{code}.")]
    params: Annotated[
        dict[str, Any],  # Any: JSON
        Field(description="As `ProblemParams` has them for this code."),
    ]
    detail: Annotated[str, Field(description="In English, for programs and logs.")]


def fault_fields(found: FieldFault) -> dict[str, Any]:  # Any: the fields of a FaultView
    fault = found.fault
    return {
        "field": found.field,
        "code": fault.code,
        "params": fault.params,
        "detail": fault.detail,
    }


class FileFault(FaultView):
    """One thing that is wrong in a file."""

    line: Annotated[int, Field(ge=1, description="The first line concerned, from 1.")]
    question: Annotated[str | None, Field(description="The question's id; null: the quiz itself.")]
    part: Part = None

    def __str__(self) -> str:
        part = f"{self.part}, " if self.part else ""
        where = f"question {self.question!r}: " if self.question else ""
        field = f"{self.field}: " if self.field else ""
        return f"{part}line {self.line}: {where}{field}{self.detail}"


class Loss(FaultView):
    """Something in a file that a quiz cannot represent, or the other way round."""

    effect: Annotated[
        Effect,
        Field(
            description="What it changes: how answers are graded, what players see, or neither,"
            " since it is set aside."
        ),
    ]
    line: Annotated[int | None, Field(ge=1, description="Null: unknown, or not in a file.")]
    question: Annotated[str | None, Field(description="Its id; null: the quiz itself.")]
    part: Part = None

    @classmethod
    def of(
        cls,
        effect: Effect,
        found: FieldFault,
        question: str | None = None,
        line: int | None = None,
        part: str | None = None,
    ) -> Self:
        return cls(effect=effect, question=question, line=line, part=part, **fault_fields(found))

    def __str__(self) -> str:
        part = f"{self.part}, " if self.part else ""
        line = f"line {self.line}: " if self.line else ""
        where = f"question {self.question!r}: " if self.question else ""
        return f"{part}{line}{where}{self.detail}"


class Report(BaseModel):
    """What was read. A file with faults is imported only on request."""

    quiz: QuizDocument | None
    """With the valid questions only. None: the quiz itself is faulty."""
    faults: list[FileFault] = []
    refused: Annotated[int, Field(description="Questions that cannot be used.")] = 0
    losses: list[Loss] = []
    media: dict[str, MediaFile] = {}
    """Images and sounds in the file, by the ids that the quiz references."""
    format: str | None = None
    """The format it was read as. None: not recognised."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question as found in a file: flat, and not yet validated."""

    line: int
    fields: Any  # Any: what an author wrote
    part: str | None = None
    faults: Sequence[FieldFault] = ()
    """Faults in how it is written; with any, it is not validated further."""


def nothing(line: int, fault: Fault, field: str = "") -> Report:
    """Report that a file cannot be read at all."""
    return Report(quiz=None, faults=[file_fault(line, None, FieldFault(field, fault))])


def file_fault(
    line: int, question: str | None, found: FieldFault, part: str | None = None
) -> FileFault:
    return FileFault(line=line, question=question, part=part, **fault_fields(found))


def check(
    quiz: Any,  # Any: what an author wrote, without the questions
    questions: Sequence[Written],
    line_of: Callable[[str], int] = lambda _field: 1,
    title: str | None = None,
) -> Report:
    """Validate each question separately, so that a faulty one does not affect the others.

    `title` is used if the quiz has none. Without a version it is of the first one, since nothing
    asked for a version then.
    """
    if isinstance(quiz, dict):
        quiz = {"version": 1, **({} if title is None else {"title": title}), **quiz}
    faults: list[FileFault] = []
    good: list[QuestionDocument] = []
    ids: set[str] = set()
    for index, written in enumerate(questions, start=1):
        name = _name(written.fields, index)
        found, question = (
            _question(written, ids)
            if index <= QUESTIONS_LIMIT  # a file can have hundreds of thousands of empty ones
            else ([FieldFault("", TooManyQuestions(limit=QUESTIONS_LIMIT))], None)
        )
        if found:
            shown = found[: FAULTS_SHOWN - len(faults)]
            faults += [file_fault(written.line, name, one, written.part) for one in shown]
        elif question:
            ids.add(question.id)
            good.append(question)
    document: QuizDocument | None = None
    try:
        document = QuizDocument.model_validate(quiz)
        document.questions = good
    except ValidationError as error:
        found = faults_of(error)[:FAULTS_SHOWN]
        faults = [*(file_fault(line_of(one.field), None, one) for one in found), *faults]
    return Report(quiz=document, faults=faults[:FAULTS_SHOWN], refused=len(questions) - len(good))


def _question(written: Written, ids: set[str]) -> tuple[list[FieldFault], QuestionDocument | None]:
    """Return its faults, or the question."""
    if written.faults:
        return [*written.faults], None
    try:
        question = QuestionDocument.model_validate(nested(written.fields))
    except ValidationError as error:
        return faults_of(error), None
    if question.id in ids:
        return [FieldFault("id", SameQuestionId(id=question.id))], None
    return [], question


def _name(fields: Any, index: int) -> str:  # Any: what an author wrote
    own = fields.get("id") if isinstance(fields, dict) else None
    return own[:80] if isinstance(own, str) and own else f"number {index}"
