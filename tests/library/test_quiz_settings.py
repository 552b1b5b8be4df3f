from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from backend.document.quiz_settings import PLAIN, QUESTIONS_LIMIT, QuizSettings

NOON = "2026-03-01T12:00:00+01:00"
LATER = "2026-03-01T13:00:00+01:00"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"draw": 4, "first": 3, "last": 2}, "together are more than the attempt draws"),
        ({"speed_weight": 50}, "need a time for each question"),
        ({"feedback": "after"}, "needs the date"),
        ({"feedback_after": NOON}, "needs feedback after a date"),
        ({"opens_at": LATER, "closes_at": NOON}, "must be later than"),
        ({"opens_at": NOON, "closes_at": NOON}, "must be later than"),
        ({"opens_at": "2026-03-01T12:00:00"}, "timezone"),
        ({"quiz_seconds": 30, "question_seconds": 60}, "less than the time for one question"),
        ({"time_zone": "Europe/Atlantis"}, "no time zone 'Europe/Atlantis'"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"penalty": 1.1}, "penalty"),
        ({"penalty": float("nan")}, "penalty"),
        ({"pass_mark": 101}, "pass_mark"),
        ({"hint_cost": 101}, "hint_cost"),
        ({"practice": "often"}, "practice"),
        ({"difficulty": [4]}, "difficulty"),
        ({"question_seconds": 4}, "question_seconds"),
        ({"quiz_seconds": 86_401}, "quiz_seconds"),
        ({"attempts": 0}, "attempts"),
        ({"code": ""}, "code"),
        ({"code": "  "}, "code"),
        ({"names": "middle"}, "names"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_contradictory_settings_are_refused_with_a_reason(
    given: dict[str, Any], fault: str
) -> None:
    with pytest.raises(ValidationError, match=fault):
        QuizSettings.model_validate(given)


def test_only_non_default_settings_are_stored() -> None:
    settings = QuizSettings(draw=10, penalty=0.25, closes_at=datetime(2026, 3, 1, tzinfo=UTC))
    stored = {"draw": 10, "penalty": 0.25, "closes_at": "2026-03-01T00:00:00Z"}

    assert settings.stored() == stored
    assert QuizSettings.of_stored(stored) == settings


def test_all_questions_are_stored_as_a_number_that_older_releases_know() -> None:
    assert QuizSettings().stored() == {"draw": QUESTIONS_LIMIT}
    assert QuizSettings.of_stored({"draw": QUESTIONS_LIMIT}).draw is None


def test_names_at_the_end_are_not_stored_so_that_older_releases_read_it() -> None:
    assert "names" not in QuizSettings(names="end").stored()
    assert QuizSettings.of_stored({}).names == "end"
    assert QuizSettings.of_stored(QuizSettings(names="start").stored()).names == "start"


def test_an_older_release_stored_no_draw_for_ten_questions() -> None:
    assert QuizSettings.of_stored({}).draw == 10
    assert QuizSettings.of_stored({"draw": 11}).draw == 11


def test_a_quiz_without_rules_is_plain() -> None:
    assert not QuizSettings(practice=False).ruled
    assert not QuizSettings(draw=3, tags=["x"], difficulty=[1], first=1, feedback="at_end").ruled
    for given in (
        {"penalty": 0.5},
        {"hint_cost": 25},
        {"partial_credit": False},
        {"pass_mark": 50},
        {"quiz_seconds": 60},
        {"question_seconds": 20},
        {"shuffle_choices": False},
        {"attempts": 1},
        {"code": "x"},
        {"opens_at": NOON},
        {"closes_at": NOON},
        {"feedback": "after", "feedback_after": NOON},
    ):
        assert QuizSettings.model_validate(given).ruled, given


def test_a_player_can_have_more_time_or_no_timer() -> None:
    settings = QuizSettings(question_seconds=20, quiz_seconds=300, speed_weight=50)

    assert settings.rules().stored()["question_seconds"] == 20
    more, none = settings.rules(1.5), settings.rules(None)

    assert (more.question_seconds, more.quiz_seconds) == (30, 450)
    assert (none.question_seconds, none.quiz_seconds) == (None, None)
    assert PLAIN.stored() == {}
