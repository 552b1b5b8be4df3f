"""Data of an older release, created by its own code through its own API.

A program: it is run with PYTHONPATH at the older code, reads a quiz document (JSON) and prints what
`Made` holds. What it imports of `backend` is in both releases.
"""

import json
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from flask_migrate import upgrade
from PIL import Image

EMAIL, PASSWORD = "ada@example.org", "a long enough one"
STUDIO = "/studio/quizzes/1"


@dataclass
class Made:
    """What the older release leaves behind. Any: JSON."""

    session: str
    """The cookie of a browser that is signed in."""
    csrf: str
    paths: list[str]
    """What it reads."""
    answers: list[Any]
    """What the older release answered."""
    running: Any
    """An attempt with one answer."""
    tabs: list[Any]
    """Attempts that are shown in open tabs, without an answer yet."""
    invitation: str
    """A link."""
    personal: str
    """The token of a personal link."""


class Browser:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.random = Random(1)

    def send(self, method: str, path: str, body: object = None) -> Any:  # Any: JSON
        answer = self.client.open(f"/api{path}", method=method, json=body)
        assert answer.status_code < 300, (method, path, answer.get_data(as_text=True))
        if answer.mimetype == "application/json":
            return answer.json
        return sha256(answer.data).hexdigest() if path.startswith("/media/") else answer.text

    def post(self, path: str, body: object = None) -> Any:  # Any: JSON
        return self.send("POST", path, {} if body is None else body)

    def sign_up(self, link: str) -> str:
        """Sign up with the first admin's link; stores the CSRF token for later requests."""
        person = {"email": EMAIL, "name": "Ada", "password": PASSWORD}
        token: str = self.post(f"/links/{link.rpartition('/')[2]}", person)["csrf_token"]
        self.client.environ_base["HTTP_X_CSRF_TOKEN"] = token
        return token

    def upload(self) -> str:
        """A small image; its id."""
        written = BytesIO()
        Image.linear_gradient("L").resize((40, 30)).save(written, "PNG")
        image = {"data": written.getvalue(), "content_type": "image/png"}
        answer = self.client.post("/api/studio/media", **image)
        assert answer.json, answer.text
        name: str = answer.json["id"]
        return name

    def answer(self, attempt: Any, number: int) -> None:  # Any: JSON
        """`a` or any response to this many of the open questions."""
        from backend.questions import TYPES  # noqa: PLC0415  (the older release's)

        for question in [one for one in attempt["questions"] if not one["response"]][:number]:
            name = question["view"]["type"]
            guessed = TYPES[name].guess(question["view"], self.random)
            response = {"choice": "a"} if name == "single" else guessed
            body = {"question": question["id"], "response": response}
            self.post(f"/attempts/{attempt['id']}/answers", body)


def fill(browser: Browser, document: dict[str, Any], setup_link: str) -> Made:  # Any: JSON
    """Every table gets rows."""
    csrf = browser.sign_up(setup_link)
    media = browser.upload()
    for question in document["questions"]:
        if "media" in question:
            question["media"] = media
    file = {"name": "quiz.json", "text": json.dumps(document)}
    assert browser.post("/studio/imports", file)["refused"] == 0
    browser.post(f"{STUDIO}/draft/publish", {"visibility": "public"})
    slug = browser.send("GET", STUDIO)["slug"]
    person = browser.post(f"{STUDIO}/accommodations", {"label": "Bo", "time_factor": 2})
    personal = parse_qs(urlsplit(person["link"]).query)["for"][0]
    finished = browser.post(f"/quizzes/{slug}/attempts")
    browser.answer(finished, 100)
    browser.post(f"/attempts/{finished['id']}/finish", {"player_name": "Grace"})
    rescored = publish_another_key(browser)
    running = browser.post(f"/quizzes/{slug}/attempts", {"accommodation": personal})
    browser.answer(running, 1)
    tabs = [browser.post(f"/quizzes/{slug}/attempts") for _ in range(2)]
    publish_another_key(browser, publish=False)
    browser.post(f"{STUDIO}/duplicate", {"title": "A copy"})
    share_with_another_author(browser)
    link = browser.post("/users", {"email": "new@example.org"})["link"]
    paths = [
        f"/media/{media}",
        *("/session", "/users", "/users/invitations", "/audit", "/quizzes", f"/quizzes/{slug}"),
        *(f"/quizzes/{slug}/scores?sort={sort}" for sort in ("latest", "best")),
        *(f"/attempts/{attempt['id']}" for attempt in (finished, running, *tabs)),
        *(STUDIO, "/studio/quizzes", "/studio/quizzes/2"),
        *(f"{STUDIO}/{part}" for part in ("draft", "accommodations", "shares", "summary")),
        *(
            f"{STUDIO}/{part}"
            for part in ("figures", "attempts", "attempts/1", "player?name=Grace")
        ),
        *(f"{STUDIO}/questions/{rescored}/history", "/studio/quizzes/2/draft"),
        *(f"{STUDIO}/export?format={form}" for form in ("json", "yaml", "markdown")),
        f"{STUDIO}/export?format=json&of=draft",
        f"{STUDIO}/results/download?of=attempts&format=csv",
    ]
    cookie = browser.client.get_cookie("popquiz")
    assert cookie
    return Made(
        session=cookie.value,
        csrf=csrf,
        paths=paths,
        answers=[browser.send("GET", path) for path in paths],
        running=running,
        tabs=tabs,
        invitation=link,
        personal=personal,
    )


def share_with_another_author(browser: Browser) -> None:
    """A second user joins by invitation, then mistypes the password, which is counted."""
    other = Browser(browser.client.application.test_client())
    person = {"email": "bo@example.org", "name": "Bo", "password": PASSWORD}
    link = browser.post("/users", {"email": person["email"]})["link"]
    other.post(f"/links/{link.rpartition('/')[2]}", {**person, "email": None})
    share = {"email": person["email"], "may": "edit"}
    browser.send("PUT", f"{STUDIO}/shares", {"shares": [share]})
    wrong = {"email": person["email"], "password": "mistyped"}
    assert other.client.post("/api/session", json=wrong).status_code == 422


def publish_another_key(browser: Browser, publish: bool = True) -> int:
    """Publish another key of the first question and rescore; returns the question's id."""
    browser.post(f"{STUDIO}/draft")
    question = browser.send("GET", f"{STUDIO}/draft")["questions"][0]
    content, version = question["content"], question["version"]
    key = "b" if content["body"]["key"] == "a" else "a"
    content["body"] = {**content["body"], "key": key}
    path = f"{STUDIO}/draft/questions/{question['id']}"
    browser.send("PUT", path, {"version": version, "content": content})
    if publish:
        browser.post(f"{STUDIO}/draft/publish")
        shown = browser.post(f"{STUDIO}/rescoring/preview")
        ids = [one["id"] for one in shown["questions"]]
        browser.post(f"{STUDIO}/rescoring", {"questions": ids, "expected": shown["attempts"]})
    number: int = browser.send("GET", f"{STUDIO}/draft")["questions"][0]["question_id"]
    return number


def main() -> None:
    from backend.accounts.links import setup_link  # noqa: PLC0415  (the older release's)
    from backend.app import create_app  # noqa: PLC0415
    from backend.cli.migrations import install  # noqa: PLC0415

    app = create_app()
    install(app)
    with app.app_context():
        upgrade()
        link = setup_link()
    assert link
    made = fill(Browser(app.test_client()), json.load(sys.stdin), link)
    print(json.dumps(asdict(made)))


if __name__ == "__main__":
    main()
