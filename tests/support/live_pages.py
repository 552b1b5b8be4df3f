"""A live game that a test hosts over HTTP, while browsers play it."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, ViewportSize

from tests.support.looks import NEXT_FRAME
from tests.support.site import Site

PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
LARGE: ViewportSize = {"width": 1920, "height": 1080}
SIZE_OF = "node => parseFloat(getComputedStyle(node).fontSize)"
SHOWN_WHOLE = "box => box.scrollHeight <= box.clientHeight + 1"
SHIFT = """
    UPDATE game SET opens_at = opens_at - {by}, closes_at = closes_at - {by}
    WHERE id = %(id)s RETURNING id
"""


class LiveHost:
    """A game of this quiz; its requests are sent by `page`, a blank one."""

    def __init__(self, page: Page, site: Site, quiz: str, **options: object) -> None:
        self.page, self.site = page, site
        created = self.send("post", "", {"quiz": quiz, "options": options})
        self.id, self.pin, self.secret = created["id"], created["pin"], created["host_secret"]
        self.screen = f"/screen/{self.id}#{created['screen_secret']}"

    def send(self, method: str, path: str, body: object = None) -> Any:  # Any: JSON
        headers = {"X-Game-Secret": getattr(self, "secret", "")}
        if body is None:
            answer = getattr(self.page.request, method)(f"/api/games{path}", headers=headers)
        else:
            answer = getattr(self.page.request, method)(
                f"/api/games{path}", data=body, headers=headers
            )
        assert answer.ok, answer.text()
        return answer.json()

    def look(self) -> Any:  # Any: JSON
        return self.send("get", f"/{self.id}/host")

    def give(self, command: str) -> None:
        version = self.look()["state"]["version"]
        self.send("post", f"/{self.id}/commands", {"command": command, "version": version})

    def begin(self) -> None:
        """Announce the next round, and let it open at once."""
        self.announce()
        self.open()

    def announce(self) -> None:
        self.give("start" if self.look()["state"]["phase"] == "lobby" else "next")

    def read(self, seconds: int) -> None:
        """Announce the next round, and show its question so long before it opens."""
        self.announce()
        self.pass_time(f"(opens_at - now() - interval '{seconds} s')")

    def open(self) -> None:
        self.pass_time("(opens_at - now())")

    def close(self) -> None:
        """Let the time of the round run out, the grace included."""
        self.pass_time("(closes_at - now() + interval '2 s')")

    def pass_time(self, by: str) -> None:
        """Move the times of the round back by an interval in SQL."""
        self.site.run(SHIFT.format(by=by), id=self.id)

    def join(self, name: str, **more: object) -> Any:  # Any: JSON
        """Another player: who they are, and their secret id."""
        player = {"attempt": str(uuid4()), "name": name, **more}
        return {**player, **self.send("post", f"/{self.id}/players", player)}

    def answer(self, player: Any, response: object) -> None:  # Any: JSON
        body = {
            "attempt": player["attempt"],
            "round": self.look()["state"]["round"],
            "response": response,
            "elapsed_ms": 1000,
        }
        self.send("post", f"/{self.id}/answers", body)

    def choose(self, player: Any, text: str) -> None:  # Any: JSON
        """Answer with the choice that has this text."""
        self.answer(player, {"choice": self.choice(text)})

    def choice(self, text: str) -> str:
        """What players' browsers know this choice by."""
        choices = self.look()["state"]["question"]["view"]["choices"]
        [found] = [choice["id"] for choice in choices if choice["text"] == text]
        return str(found)

    def kick(self, number: int) -> None:
        self.send("post", f"/{self.id}/kicked", {"numbers": [number]})

    def players(self) -> list[Any]:  # Any: JSON
        found: list[Any] = self.look()["players"]
        return found


class Crowd:
    """Players of the game that a page hosts, who send what a phone would."""

    def __init__(self, page: Page) -> None:
        self.api, self.game = page.request, page.url.split("/host/")[1].split("#")[0]
        self.ids: dict[str, str] = {}

    def join(self, name: str, status: int = 200) -> None:
        body = {"attempt": str(uuid4()), "name": name}
        answer = self.api.post(f"/api/games/{self.game}/players", data=body)
        assert answer.status == status, answer.text()
        self.ids[name] = body["attempt"]

    def answer(self, name: str, place: int = 0) -> None:
        """Choose this choice, or of several this one and the next."""
        ids = [choice["id"] for choice in self._state()["question"]["view"]["choices"]]
        several = self._state()["question"]["type"] == "multiple"
        self.send(name, {"choices": ids[place : place + 2]} if several else {"choice": ids[place]})

    def send(self, name: str, response: object) -> None:
        body = {
            "attempt": self.ids[name],
            "round": self._state()["round"],
            "response": response,
            "elapsed_ms": 1000,
        }
        answer = self.api.post(f"/api/games/{self.game}/answers", data=body)
        assert answer.ok, answer.text()

    def _state(self) -> Any:  # Any: JSON
        return self.api.get(f"/api/games/{self.game}/state").json()


def says(page: Page, words: str) -> Locator:
    """Where the page says it, besides what is announced."""
    return page.locator("main").get_by_text(words)


def legible(page: Page, *parts: str, at: int = 45) -> None:
    """Raises AssertionError unless all of a question is on the projector, and its letters large.

    They are a 45th of its height, or what `at` says.
    """
    for size in (PROJECTOR, LARGE):
        page.set_viewport_size(size)
        page.evaluate(NEXT_FRAME)
        assert page.locator(".fit-box").evaluate(SHOWN_WHOLE), size
        for part in parts:
            letters = page.locator(f".question {part}").first.evaluate(SIZE_OF)
            assert letters >= size["height"] / at, (part, size, size["height"] / letters)
    page.set_viewport_size(PROJECTOR)
