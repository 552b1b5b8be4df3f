"""A published quiz on paper: the same questions in several shuffled versions, each with its key."""

from copy import deepcopy
from random import Random
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select, text

from ..document.quiz_settings import QuizSettings
from ..errors.library import HandoutTooLong
from ..models import Question, Quiz, db
from ..play.bank import PACKED, unpacked
from ..play.rules.draw import draw_by, draw_places
from ..play.rules.question_view import view_question
from ..play.rules.records import QuestionShown
from ..questions import TYPES, Response, View

CODES = "ABCDEF"
SEEDS = 10_000
"""Seeds are below this: four digits, short enough to be typed from a sheet."""
MOST = 200
"""Questions of a handout."""
BANK = text(f"""
    SELECT bank.*
    FROM quiz LEFT JOIN LATERAL ({PACKED}) AS bank ON true WHERE quiz.id = :quiz_id
""")  # noqa: S608  (constants only)


class HandoutQuestion(BaseModel):
    """A question as it is printed, and its key with the ids of this version's view."""

    prompt_html: str
    points: Annotated[float, Field(description="0 for a question that is not graded.")]
    view: View
    key: Annotated[Response | None, Field(description="Null: the question is not graded.")]


class HandoutVersion(BaseModel):
    code: Annotated[str, Field(description="A, B, C …")]
    questions: list[HandoutQuestion]


class Handout(BaseModel):
    title: str
    language: str
    seed: int
    points: Annotated[float, Field(description="Points of each version.")]
    versions: list[HandoutVersion]


def handout(quiz: Quiz, seed: int, versions: int) -> Handout:
    """The published quiz, in so many versions of the same questions.

    A single version keeps the quiz's order; otherwise each has its own, as far as the quiz shuffles
    its questions. The same seed gives the same sheets while the quiz does not change. Raises
    HandoutTooLong.
    """
    settings = QuizSettings.of_stored(quiz.settings)
    bank = unpacked(db.session.execute(BANK, {"quiz_id": quiz.id}).one())
    places = draw_by(settings, len(bank.points), bank.tagged, Random(seed), shuffle=False)
    size = len(places)
    if size > MOST:
        raise HandoutTooLong(count=size, most=MOST)
    points = [bank.points[place] for place in places]
    questions = _questions([bank.question_ids[place] for place in places])
    shuffle = settings.shuffle_questions and versions > 1
    made = []
    for code in CODES[:versions]:
        random = Random(f"{seed}{code}")
        order = draw_places(size, size, random, settings.first, settings.last, shuffle)
        printed = [
            _printed(questions[at], points[at], random, settings.shuffle_choices) for at in order
        ]
        made.append(HandoutVersion.model_construct(code=code, questions=printed))
    return Handout.model_construct(
        title=quiz.title,
        language=quiz.language,
        seed=seed,
        points=round(sum(question.points for question in made[0].questions), 4),
        versions=made,
    )


def _questions(ids: list[int]) -> list[Question]:
    rows = db.session.scalars(select(Question).where(Question.id.in_(set(ids))))
    found = {row.id: row for row in rows}
    return [found[question_id] for question_id in ids]


def _printed(question: Question, points: float, random: Random, shuffle: bool) -> Any:
    """A HandoutQuestion. Any: its view and key are JSON of any type."""
    kind = TYPES[question.type]
    body = kind.stored(question.body)
    key = kind.key(body)
    shown = QuestionShown(
        id=question.id,
        type=question.type,
        prompt=question.prompt,
        prompt_html=question.html["prompt"],
        view=deepcopy(question.view),  # it is arranged in place
        difficulty=question.difficulty,
    )
    view = view_question(shown, random, points, shuffle)
    return HandoutQuestion.model_construct(
        prompt_html=view["prompt_html"],
        points=points if kind.graded else 0.0,
        view=view["view"],
        key=None if key is None else kind.shown(body, key),
    )
