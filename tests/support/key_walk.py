"""A walk over every route between the moves of a player."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import text
from werkzeug.test import TestResponse

from backend.api.signed_in import FOR_ADMINS, FOR_SIGNED_IN
from backend.library.packs import load_pack
from backend.models import db
from backend.questions import TYPES
from tests.support.authors import new_author
from tests.support.questions import pack
from tests.support.tables import empty_tables
from tests.support.twin_quizzes import Json, Twin, differs, misfits, moves, questions

Route = tuple[str, str]
"""Method and rule."""
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


def routes(app: OpenAPI) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule
