"""A key stays on the server until its player may see it: calls every route in every state.

Two quizzes that differ only in what a verdict reveals (keys, explanations, tags) and in
the author's order of choices are played with the same moves. Until the verdict is out,
both get the same responses, byte for byte.
"""

import json
import re
from random import Random

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.library.packs import load_pack
from backend.models import Attempt, QuizShare, db
from tests.support.api import check_status
from tests.support.authors import Author, new_author
from tests.support.key_walk import ABOUT_ONESELF, Route, Walk, routes
from tests.support.live_walk import walk_game
from tests.support.past import let_pass
from tests.support.questions import pack
from tests.support.tables import only_quiz
from tests.support.twin_quizzes import Json, Twin, misfits, moves, questions

SETTINGS = {
    "draw": 100,
    "certificate": True,
    "pass_mark": 50,
    "penalty": 0.25,
    "closes_at": "2100-01-01T00:00:00Z",
}
AT_A_DATE = {"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z"}
PLAYED = {
    name: {**SETTINGS, **feedback, **timer}
    for timers, timer in (("", {}), (", with timers", {"question_seconds": 600}))
    for name, feedback in (
        (f"immediate{timers}", {"feedback": "immediate"}),
        (f"at the end{timers}", {"feedback": "at_end"}),
        (f"after a date{timers}", AT_A_DATE),
    )
}
PLAYED |= {
    f"{name}, freely": {**SETTINGS, **feedback, "navigation": "free"}
    for name, feedback in (("at the end", {"feedback": "at_end"}), ("after a date", AT_A_DATE))
}
LONGEST = "after a date, with timers"
"""The walk of this game meets every route that is not about accounts."""
A_CENTURY = 100 * 366 * 24 * 3600

STATIC = [
    *("/api/formats", "/api/schema/quiz.json", "/api/openapi.json", "/api/docs", "/api/docs.css"),
    *("/api/version", "/api/connection", "/api/health/live", "/api/health/ready", "/problems/"),
    *("/api/site", "/api/site/manifest", "/api/site/style.css", "/problems/not-on-offer"),
]
SIGNING_IN: set[Route] = {
    *(("GET", "/api/session"), ("POST", "/api/session"), ("DELETE", "/api/session")),
    *(("GET", "/api/session/oidc"), ("GET", "/api/session/oidc/callback")),
    *(("GET", "/api/links/<string:token>"), ("POST", "/api/links/<string:token>")),
    ("POST", "/api/password-reset"),
}
"""Open routes that know accounts only."""


def the_date_comes() -> None:
    past = """UPDATE attempt SET rules = rules || '{"feedback_after": "2026-01-01T00:00:00Z"}'"""
    db.session.execute(text(past))
    db.session.commit()


def walked(app: OpenAPI, patch: pytest.MonkeyPatch, twin: Twin, settings: Json) -> tuple[Walk, str]:
    """A walk up to the last moment before keys are shown, and then the finished attempt."""
    patch.setattr("backend.play.start.secrets.randbits", Random(1).getrandbits)
    patch.setattr("backend.games.create.secrets.randbelow", Random(1).randrange)
    secrets = Random(1)
    patch.setattr(
        "backend.games.create.secrets.token_urlsafe", lambda size: secrets.randbytes(size).hex()
    )
    walk = Walk(app, twin, settings)
    for path in STATIC:
        walk.ask("GET", path)
    walk.ask("GET", "/api/session")
    late = walk.start()
    attempt = walk.start()
    walk.closed_doors(attempt)
    walk.play(attempt)
    walk_game(walk, "keys", moves(), misfits())

    # The quiz closes, and with it an attempt that has one answer.
    first = late["questions"][0]
    walk.answer(late, first["id"], moves()[first["prompt"]])
    let_pass(late, A_CENTURY)
    walk.doors(late)
    for question in late["questions"]:
        walk.answer(late, question["id"], moves()[question["prompt"]])
        walk.ask("POST", f"/api/attempts/{late['id']}/questions/{question['id']}/hint", {})
    walk.load(closes_at="2026-01-01T00:00:00Z")
    walk.start()
    walk.doors(late)

    if settings["feedback"] == "after":
        walk.finish(attempt, "Ann")
        walk.finish(attempt, "Bob")
        walk.doors(attempt)
        walk.closed_doors(attempt)
        the_date_comes()
        walk.ask("GET", f"/api/attempts/{late['id']}")  # it is still running
    return walk, walk.client.post(f"/api/attempts/{attempt['id']}/finish", json={}).text


