"""The results of a quiz, for users who may view it. Deleting needs the right to edit."""

from typing import Annotated, Literal

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field, model_validator

from ...accounts.permissions import quiz_for
from ...errors.fields import GiveOneOf
from ...games.abandoned import end_abandoned
from ...questions.wordcloud import HiddenList
from ...results.attempts import AttemptPage, Order, Sort, list_attempts
from ...results.comments import Comment, CommentText, comment
from ...results.detail import AttemptDetail, show_attempt
from ...results.erase import Erasure, delete_attempt, erase, preview_erasure
from ...results.figures import FiguresPage, figures
from ...results.matrix import Matrix, matrix
from ...results.newest import Newest, newest
from ...results.not_played import NotPlayed, not_played
from ...results.notes import hide_answers
from ...results.summary import Summary, summary
from ..blueprint import LazyBlueprint
from ..requests import Query
from ..responses import json_answer, no_content
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, AttemptFilter, Name, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_results",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>",
    abp_tags=[Tag(name="Results")],
)
Number = Annotated[int, Field(ge=1, le=BIGGEST_ID, description="The attempt's number.")]


class AttemptPath(QuizPath):
    number: Number


class AnswerPath(AttemptPath):
    question_id: Annotated[
        int, Field(ge=1, le=BIGGEST_ID, description="As the attempt drew it, in this edition.")
    ]


class NewComment(Asked):
    text: CommentText


class ResultsPage(AttemptFilter):
    sort: Sort = "started"
    order: Order = "desc"
    after: Annotated[
        str | None,
        Field(max_length=200, pattern=r"^[^\x00]+$", description="`next` of the previous page."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class MatrixPage(ResultsPage):
    limit: Annotated[int, Field(ge=1, le=300)] = 100


class FiguresWanted(Query):
    order: Annotated[
        Literal["position", "hardest"],
        Field(description="As in the quiz, or with the least mean credit first."),
    ] = "position"
    after: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class QuestionPath(QuizPath):
    question_id: Annotated[int, Field(ge=1, le=BIGGEST_ID, description="Of any edition.")]


class HiddenAnswers(Asked):
    hidden: Annotated[HiddenList, Field(description="`*` matches any characters, or none.")]


class Player(Query):
    """A player, by either the exact name or one attempt."""

    name: Name | None = None
    attempt: Annotated[
        Number | None, Field(description="All attempts of the browser that played this one.")
    ] = None
    everywhere: Annotated[
        bool, Field(description="In all your own quizzes, not only in this one.")
    ] = False

    @model_validator(mode="after")
    def _one_of_both(self) -> "Player":
        if (self.name is None) == (self.attempt is None):
            raise GiveOneOf(fields=["name", "attempt"])
        return self


class PlayerErasure(Player, Asked):
    expected: Annotated[
        int, Field(ge=0, le=BIGGEST_ID, description="Number of attempts in the preview.")
    ]


@api.get("/summary", responses={200: Summary, **reading()})
def sum_up(path: QuizPath) -> Response:
    """Show how many play and played, and how well"""
    user = signed_in()
    end_abandoned()
    return json_answer(summary(quiz_for(user, path.quiz_id, "view")))


@api.get("/newest", responses={200: Newest, **reading()})
def mark(path: QuizPath) -> Response:
    """Show whether there is anything new; cheap enough to poll"""
    return json_answer(newest(quiz_for(signed_in(), path.quiz_id, "view")))


@api.get("/not-played", responses={200: NotPlayed, **reading()})
def missing(path: QuizPath) -> Response:
    """Show who of the class list has not played, or not finished"""
    return json_answer(not_played(quiz_for(signed_in(), path.quiz_id, "view")))


@api.get("/attempts", responses={200: AttemptPage, **reading()})
def index(path: QuizPath, query: ResultsPage) -> Response:
    """List attempts; sorted by score or end, only finished ones"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    wanted = query.wanted()
    return json_answer(
        list_attempts(quiz, wanted, query.sort, query.order, query.after, query.limit)
    )


@api.get("/matrix", responses={200: Matrix, **reading()})
def cross(path: QuizPath, query: MatrixPage) -> Response:
    """Show attempts against questions: what became of each answer"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    wanted = query.wanted()
    return json_answer(matrix(quiz, wanted, query.sort, query.order, query.after, query.limit))


@api.get("/attempts/<int:number>", responses={200: AttemptDetail, **reading()})
def show(path: AttemptPath) -> Response:
    """Show one attempt with its answers"""
    return json_answer(show_attempt(quiz_for(signed_in(), path.quiz_id, "view"), path.number))


@api.delete("/attempts/<int:number>", responses={204: None, **reading()})
def remove(path: AttemptPath) -> Response:
    """Permanently delete one attempt with its answers"""
    user = signed_in()
    delete_attempt(user, quiz_for(user, path.quiz_id, "edit"), path.number)
    return no_content()


@api.put(
    "/attempts/<int:number>/questions/<int:question_id>/comment",
    responses={200: Comment, **writing()},
)
def comment_on(path: AnswerPath, body: NewComment) -> Response:
    """Comment on an answer; its player reads it in the result"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(comment(user, quiz, path.number, path.question_id, body.text))


@api.get("/figures", responses={200: FiguresPage, **reading()})
def count(path: QuizPath, query: FiguresWanted) -> Response:
    """Show the figures of each question, over the attempts finished last"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    return json_answer(figures(quiz, query.after, query.limit, order=query.order))


@api.put("/questions/<int:question_id>/hidden", responses={204: None, **writing()})
def hide(path: QuestionPath, body: HiddenAnswers) -> Response:
    """Replace the answers of an open poll that are not shown to others"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    hide_answers(user, quiz, path.question_id, body.hidden)
    return no_content()


@api.get("/player", responses={200: Erasure, **reading()})
def find_player(path: QuizPath, query: Player) -> Response:
    """Show what deleting a player's data would delete"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(preview_erasure(user, quiz, query.name, query.attempt, query.everywhere))


@api.post("/player/erase", responses={200: Erasure, **writing()})
def erase_player(path: QuizPath, body: PlayerErasure) -> Response:
    """Permanently delete all attempts of a player"""
    user = signed_in()
    quiz = quiz_for(user, path.quiz_id, "edit")
    return json_answer(erase(user, quiz, body.name, body.attempt, body.everywhere, body.expected))
