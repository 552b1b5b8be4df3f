"""A key stays on the server until its player may see it: calls every route in every state.

Two quizzes that differ only in what a verdict reveals (keys, explanations, tags) and in
the author's order of choices are played with the same moves. Until the verdict is out,
both get the same responses, byte for byte.
"""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any, Literal, NamedTuple
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from backend.api.signed_in import FOR_ADMINS, FOR_SIGNED_IN
from backend.library.packs import load_pack
from backend.media.store import keep
from backend.models import Attempt, Quiz, QuizShare, db
from backend.questions import TYPES
from tests.support.api import check_status
from tests.support.authors import Author, new_author
from tests.support.live_walk import walk_game
from tests.support.media import image
from tests.support.past import let_pass
from tests.support.questions import arranged, number, pack
from tests.support.tables import empty_tables

Json = Any  # whatever the API answers
Twin = Literal["apples", "grapes"]
"""The word of the explanations. The moves are those that are right for `apples`."""
Route = tuple[str, str]
"""Method and rule."""

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
ABOUT_ONESELF: set[Route] = {
    *(("PATCH", "/api/account"), ("GET", "/api/account/sessions")),
    *(("DELETE", "/api/account/sessions"), ("DELETE", "/api/account/sessions/<string:session_id>")),
    *(
        ("GET", "/api/studio/quizzes"),
        ("POST", "/api/studio/quizzes"),
        ("GET", "/api/studio/types"),
        *(("GET", "/api/studio/labels"), ("GET", "/api/studio/bank/tags")),
        ("GET", "/api/studio/bank/questions"),
        *(("GET", "/api/studio/players"), ("GET", "/api/studio/players/download")),
        *(("GET", "/api/studio/lists"), ("POST", "/api/studio/lists")),
    ),
    *(("GET", "/api/studio/media"), ("POST", "/api/studio/media")),
    *(("POST", "/api/studio/preview"), ("POST", "/api/studio/try")),
    *(("POST", "/api/studio/imports"), ("POST", "/api/studio/imports/file")),
}
"""What each author may call, for it is about no quiz but their own. A new route that is not here
has to refuse authors without a right."""

VARYING = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z")
"""Ids of attempts and times."""


class Seen(NamedTuple):
    """The parts of a response that must not differ between the twins."""

    asked: str
    status: int
    headers: dict[str, str]
    body: str


def questions(twin: Twin) -> list[dict[str, Any]]:  # Any: as in a pack
    """One of each type, and the numbers that can be read in two ways."""
    picture, drawing = (keep(image("PNG", size)).id for size in ((40, 30), (30, 40)))
    hidden = {
        "explanation": f"Because of {twin}: ![{twin}](media:{drawing})",
        "tags": ["wat" if twin == "apples" else "try"],
        "hint": f"Think of {twin}.",
    }
    found = []
    for name, kind in TYPES.items():
        body = {**kind.example, **(kind.other_key if twin == "grapes" else {})}
        if "media" in body:
            body["media"] = picture
        if "choices" in body and twin == "grapes":
            body["choices"] = written_in_reverse(body["choices"])
        body |= with_feedback(name, body, f"No {twin} there.")
        found.append(arranged(name, name, {**body, **hidden}))
    for question_id, keys in (("point", (42.195, 42195)), ("minus", (-7, 7))):
        key = keys[0] if twin == "apples" else keys[1]
        found.append(number(question_id, **{**hidden, "key": key, "tolerance": 0, "near": None}))
    slid = {"slider": {"from": 0, "to": 100, "step": 5}, "key": 30 if twin == "apples" else 85}
    found.append(number("slid", **{**hidden, **slid}))
    return found


def with_feedback(name: str, body: Json, text: str) -> Json:
    """On everything that can be picked, where the type has feedback."""
    if name in ("single", "multiple"):
        return {"choices": [{**choice, "feedback": text} for choice in body["choices"]]}
    if name == "truefalse":
        return {"true_feedback": text, "false_feedback": text}
    if name == "blanks":
        options = [{"text": one, "feedback": text} for one in body["gaps"]["level"]["choices"]]
        level = {**body["gaps"]["level"], "choices": options}
        return {"gaps": {**body["gaps"], "level": level}}
    return {}


def written_in_reverse(choices: list[Json]) -> list[Json]:
    """The author's ids are given in the author's order."""
    ids = [choice["id"] for choice in choices]
    return [{**one, "id": known} for one, known in zip(reversed(choices), ids, strict=True)]