@pytest.mark.parametrize("played", PLAYED)
def test_no_response_depends_on_hidden_keys(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch, played: str
) -> None:
    apples, apples_end = walked(app, monkeypatch, "apples", PLAYED[played])
    grapes, grapes_end = walked(app, monkeypatch, "grapes", PLAYED[played])

    assert len(apples.seen) == len(grapes.seen) > 300
    for one, other in zip(apples.seen, grapes.seen, strict=True):
        assert one == other
        assert "apples" not in one.body
        assert "grapes" not in other.body
        if one.asked.partition(" ")[2].startswith(("/api/attempts", "/api/games", "/api/quizzes")):
            assert not re.search(r'"(key|credit|parts|explanation|feedback_html)"', one.body), one

    if played == LONGEST:
        known = set(routes(app)) - {("GET", "/static/<path:filename>")}
        assert known == apples.routes | SIGNING_IN
        assert known >= ABOUT_ONESELF

    # The two differ once everything is shown.
    assert "apples" in apples_end
    assert "grapes" in grapes_end
    assert json.loads(apples_end)["score"] > json.loads(grapes_end)["score"]


def test_hints_on_request_and_feedback_are_shown(
    app: OpenAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the walk would find nothing of them because there is nothing."""
    monkeypatch.setattr("backend.play.start.secrets.randbits", Random(1).getrandbits)
    walk = Walk(app, "apples", PLAYED["at the end"])
    attempt = walk.start()
    for question in attempt["questions"]:
        assert question["hint"] == {"text": None, "html": None}
        path = f"/api/attempts/{attempt['id']}/questions/{question['id']}/hint"
        assert walk.ask("POST", path, {})["text"] == "Think of apples."
        walk.answer(attempt, question["id"], moves()[question["prompt"]])
    walk.doors(attempt)
    assert "No apples there" not in "".join(seen.body for seen in walk.seen)

    path = f"/api/attempts/{attempt['id']}/finish"
    finished = walk.client.post(path, json={}).text
    with_choices = ("single", "multiple", "truefalse", "blanks")
    # Of the multiple answers, two are right.
    assert finished.count("<p>No apples there.</p>") == len(with_choices) + 1


@pytest.fixture
def viewer(app: OpenAPI) -> Author:
    """A colleague with permission to view a quiz that has been played."""
    load_pack(pack(of=questions("apples"), slug="keys", settings={**AT_A_DATE, "draw": 100}))
    found = new_author(app, "Viewer")
    quiz = only_quiz()
    db.session.add(QuizShare(quiz_id=quiz.id, user_id=found.id, may="view"))
    db.session.commit()
    client = app.test_client()
    attempt: Json = client.post("/api/quizzes/keys/attempts", json={}).json
    for question in attempt["questions"]:
        body = {"question": question["id"], "response": moves()[question["prompt"]]}
        check_status(client.post(f"/api/attempts/{attempt['id']}/answers", json=body), 200)
    client.post(f"/api/attempts/{attempt['id']}/finish", json={"player_name": "Ann"})
    return found


def test_a_viewer_reads_keys_and_results_but_cannot_play_for_others(viewer: Author) -> None:
    """Viewers may read keys before the date, since they may see what the author wrote."""
    root = "/api/studio/quizzes/1"
    attempt_id = str(db.session.scalars(select(Attempt.id)).one())
    bodies = {}
    for path in (
        *("", "/draft", "/export?format=json", "/questions/1/history", "/summary", "/figures"),
        *("/attempts", "/attempts/1", "/results/download", "/results/download?of=questions"),
    ):
        answer = viewer.client.get(f"{root}{path}")
        check_status(answer, 200)
        assert attempt_id not in answer.text, path
        assert "@" not in answer.text, path
        bodies[path] = answer.text
    for path in ("/draft", "/export?format=json", "/questions/1/history"):
        assert "Because of apples" in bodies[path]
    for path in ("/accommodations", "/shares", "/player?attempt=1"):
        check_status(viewer.client.get(f"{root}{path}"), 403)


def test_a_viewer_sees_as_little_as_any_player_outside_the_studio(viewer: Author) -> None:
    attempt_id = db.session.scalars(select(Attempt.id)).one()
    for path in ("quizzes", "quizzes/keys", "quizzes/keys/scores", f"attempts/{attempt_id}"):
        answer = viewer.client.get(f"/api/{path}")
        check_status(answer, 200)
        assert answer.text == viewer.client.application.test_client().get(f"/api/{path}").text
        assert "apples" not in answer.text
        assert "Ann" not in answer.text or path.startswith("attempts")
