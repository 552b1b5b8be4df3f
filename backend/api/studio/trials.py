"""Play a draft without leaving a trace."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ... import questions
from ...accounts.permissions import quiz_for
from ...document.quiz_settings import QUESTIONS_LIMIT
from ...library.trial import moves
from ...library.trial.state import Answered, FirstScreen, Played, TrialState
from ..blueprint import LazyBlueprint
from ..responses import json_answer
from ..signed_in import signed_in
from .asked import Asked, Nothing, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_trials",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>/trial",
    abp_tags=[Tag(name="Studio")],
)
Number = Annotated[int, Field(ge=1, le=QUESTIONS_LIMIT)]


class TrialMove(Asked):
    trial: TrialState


class TrialQuestion(TrialMove):
    question: Number


class TrialResponse(TrialQuestion):
    response: Annotated[
        questions.Response | None,
        Field(description="Null clears the answer, with free navigation."),
    ]


@api.get("", responses={200: FirstScreen, **reading()})
def first_screen(path: QuizPath) -> Response:
    """Show what players see of the draft before they start"""
    return json_answer(moves.first_screen(quiz_for(signed_in(), path.quiz_id, "view")))


@api.post("/start", responses={200: Played, **writing()})
def start(path: QuizPath, body: Nothing) -> Response:  # noqa: ARG001  (part of the contract)
    """Start a trial of the draft; nothing of it is stored"""
    return json_answer(moves.start(quiz_for(signed_in(), path.quiz_id, "view")))


@api.post("/read", responses={200: Played, **writing()})
def read(path: QuizPath, body: TrialMove) -> Response:
    """Show a trial as it is now"""
    return json_answer(moves.read(quiz_for(signed_in(), path.quiz_id, "view"), body.trial))


@api.post("/ask", responses={200: Played, **writing()})
def ask(path: QuizPath, body: TrialQuestion) -> Response:
    """Open the next question of a trial"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(moves.ask(quiz, body.trial, body.question))


@api.post("/answer", responses={200: Answered, **writing()})
def answer(path: QuizPath, body: TrialResponse) -> Response:
    """Answer a question of a trial; the first answer counts, or the last with free navigation"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(moves.answer(quiz, body.trial, body.question, body.response))


@api.post("/hint", responses={200: Played, **writing()})
def hint(path: QuizPath, body: TrialQuestion) -> Response:
    """Show the hint of a question of a trial"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(moves.hint(quiz, body.trial, body.question))


@api.post("/finish", responses={200: Played, **writing()})
def finish(path: QuizPath, body: TrialMove) -> Response:
    """Finish a trial, and show its result"""
    return json_answer(moves.finish(quiz_for(signed_in(), path.quiz_id, "view"), body.trial))