def moves() -> dict[str, Json]:
    """The right responses for `apples`, by prompt."""
    found: dict[str, Json] = {
        "Prompt of point": {"number": "42,195"},
        "Prompt of minus": {"number": -7},
        "Prompt of slid": {"number": 30},
    }
    for name, kind in TYPES.items():
        body = kind.Body.model_validate(kind.example)
        key = kind.key(body)
        view = kind.view(body).model_dump(mode="json")
        kind.hide(view)
        found[f"Prompt of {name}"] = (
            kind.guess(view, Random(1)) if key is None else kind.shown(body, key).model_dump()
        )
    return found


def misfits() -> list[Json]:
    """Responses of every type, with ids that only authors know."""
    found: list[Json] = [{"nothing": 1}]
    for kind in TYPES.values():
        for written in (kind.example, {**kind.example, **kind.other_key}):
            body = kind.Body.model_validate(written)
            key = kind.key(body)
            found.append(
                kind.guess(kind.view(body).model_dump(mode="json"), Random(1))
                if key is None
                else key.model_dump()
            )
    return found


class Walk:
    """A player of one of the twins, calling every route in between."""

    def __init__(self, app: OpenAPI, twin: Twin, settings: Json) -> None:
        empty_tables()
        self.app, self.client = app, app.test_client()
        self.twin, self.settings = twin, settings
        self.immediate = settings["feedback"] == "immediate"
        self.other = new_author(app, "Other")
        self.seen: list[Seen] = []
        self.routes: set[Route] = set()
        self.load()
        self.tried: set[int] = set()

    def load(self, **changes: Any) -> None:  # Any: settings
        settings = {**self.settings, **changes}
        load_pack(pack(of=questions(self.twin), slug="keys", settings=settings))

    def ask(
        self, method: str, path: str, body: Json = None, client: FlaskClient | None = None
    ) -> Json:
        answer = (client or self.client).open(path, method=method, json=body)
        assert answer.status_code < 500, (path, answer.text)
        rule, _ = self.app.url_map.bind("").match(path.partition("?")[0], method, return_rule=True)
        self.routes.add((method, rule.rule))
        self.seen.append(self.noted(f"{method} {path}", answer))
        answer.close()
        return answer.json if answer.is_json else None

    def noted(self, asked: str, answer: TestResponse) -> Seen:
        headers = {
            name: VARYING.sub("…", value)
            for name, value in answer.headers.items()
            if name not in ("X-Request-ID", "Date", "X-Time", "X-Accel-Expires")
        }
        if asked.startswith("GET /api/games"):
            headers.pop("ETag", None)  # of times
            headers.pop("Content-Length", None)
        body = answer.data.decode(errors="replace")
        content = answer.json if answer.is_json else None
        if self.immediate and shown_at_once(content):
            body = json.dumps(content)
            del headers["Content-Length"]
        return Seen(VARYING.sub("…", asked), answer.status_code, headers, VARYING.sub("…", body))

    def doors(self, attempt: Json) -> None:
        """All reading routes, as a player, a visitor and an author without rights."""
        scores = "/api/quizzes/keys/scores?fresh=true&sort="
        for path in (
            *("/api/quizzes", "/api/quizzes/keys", f"{scores}best", f"{scores}latest"),
            "/api/quizzes/keys/cover",
            f"/api/attempts/{attempt['id']}",
            f"/api/attempts/{attempt['id']}/compared",
            *(f"/api/media/{media}" for media in self.media()),
            *("/api/previews/page/", "/api/previews/page/quiz/keys", "/api/previews/site.jpg"),
            *("/api/previews/quizzes/keys.jpg", "/api/previews/icon-192.png"),
            "/api/previews/maskable-192.png",
        ):
            self.ask("GET", path)
        self.ask("GET", "/api/certificates/0123456789AB")
        self.ask("POST", f"/api/attempts/{attempt['id']}/certificate", {})
        self.ask("POST", "/api/quizzes/keys/attempts", {})
        for about in ("names", "standing"):
            self.ask("POST", f"/api/quizzes/keys/{about}", {})
        self.ask("POST", f"/api/attempts/{attempt['id']}/practice", {})

    def media(self) -> list[str]:
        db.session.rollback()
        found = db.session.execute(text("SELECT id FROM media ORDER BY id")).scalars()
        return [*found, "0" * 64]

    def closed_doors(self, attempt: Json) -> None:
        """The studio, as a visitor and as an author without rights."""
        quiz_id, question_id, number_ = 1, attempt["questions"][0]["id"], 1
        values = {"quiz_id": quiz_id, "question_id": question_id, "number": number_}
        for method, rule in routes(self.app):
            if not rule.startswith((*FOR_SIGNED_IN, *FOR_ADMINS)):
                continue
            path = re.sub(
                r"<(?:\w+:)?(\w+)>",
                lambda found: str(values.get(found[1], UUID(int=1) if "draft" in found[1] else 1)),
                rule,
            )
            self.ask(method, path, {})
            assert self.seen[-1].status == 401, (method, path)
            if (method, rule) in ABOUT_ONESELF:
                continue
            path += "?name=Ann" if path.endswith("/player") else ""
            self.ask(method, path, None if method == "GET" else {}, self.other.client)
            refusals = (403, 404) if method == "GET" else (403, 404, 422)
            assert self.seen[-1].status in refusals, (method, path)
        for query in ("show=mine", "show=shared", "show=all", "show=archived", "search=apples"):
            self.ask("GET", f"/api/studio/quizzes?{query}", client=self.other.client)
        for query in ("", "search=apples", "quiz_id=1"):
            self.ask("GET", f"/api/studio/bank/questions?{query}", client=self.other.client)
        self.ask("GET", "/api/studio/bank/tags", client=self.other.client)
        for path in ("/api/studio/types", "/api/studio/media"):
            self.ask("GET", path, client=self.other.client)
        for form in ("markdown", "json", "yaml"):
            self.ask("GET", f"/api/studio/quizzes/1/export?format={form}", None, self.other.client)
            assert self.seen[-1].status == 404
        body = {"text": "# T", "quiz_id": 1, "check": True}
        self.ask("POST", "/api/studio/imports", body, self.other.client)
        assert self.seen[-1].status == 404

    def answer(
        self, attempt: Json, question_id: int, response: Json, revision: int | None = None
    ) -> None:
        body = {"question": question_id, "response": response}
        if revision is not None:
            body["revision"] = revision
        self.ask("POST", f"/api/attempts/{attempt['id']}/answers", body)

    def play(self, attempt: Json) -> None:
        """Send invalid responses, then valid ones, question by question."""
        right, path = moves(), f"/api/attempts/{attempt['id']}"
        wrong = misfits()
        while True:
            shown: Json = self.client.get(path).json
            waiting = [q for q in shown["questions"] if q["id"] not in self.tried]
            for question in waiting:
                self.tried.add(question["id"])
                for later in shown["unasked"]:
                    self.ask("POST", f"{path}/questions/{later}/hint", {})
                    self.answer(attempt, later, wrong[0])
                    self.answer(attempt, later, right["Prompt of single"])
                for response in wrong:
                    if response != right[question["prompt"]]:
                        self.misfit(attempt, question, response)
                self.doors(attempt)
                self.answer(attempt, question["id"], right[question["prompt"]])
                self.answer(attempt, question["id"], right[question["prompt"]])
                self.ask("POST", f"{path}/questions/{question['id']}/clear", {"revision": 2})
                self.answer(attempt, question["id"], right[question["prompt"]], revision=3)
                if "navigation" not in shown["rules"]:  # freely, hints are given after answers, too
                    self.ask("POST", f"{path}/questions/{question['id']}/hint", {})
            if not shown["unasked"]:
                break
            for later in reversed(shown["unasked"]):  # the next one last
                self.ask("POST", f"{path}/questions/{later}/ask", {})
        self.doors(attempt)

    def misfit(self, attempt: Json, question: Json, response: Json) -> None:
        """Send responses of other types and with authors' ids, which this type must refuse."""
        kind = TYPES[question["view"]["type"]]
        own = set(kind.Response.model_fields) == set(response)
        if own and not differs(kind.name):
            return
        self.answer(attempt, question["id"], response)

    def start(self) -> Json:
        return self.ask("POST", "/api/quizzes/keys/attempts", {})

    def finish(self, attempt: Json, name: str) -> None:
        self.ask("POST", f"/api/attempts/{attempt['id']}/finish", {"player_name": name})


def shown_at_once(content: Json) -> bool:
    """Remove what immediate feedback reveals about answered questions, in place.

    False if this response may not reveal anything.
    """
    if not isinstance(content, dict) or not ("questions" in content or "verdict" in content):
        return False
    for question in [content, *content.get("questions", [])]:
        if question.get("response") is not None or question.get("closed"):
            question.pop("verdict", None)
    content.pop("score", None)
    return True


def differs(name: str) -> bool:
    """Whether players of this type get other ids than its author wrote."""
    kind = TYPES[name]
    view = kind.view(kind.Body.model_validate(kind.example)).model_dump(mode="json")
    before = json.dumps(view)
    kind.hide(view)
    return json.dumps(view) != before


def routes(app: OpenAPI) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule


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
    quiz = db.session.scalars(select(Quiz)).one()
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
