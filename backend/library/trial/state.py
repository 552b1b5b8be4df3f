"""An attempt at a draft, which the client keeps and sends with each move, and what it gets back.

It is not signed: anyone who may play a draft may read its keys, and points are recomputed from
the responses.
"""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ...document.quiz_settings import QUESTIONS_LIMIT
from ...document.timestamp import Timestamp
from ...play.rules.present import AnswerView, AttemptView
from ...questions import Response
from ..catalogue import QuizView

SEEDS = 2**31
"""Seeds are below this: JavaScript reads them exactly."""


class Given(BaseModel):
    """A response in a trial, with the ids that its question shows."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[int, Field(ge=1, le=QUESTIONS_LIMIT)]
    response: Response
    at: Timestamp


class TrialState(BaseModel):
    """An attempt at a draft. The client keeps it."""

    model_config = ConfigDict(extra="forbid")

    seed: Annotated[int, Field(ge=0, lt=SEEDS)]
    drawn: Annotated[
        list[UUID],
        Field(
            min_length=1,
            max_length=QUESTIONS_LIMIT,
            description="The draft's questions in their order. Their ids in the attempt: 1, 2 …",
        ),
    ]
    started_at: Timestamp
    asked_at: Annotated[list[Timestamp], Field(max_length=QUESTIONS_LIMIT)] | None = None
    answers: Annotated[list[Given], Field(max_length=QUESTIONS_LIMIT)] = []
    hinted: Annotated[
        list[int],
        Field(max_length=QUESTIONS_LIMIT, description="Questions whose hint was asked for."),
    ] = []
    finished_at: Timestamp | None = None


class FirstScreen(BaseModel):
    """What players see before they start."""

    quiz: QuizView
    left_out: Annotated[
        int, Field(description="Number of questions that cannot be played because of errors.")
    ]


class Played(BaseModel):
    """The attempt after a move."""

    attempt: AttemptView
    trial: Annotated[TrialState, Field(description="Send it with the next move.")]


class Answered(BaseModel):
    """The answer that counts."""

    answer: AnswerView
    trial: Annotated[TrialState, Field(description="Send it with the next move.")]
