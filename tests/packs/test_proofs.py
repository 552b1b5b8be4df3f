"""The shipped packs' questions about code: the real interpreter must agree with the key."""

from typing import Any

import pytest

from backend.cli.verify.proof import prove
from backend.cli.verify.sandbox import installed, run
from backend.document.question import QuestionDocument
from backend.library.packs import shipped_packs


def proven_questions() -> list[Any]:  # Any: pytest does not export the type of its params
    """Every question with a proof, under its id."""
    questions = [question for pack in shipped_packs() for question in pack.questions]
    return [pytest.param(q, id=q.id) for q in questions if q.proof]


@pytest.mark.parametrize("question", proven_questions())
def test_every_key_matches_the_interpreter(question: QuestionDocument) -> None:
    assert question.proof is not None
    if not installed(question.proof["run"]):
        pytest.skip(f"{question.proof['run']} is not installed")
    prove(question)


def test_a_failing_program_is_identified_by_its_exception() -> None:
    assert run("python", "print('hi')\n{}['x']") == ("hi", "KeyError")
