"""The effect of a re-scoring, for its preview."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import select

from ...models import Question, Quiz, QuizQuestion, db
from .regrading import Regraded, ScoreChange

BINS = 10
LISTED = 100


class RegradedQuestion(BaseModel):
    """A question whose older editions were answered in finished attempts."""

    id: int
    position: int
    prompt: str
    answers: Annotated[int, Field(description="Answers to older editions.")]
    up: Annotated[int, Field(description="Answers that earn more by the current key.")]
    down: int
    unfit: Annotated[int, Field(description="Answers that do not fit it and stay unchanged.")]


class AttemptChange(BaseModel):
    number: int
    player_name: str | None
    before: float
    after: float
    max_score: float


class Rescoring(BaseModel):
    """What a re-scoring would change, or has changed."""

    questions: list[RegradedQuestion]
    attempts: Annotated[int, Field(description="Attempts whose score changes.")]
    up: int
    down: int
    before: Annotated[
        list[int], Field(description="Histogram of their old scores, by tenths of the maximum.")
    ]
    after: list[int]
    changes: Annotated[
        list[AttemptChange], Field(description=f"The newest {LISTED} of these attempts.")
    ]


@dataclass
class Counts:
    """Counts of the answers that one question's key regrades."""

    answers: int = 0
    up: int = 0
    down: int = 0
    unfit: int = 0

    def add(self, answer: Regraded) -> None:
        self.answers += 1
        self.up += answer.changed and answer.points > answer.former_points
        self.down += answer.changed and answer.points < answer.former_points
        self.unfit += not answer.fits


class Tally:
    """Adds up changes from any number of parts, each with whole attempts."""

    def __init__(self) -> None:
        self._questions: dict[int, Counts] = {}
        self._up = self._down = self._attempts = 0
        self._before, self._after = [0] * BINS, [0] * BINS
        self._newest: list[ScoreChange] = []

    def add(self, answers: list[Regraded], changed: list[ScoreChange]) -> None:
        for answer in answers:
            self._questions.setdefault(answer.judged_by, Counts()).add(answer)
        for one in changed:
            self._up += one.after > one.before
            self._down += one.after < one.before
            self._before[_bin(one.before, one.max_score)] += 1
            self._after[_bin(one.after, one.max_score)] += 1
        self._attempts += len(changed)
        self._newest = sorted([*self._newest, *changed], key=lambda one: -one.number)[:LISTED]

    def rescoring(self, quiz: Quiz) -> Rescoring:
        rows = db.session.execute(
            select(Question.id, Question.prompt, QuizQuestion.position)
            .join(QuizQuestion, QuizQuestion.question_id == Question.id)
            .where(QuizQuestion.quiz_id == quiz.id, Question.id.in_(self._questions))
            .order_by(QuizQuestion.position)
        )
        return Rescoring(
            questions=[
                RegradedQuestion(
                    id=row.id,
                    position=row.position,
                    prompt=row.prompt,
                    **vars(self._questions[row.id]),
                )
                for row in rows
            ],
            attempts=self._attempts,
            up=self._up,
            down=self._down,
            before=self._before,
            after=self._after,
            changes=[
                AttemptChange(
                    number=one.number,
                    player_name=one.player_name,
                    before=one.before,
                    after=one.after,
                    max_score=one.max_score,
                )
                for one in self._newest
            ],
        )


def _bin(score: float, most: float) -> int:
    """The score's tenth of the maximum; the maximum itself is in the last one."""
    return min(BINS - 1, int(score / most * BINS)) if most else 0
