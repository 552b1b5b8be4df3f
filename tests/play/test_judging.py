"""Judging and presenting on plain records: no database, no request."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pydantic_core import from_json, to_json

from backend.document.quiz_settings import Rules
from backend.errors.play import AttemptFinished, QuestionComesLater, QuestionTimeUp
from backend.play.rules.judge import credit_of, refusal, verdict
from backend.play.rules.present import AttemptView, view_attempt
from backend.play.rules.records import (
    AnswerRecord,
    AttemptRecord,
    QuestionKey,
    QuestionRecord,
    QuestionShown,
)
from backend.play.rules.times import Times
from backend.questions import TYPES, InvalidResponse
from backend.questions.multiple import MultipleResponse
from backend.questions.single import SingleResponse

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
CHOICES = [{"id": "a", "text": "Sydney"}, {"id": "b", "text": "Canberra"}]


def question(number: int, key: str = "b") -> QuestionRecord:
    kind = TYPES["single"]
    body = {"choices": CHOICES, "key": key, "shuffle": False}
    view = kind.view(kind.Body.model_validate(body)).model_dump(mode="json")
    return QuestionRecord(
        QuestionShown(number, "single", "Where?", "<p>Where?</p>", view, 2),
        QuestionKey("single", body, "Halfway.", "<p>Halfway.</p>", ["wat"]),
    )


def answer(number: int, choice: str, points: float, judged_by: int | None = None) -> AnswerRecord:
    return AnswerRecord(number, {"choice": choice}, points, points, judged_by, 900, NOW)


def attempt(**changes: Any) -> AttemptRecord:  # Any: fields of the record
    plain = AttemptRecord(
        id=uuid4(),
        slug="capitals",
        title="Capitals",
        question_ids=[1, 2],
        question_points=[1.0, 1.0],
        feedback="immediate",
        asked_at=None,
        deadline=None,
        shuffle_seed=7,
        opaque_ids=False,
        started_at=NOW,
        finished_at=None,
        player_name=None,
        score=None,
        first_score=None,
        max_score=2.0,
        hinted=[],
        now=NOW,
        names="end",
        own_rules=None,
    )
    return plain._replace(**changes)


QUESTIONS = {1: question(1), 2: question(2)}


def sent(view: AttemptView) -> list[Any]:  # Any: JSON
    """The questions of the view as the API sends them."""
    questions: list[Any] = from_json(to_json(view))["questions"]
    return questions


def test_a_response_of_another_type_is_a_fault() -> None:
    kind = TYPES["single"]
    body = kind.Body.model_validate({"choices": CHOICES, "key": "b"})

    assert credit_of(kind, body, SingleResponse(choice="b")) == 1.0
    assert isinstance(credit_of(kind, body, MultipleResponse(choices=["b"])), InvalidResponse)
    assert isinstance(credit_of(kind, body, SingleResponse(choice="z")), InvalidResponse)


@pytest.mark.parametrize(
    ("place", "since", "finished", "expected"),
    [
        (0, 1, False, None),
        (1, 1, False, QuestionComesLater),
        (0, 40, False, QuestionTimeUp),
        (1, 40, False, QuestionComesLater),
        (0, 1, True, AttemptFinished),
    ],
)
def test_refusals_are_prioritised(
    place: int, since: int, finished: bool, expected: type[Exception] | None
) -> None:
    times = Times(NOW + timedelta(seconds=since), None, [NOW], {0: 30})

    refused = refusal(times, place, NOW if finished else None)

    assert type(refused) is (expected or type(None))


def test_a_running_attempt_shows_keys_of_answered_questions_only() -> None:
    seen = view_attempt(attempt(), QUESTIONS, {1: answer(1, "a", 0.0)}, rank=None)

    first, second = sent(seen)
    assert first["verdict"]["key"] == {"choice": "b"}
    assert (second["response"], second["verdict"]) == (None, None)
    assert seen.score == 0.0


@pytest.mark.parametrize(
    "changes",
    [
        {"feedback": "at_end"},
        {"finished_at": NOW, "own_rules": Rules(feedback_after=NOW + timedelta(days=1))},
    ],
    ids=["until the end", "until a date"],
)
def test_withheld_feedback_shows_no_score_and_no_key(changes: dict[str, Any]) -> None:
    answers = {1: answer(1, "b", 1.0)}

    seen = view_attempt(attempt(score=1.0, **changes), QUESTIONS, answers, rank=1)

    assert (seen.score, seen.first_score, seen.rank, seen.passed) == (None, None, None, None)
    assert all(view["verdict"] is None for view in sent(seen))


def test_a_corrected_answer_is_shown_with_its_grading_key() -> None:
    questions = {**QUESTIONS, 9: question(9, key="a")}
    answers = {1: answer(1, "a", 1.0, judged_by=9)}
    finished = attempt(finished_at=NOW, score=1.0, first_score=0.0)

    first, second = sent(view_attempt(finished, questions, answers, rank=1))

    assert (first["id"], first["corrected"]) == (1, True)
    assert first["verdict"]["key"] == {"choice": "a"}
    assert "corrected" not in second


def test_a_verdict_without_a_response_has_no_parts() -> None:
    assert verdict(question(1).key, 0.0, 0.0).parts is None
