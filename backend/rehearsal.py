"""The work on a quiz, done once before it matters.

What a process loads or prepares when it first reads, checks or renders something is there for all
processes that are forked from it later.
"""

from pathlib import Path

from .document.checks import question_faults
from .document.rendering import columns
from .formats import read_file

TOUR = Path(__file__).parent / "packs" / "a-tour-of-popquiz.yaml"
"""A quiz with a question of every type, with a formula and code."""


def rehearse() -> None:
    quiz = read_file(TOUR.name, TOUR.read_bytes()).quiz
    if quiz is None:
        raise RuntimeError(f"{TOUR} is not a valid quiz.")
    for question in quiz.questions:
        question_faults({question.id: question.model_dump(mode="json")})
        columns(question.content(), {})
