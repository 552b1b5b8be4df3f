"""The results of a quiz: for those who may see it. Deleting needs the right to edit."""

from typing import Annotated

from flask import Response
from flask_openapi3 import Tag
from pydantic import AwareDatetime, Field, model_validator

from ...accounts.permissions import require
from ...results.attempts import AttemptPage, Order, Sort, State, Wanted, list_attempts
from ...results.detail import AttemptDetail, show_attempt
from ...results.erase import Erasure, delete_attempt, erase, look
from ...results.questions import FiguresPage, figures
from ...results.summary import Summary, summary
from ..blueprint import LazyBlueprint
from ..quizzes import Query
from ..responses import json_answer
from ..session import no_content
from ..signed_in import signed_in
from .asked import BIGGEST_ID, Asked, QuizPath, reading, writing

api = LazyBlueprint(
    "studio_results",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>",
    abp_tags=[Tag(name="Results")],
)
Number = Annotated[int, Field(ge=1, le=BIGGEST_ID, description="The attempt's number.")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]


class AttemptPath(QuizPath):
    number: Number


class Which(Query):
    """Which attempts: by state, name and the time when they were started."""

    state: State = "all"
    search: Annotated[Name | None, Field(description="Part of the name.")] = None
    since: AwareDatetime | None = None
    until: Annotated[AwareDatetime | None, Field(description="Itself not included.")] = None

    def wanted(self) -> Wanted:
        return Wanted(self.state, self.search, self.since, self.until)


class ResultsPage(Which):
    sort: Sort = "started"
    order: Order = "desc"
    after: Annotated[
        str | None,
        Field(max_length=200, pattern=r"^[^\x00]+$", description="`next` of the page before."),
    ] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class FiguresWanted(Query):
    after: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class Player(Query):
    """A player: by the exact name, or by one attempt. One of the two."""

    name: Name | None = None
    attempt: Annotated[
        Number | None, Field(description="All attempts of the browser that played this one.")
    ] = None
    everywhere: Annotated[
        bool, Field(description="In all quizzes that are one's own, not in this one only.")
    ] = False

    @model_validator(mode="after")
    def _one_of_both(self) -> "Player":
        if (self.name is None) == (self.attempt is None):
            raise ValueError("give either `name` or `attempt`")
        return self


class PlayerErasure(Player, Asked):
    expected: Annotated[
        int, Field(ge=0, le=BIGGEST_ID, description="How many attempts one was told of.")
    ]


@api.get("/summary", responses={200: Summary, **reading()})
def sum_up(path: QuizPath) -> Response:
    """Show how many play and played, and how well; cheap, to be asked again and again"""
    return json_answer(summary(require(signed_in(), path.quiz_id, "view")))


@api.get("/attempts", responses={200: AttemptPage, **reading()})
def index(path: QuizPath, query: ResultsPage) -> Response:
    """List attempts; by score or end only finished ones, which have them"""
    quiz = require(signed_in(), path.quiz_id, "view")
    wanted = query.wanted()
    return json_answer(
        list_attempts(quiz, wanted, query.sort, query.order, query.after, query.limit)
    )


@api.get("/attempts/<int:number>", responses={200: AttemptDetail, **reading()})
def show(path: AttemptPath) -> Response:
    """Show one attempt with its answers"""
    return json_answer(show_attempt(require(signed_in(), path.quiz_id, "view"), path.number))


@api.delete("/attempts/<int:number>", responses={204: None, **reading()})
def remove(path: AttemptPath) -> Response:
    """Delete one attempt with its answers, for good"""
    user = signed_in()
    delete_attempt(user, require(user, path.quiz_id, "edit"), path.number)
    return no_content()


@api.get("/figures", responses={200: FiguresPage, **reading()})
def count(path: QuizPath, query: FiguresWanted) -> Response:
    """Show the figures of each question, of the attempts finished last"""
    quiz = require(signed_in(), path.quiz_id, "view")
    return json_answer(figures(quiz, query.after, query.limit))


@api.get("/player", responses={200: Erasure, **reading()})
def find_player(path: QuizPath, query: Player) -> Response:
    """Show what deleting a player's data would delete"""
    user = signed_in()
    quiz = require(user, path.quiz_id, "edit")
    return json_answer(look(user, quiz, query.name, query.attempt, query.everywhere))


@api.post("/player/erase", responses={200: Erasure, **writing()})
def erase_player(path: QuizPath, body: PlayerErasure) -> Response:
    """Delete all attempts of a player, for good"""
    user = signed_in()
    quiz = require(user, path.quiz_id, "edit")
    return json_answer(erase(user, quiz, body.name, body.attempt, body.everywhere, body.expected))
