"""The bank: the questions of all quizzes that an author may see, and several of them at once."""

from http import HTTPStatus
from typing import Annotated, Any, Self
from uuid import UUID

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field, model_validator

from ...accounts.permissions import Right, quiz_for
from ...document.question import Tag as QuestionTag
from ...errors.fields import Missing
from ...library.bank.changes import Reference, change, move, remove
from ...library.bank.copies import copy
from ...library.bank.entries import (
    BankPage,
    BankQuestion,
    Show,
    TagList,
    Wanted,
    list_bank,
    list_tags,
)
from ...models import Quiz, User
from ..blueprint import LazyBlueprint
from ..problems import documented
from ..requests import Query, Search
from ..responses import CLOSED, json_answer, no_content
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, Version, reading, writing

api = LazyBlueprint(
    "studio_bank", __name__, url_prefix="/api/studio/bank", abp_tags=[Tag(name="Bank")]
)
MOST = 200
"""Questions of one request."""
QuizId = Annotated[int, Field(ge=1, le=BIGGEST_ID)]
Difficulty = Annotated[int, Field(ge=1, le=3)]


class BankQuery(Query):
    show: Annotated[Show, Field(description="Of your own quizzes, of shared ones, or both.")] = (
        "all"
    )
    search: Annotated[
        Search | None,
        Field(description="Beginnings of words in the prompt, answers, explanation or tags."),
    ] = None
    type: Annotated[str | None, Field(max_length=40, pattern=r"^[a-z]+$")] = None
    tag: QuestionTag | None = None
    difficulty: Difficulty | None = None
    quiz_id: Annotated[QuizId | None, Field(description="Of this quiz, in its order.")] = None
    after: Annotated[
        str | None,
        Field(pattern=r"^[0-9a-zA-Z:.+~-]{1,200}$", description="`next` of the previous page."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class Which(Asked):
    """A question as it was read: by `draft_id`, or by `question_id` if the quiz has no draft."""

    quiz_id: QuizId
    draft_id: UUID | None = None
    question_id: QuizId | None = None
    version: Version = 0

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.draft_id is None and self.question_id is None:
            raise Missing
        return self

    def reference(self) -> Reference:
        return Reference(self.quiz_id, self.draft_id, self.question_id, self.version)


class Fields(Asked):
    """The fields to set; null removes one, so that its default counts."""

    tags: Annotated[list[QuestionTag] | None, Field(max_length=20)] = None
    difficulty: Difficulty | None = None
    points: Annotated[float | None, Field(gt=0, le=1000)] = None


class FieldsOf(Asked):
    question: Which
    fields: Fields


Changes = Annotated[list[FieldsOf], Field(min_length=1, max_length=MOST)]
Questions = Annotated[list[Which], Field(min_length=1, max_length=MOST)]


class Change(Asked):
    changes: Changes


class Some(Asked):
    questions: Questions


class Destination(Some):
    into: Annotated[QuizId, Field(description="The quiz whose draft they go to the end of.")]


class Copies(Destination):
    before: Annotated[
        UUID | None, Field(description="The draft's question to insert them before.")
    ] = None


class BankQuestions(BaseModel):
    questions: list[BankQuestion]


@api.get("/questions", responses={200: BankPage, **reading()})
def index(query: BankQuery) -> Response:
    """List questions of your quizzes: drafted ones, or published ones of a quiz without a draft"""
    user = signed_in()
    if query.quiz_id is not None:
        quiz_for(user, query.quiz_id, "view")
    wanted = Wanted(
        *(query.show, query.search, query.type, query.tag, query.difficulty, query.quiz_id)
    )
    return json_answer(list_bank(user, wanted, query.after, query.limit))


@api.get("/tags", responses={200: TagList, **documented(*CLOSED)})
def tags() -> Response:
    """List the tags of these questions"""
    return json_answer(list_tags(signed_in()))


@api.post("/copy", responses={201: BankQuestions, **writing()})
def add_copies(body: Copies) -> Response:
    """Copy questions into a quiz's draft; each remembers the quiz that it came from"""
    user = signed_in()
    _quizzes(user, body.questions, "view")
    into = quiz_for(user, body.into, "edit")
    made = copy(user, [one.reference() for one in body.questions], into, body.before)
    return json_answer(BankQuestions.model_construct(questions=made), HTTPStatus.CREATED)


@api.post("/move", responses={200: BankQuestions, **writing()})
def move_all(body: Destination) -> Response:
    """Move questions to another quiz's draft: all of them, or none"""
    user = signed_in()
    into = quiz_for(user, body.into, "edit")
    quizzes = {**_quizzes(user, body.questions, "edit"), into.id: into}
    moved = move(user, quizzes, [one.reference() for one in body.questions], into)
    return json_answer(BankQuestions.model_construct(questions=moved))


@api.post("/change", responses={200: BankQuestions, **writing()})
def change_all(body: Change) -> Response:
    """Set tags, difficulty or points of questions in their drafts: of all of them, or of none"""
    user = signed_in()
    quizzes = _quizzes(user, [one.question for one in body.changes], "edit")
    changes: list[tuple[Reference, dict[str, Any]]] = [  # Any: JSON
        (one.question.reference(), one.fields.model_dump(exclude_unset=True))
        for one in body.changes
    ]
    changed = change(user, quizzes, changes)
    return json_answer(BankQuestions.model_construct(questions=changed))


@api.post("/delete", responses={204: None, **writing()})
def remove_all(body: Some) -> Response:
    """Remove questions from their drafts: all of them, or none"""
    user = signed_in()
    quizzes = _quizzes(user, body.questions, "edit")
    remove(user, quizzes, [one.reference() for one in body.questions])
    return no_content()


def _quizzes(user: User, questions: list[Which], right: Right) -> dict[int, Quiz]:
    """The quizzes of these questions, if the user has this right to all of them."""
    return {
        quiz_id: quiz_for(user, quiz_id, right)
        for quiz_id in sorted({one.quiz_id for one in questions})
    }
