"""Starting a quiz: access codes, dates, personal links, attempts allowed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.library.accommodations import add_accommodation
from backend.library.packs import load_pack
from backend.models import Attempt, Quiz, db
from tests.support.api import Api, at_once
from tests.support.past import let_pass
from tests.support.player_names import ANN, BOB, load, start
from tests.support.questions import pack


def personal_link(time_factor: float | None, slug: str = "small") -> str:
    quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.slug == slug)).one()
    token = add_accommodation(quiz_id, "Ann", time_factor).token
    db.session.commit()
    return token


def seconds(attempt: Any) -> float:
    """From the start to the deadline."""
    began, ends = (datetime.fromisoformat(attempt[name]) for name in ("started_at", "deadline"))
    return (ends - began).total_seconds()


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def attempts() -> int:
    return db.session.scalar(select(func.count()).select_from(Attempt)) or 0


@pytest.mark.parametrize("given", ["Öffne dich", "öffne DICH", "  öffne dich ", "O\u0308ffne dich"])
def test_the_access_code_ignores_case_and_spacing(api: Api, given: str) -> None:
    load(code="Öffne dich")

    assert start(api, code=given)["questions"]


def test_starting_needs_the_access_code(api: Api) -> None:
    load(code="sesame")

    assert "needs an access code" in start(api, 403)["detail"]
    assert "needs an access code" in start(api, 403, code="")["detail"]
    for wrong in ("sesam", "sesamee", "x" * 100):
        assert "not right" in start(api, 403, code=wrong)["detail"]
    start(api, 422, code="x" * 101)
    start(api, 422, code=1)


def test_no_response_contains_the_access_code(api: Api) -> None:
    load(code="sesame")
    attempt = start(api, code="sesame")

    for path in ("/quizzes", "/quizzes/small", f"/attempts/{attempt['id']}"):
        assert "sesame" not in str(api.get(path))
    assert "sesame" not in str([attempt, api.finish(attempt), start(api, 403, code="x")])


def test_a_changed_access_code_applies_immediately(api: Api) -> None:
    load(code="old")
    start(api, code="old")
    load(code="new")
    start(api, 403, code="old")
    start(api, code="new")

    load()
    start(api)


def test_starting_outside_the_opening_times_says_when(api: Api) -> None:
    load(opens_at="2100-03-01T10:00:00+01:00", time_zone="Europe/Berlin")
    opens = start(api, 409)["detail"]
    load(closes_at="2026-03-01T10:00:00Z", time_zone="America/New_York")
    closed = start(api, 409)["detail"]

    assert opens == "This quiz opens on 1 March 2100 at 10:00 (Europe/Berlin)."
    assert closed == "This quiz closed on 1 March 2026 at 05:00 (America/New_York)."
    assert attempts() == 0


def test_a_running_attempt_ends_when_the_quiz_closes(api: Api) -> None:
    load(closes_at=in_hours(1), quiz_seconds=7200)
    attempt = start(api)

    assert 3500 < seconds(attempt) <= 3600
    let_pass(attempt, 3610)
    api.answer(attempt, attempt["questions"][0], status=409)
    assert api.finish(attempt)["score"] == 0


def test_a_time_limit_before_closing_still_applies(api: Api) -> None:
    load(opens_at=in_hours(-1), closes_at=in_hours(1), quiz_seconds=60)

    assert seconds(start(api)) == 60


def test_a_personal_link_gives_more_time(api: Api) -> None:
    load(question_seconds=20, quiz_seconds=60)
    token = personal_link(1.5)

    attempt = start(api, accommodation=token)

    assert seconds(attempt) == 90
    assert attempt["rules"]["question_seconds"] == 30
    let_pass(attempt, 31)
    assert api.answer(attempt, attempt["questions"][0])["verdict"]["credit"] == 1
    assert token not in str(api.finish(attempt))


def test_an_untimed_personal_link_shows_all_questions_and_costs_no_speed_points(api: Api) -> None:
    load(question_seconds=20, quiz_seconds=60, speed_weight=100)

    attempt = start(api, accommodation=personal_link(None))

    assert (attempt["deadline"], attempt["unasked"]) == (None, [])
    let_pass(attempt, 5000)
    for question in attempt["questions"]:
        assert api.answer(attempt, question)["verdict"]["points"] == 1


def test_an_unknown_personal_link_is_refused(api: Api) -> None:
    load(quiz_seconds=60)
    load_pack(pack(slug="other"))

    assert "personal link" in start(api, 404, accommodation="x" * 22)["detail"]
    start(api, 404, accommodation=personal_link(2, "other"))
    start(api, 422, accommodation="../x")
    api.post("/quizzes/other/attempts", {"accommodation": "x" * 22}, 404)
    assert attempts() == 0


def test_attempts_per_player_are_limited(api: Api) -> None:
    load(attempts=2)
    for _ in range(2):
        api.finish(start(api, player_key=ANN))

    refused = start(api, 409, player_key=ANN)

    assert refused["detail"] == "This quiz may be played 2 times, and you have done so."
    assert start(api, player_key=BOB)
    assert attempts() == 3


def test_limited_attempts_need_a_player_key(api: Api) -> None:
    load(attempts=1)

    assert "player_key" in start(api, 422)["detail"]
    load()
    start(api, player_key=ANN)
    assert db.session.scalars(select(Attempt.player_key)).all() == [None]


def test_a_personal_link_counts_attempts_across_browsers(api: Api) -> None:
    load(attempts=1)
    token = personal_link(2)
    api.finish(start(api, accommodation=token, player_key=ANN))

    assert "once" in start(api, 409, accommodation=token, player_key=BOB)["detail"]
    start(api, 409, player_key=ANN)
    start(api, 409, accommodation=token)


def test_starting_again_resumes_a_running_attempt(api: Api) -> None:
    """The response to a start can get lost, so the client asks again."""
    load(attempts=1, quiz_seconds=60)
    first = start(api, player_key=ANN)

    again = start(api, player_key=ANN)

    assert again["id"] == first["id"]
    let_pass(first, 61)
    assert "once" in start(api, 409, player_key=ANN)["detail"]


def test_twenty_concurrent_starts_create_one_attempt(app: OpenAPI, api: Api) -> None:
    load(attempts=1)

    started = at_once(app, [lambda a: start(a, player_key=ANN)] * 20)

    assert len({attempt["id"] for attempt in started}) == 1
    assert attempts() == 1


def test_a_quiz_changed_during_a_start_is_reread(api: Api) -> None:
    load(penalty=0.5)
    start(api)
    load_pack(pack(questions=5, settings={"penalty": 1}))

    attempt = start(api)

    assert (len(attempt["questions"]), attempt["rules"]["penalty"]) == (5, 1)


def test_a_ruled_quiz_with_only_unknown_types_cannot_start(api: Api) -> None:
    load(penalty=0.5)
    db.session.execute(text("UPDATE question SET type = 'telepathy'"))
    db.session.commit()

    assert "no questions" in start(api, 409)["detail"]
