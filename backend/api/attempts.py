"""Attempts: resume, answer, finish."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from flask import Response
from flask_openapi3 import Tag
from pydantic import BaseModel, Field

from .. import questions
from ..names import PlayerName
from ..play.answer import answer
from ..play.ask import ask
from ..play.certificate import Certificate, issue
from ..play.compared import ComparedList, compared
from ..play.finish import finish
from ..play.hint import hint
from ..play.practice import practise
from ..play.read import read
from ..play.replace import clear
from ..play.rules.present import AnswerView, AttemptView
from ..play.rules.question_view import HintView
from ..questions.type import Strict
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer, posted

api = LazyBlueprint(
    "attempts", __name__, url_prefix="/api/attempts", abp_tags=[Tag(name="Attempts")]
)


class AttemptPath(BaseModel):
    attempt_id: Annotated[UUID, Field(description="The attempt's secret id.")]


class QuestionPath(AttemptPath):
    question_id: Annotated[int, Field(ge=1, le=2**63 - 1, description="The question's id.")]


class AskRequest(Strict):
    """An empty body."""


class PracticeRequest(Strict):
    """An empty body."""


Revision = Annotated[
    int,
    Field(
        ge=1,
        le=2**31 - 1,
        description="How often the answer was given, changed or cleared, counted from 1 by the"
        " client. With free navigation the highest one stands, and otherwise it means nothing.",
    ),
]


class AnswerRequest(Strict):
    """A response to one question. Sending it again is safe: the first one counts, or with free
    navigation the one of the highest revision."""

    question: Annotated[int, Field(ge=1, le=2**63 - 1, description="The question's id.")]
    response: questions.Response
    elapsed_ms: Annotated[
        int | None, Field(ge=0, le=86_400_000, description="Milliseconds the player took.")
    ] = None
    revision: Revision = 1


class ClearRequest(Strict):
    """The place of this move among those at the question."""

    revision: Revision


class FinishRequest(Strict):
    """An optional name for the leaderboard."""

    player_name: PlayerName | None = None


@api.get("/<uuid:attempt_id>", responses={200: AttemptView, **documented(HTTPStatus.NOT_FOUND)})
def show(path: AttemptPath) -> Response:
    """Resume an attempt, or review it"""
    return json_answer(read(path.attempt_id))


@api.post(
    "/<uuid:attempt_id>/answers",
    responses={200: AnswerView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def new_answer(path: AttemptPath, body: AnswerRequest) -> Response:
    """Answer one question of the attempt"""
    return json_answer(
        answer(path.attempt_id, body.question, body.response, body.elapsed_ms, body.revision)
    )


@api.post(
    "/<uuid:attempt_id>/questions/<int:question_id>/ask",
    responses={200: AttemptView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def ask_question(path: QuestionPath, body: AskRequest) -> Response:  # noqa: ARG001  (contract)
    """Open the next question, if they are shown one at a time"""
    return json_answer(ask(path.attempt_id, path.question_id))


@api.post(
    "/<uuid:attempt_id>/questions/<int:question_id>/hint",
    responses={200: HintView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def ask_hint(path: QuestionPath, body: AskRequest) -> Response:  # noqa: ARG001  (contract)
    """Ask for the hint of a question; the attempt notes it"""
    return json_answer(hint(path.attempt_id, path.question_id))


@api.post(
    "/<uuid:attempt_id>/questions/<int:question_id>/clear",
    responses={200: AnswerView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def clear_answer(path: QuestionPath, body: ClearRequest) -> Response:
    """Clear the answer to a question, in an attempt with free navigation"""
    return json_answer(clear(path.attempt_id, path.question_id, body.revision))


@api.post(
    "/<uuid:attempt_id>/finish",
    responses={200: AttemptView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def finish_attempt(path: AttemptPath, body: FinishRequest) -> Response:
    """Finish the attempt, optionally under a name"""
    return json_answer(finish(path.attempt_id, body.player_name))


@api.get(
    "/<uuid:attempt_id>/compared",
    responses={200: ComparedList, **documented(HTTPStatus.NOT_FOUND)},
)
def show_compared(path: AttemptPath) -> Response:
    """Show how players did at the questions of a finished attempt"""
    return json_answer(compared(path.attempt_id))


@api.post(
    "/<uuid:attempt_id>/practice",
    responses={201: AttemptView, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def practise_missed(path: AttemptPath, body: PracticeRequest) -> Response:  # noqa: ARG001  (contract)
    """Practise the questions that a finished attempt missed; it counts nowhere"""
    attempt = practise(path.attempt_id)
    return json_answer(attempt, HTTPStatus.CREATED, f"/api/attempts/{attempt.id}")


@api.post(
    "/<uuid:attempt_id>/certificate",
    responses={200: Certificate, **posted(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)},
)
def new_certificate(path: AttemptPath, body: AskRequest) -> Response:  # noqa: ARG001  (contract)
    """Issue the attempt's certificate; asking again returns the same one"""
    return json_answer(issue(path.attempt_id))
