"""`python -m tests.load.spread`: how far apart browsers show the same question of a live game.

So many browsers (BROWSERS, 20) play on the built client and a local server. Each request takes 0 to
300 ms there and back, shared at random between the two ways, and 5 % get no answer at all. For each
of ROUNDS questions, every page notes when the choices can first be tapped, by the clock of this
machine, which is the server's, too. The floor is how late the same pages are for a moment that they
know: on a busy machine most of the figures is that.
"""

import asyncio
import json
import os
import statistics
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from urllib.request import Request, urlopen

from playwright.async_api import Browser, Page, Route, async_playwright
from playwright.async_api import Error as BrowserError

from backend.library.packs import load_pack
from tests.support import run_folder
from tests.support.browser import ARGUMENTS, installed, missing
from tests.support.embedded import running_server
from tests.support.looks import PHONE
from tests.support.questions import pack, single
from tests.support.site import Site, running_site

BROWSERS = int(os.environ.get("BROWSERS", "20"))
ROUNDS = int(os.environ.get("ROUNDS", "20"))
SLOWEST = float(os.environ.get("LATENCY", "0.3"))  # seconds, there and back
LOST = float(os.environ.get("LOSS", "0.05"))
QUIZ = "spread"
# The first frame in which a question can be answered; the rounds have different prompts. Beside it,
# the floor: how late a frame is that the page asks for at a moment which it knows exactly.
NOTE = """(() => {
    window.shown = {}
    window.floor = []
    const now = () => performance.timeOrigin + performance.now()
    const wait = () => {
        const due = 1000 * Math.ceil(now() / 1000 + 1)
        setTimeout(() => requestAnimationFrame(() => {
            window.floor.push(now() - due)
            wait()
        }), due - now())
    }
    wait()
    const look = () => {
        const prompt = document.querySelector('.round .prompt')?.textContent ?? ''
        const number = /Prompt of q([0-9]+)/.exec(prompt)?.[1]
        if (number && document.querySelector('.round button.choice'))
            window.shown[number] ??= now()
        requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
})()"""


@dataclass
class Host:
    """The game, hosted over HTTP."""

    url: str
    game: dict[str, str] = field(default_factory=dict)

    def create(self) -> None:
        options = {"timer": "none", "reading_seconds": 0}
        self.game = self._send("", {"quiz": QUIZ, "options": options})

    def look(self) -> Any:  # Any: JSON
        return self._send(f"/{self.game['id']}/host")["state"]

    def give(self, command: str) -> Any:  # Any: JSON
        body = {"command": command, "version": self.look()["version"]}
        return self._send(f"/{self.game['id']}/commands", body)["state"]

    def _send(self, path: str, body: object = None) -> Any:  # Any: JSON
        headers = {
            "Content-Type": "application/json",
            "X-Game-Secret": self.game.get("host_secret", ""),
        }
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self.url}/api/games{path}", data, headers)) as answer:
            return json.load(answer)


async def join(browser: Browser, url: str, pin: str, number: int) -> Page:
    """A player on a bad network, in a browser of its own."""
    context = await browser.new_context(
        base_url=url, viewport=PHONE, service_workers="block", reduced_motion="reduce"
    )
    await context.add_init_script(NOTE)
    page = await context.new_page()
    await page.goto(f"/join/{pin}")
    await page.get_by_label("Your name").fill(f"Player {number}")
    await page.get_by_role("button", name="Join", exact=True).click()
    await page.get_by_role("heading", name="You’re in!").wait_for()
    random = Random(number)

    async def carry(route: Route) -> None:
        if random.random() < LOST:
            return  # never answered: the page gives up
        whole, share = random.uniform(0, SLOWEST), random.random()
        try:
            await asyncio.sleep(whole * share)
            response = await route.fetch()
            await asyncio.sleep(whole * (1 - share))
            await route.fulfill(response=response)
        except BrowserError:
            pass  # the page has given up meanwhile

    await page.route("**/api/games/**", carry)
    return page


async def lead(host: Host, pages: list[Page]) -> tuple[list[list[float]], list[float]]:
    """Play; returns for each round how late each page was, in ms after the question opened; and
    the floor.
    """
    await asyncio.sleep(6)  # a few responses, from which the pages learn the server's time
    opened: list[float] = []
    for played in range(ROUNDS):
        state = await asyncio.to_thread(host.give, "next" if played else "start")
        opened.append(datetime.fromisoformat(state["opens_at"]).timestamp())
        await asyncio.sleep(opened[-1] - datetime.now().timestamp() + 2)
        await asyncio.to_thread(host.give, "void")
        print(".", end="", flush=True)
    print()
    await asyncio.sleep(1)
    found: list[dict[str, float]] = [await page.evaluate("window.shown") for page in pages]
    floor = [ms for page in pages for ms in await page.evaluate("window.floor")]
    late = [
        [shown[str(n)] - 1000 * at for shown in found if str(n) in shown]
        for n, at in enumerate(opened, 1)
    ]
    return late, floor


async def measure(site: Site) -> tuple[list[list[float]], list[float]]:
    host = Host(site.url)
    host.create()
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        pages = [await join(chromium, site.url, host.game["pin"], n) for n in range(BROWSERS)]
        return await lead(host, pages)


def report(late: list[list[float]], floor: list[float]) -> None:
    """Print quantiles of what pages were off, and how far the first and the last were apart."""
    every = sorted(ms for shown in late for ms in shown)
    off = sorted(abs(ms - statistics.median(shown)) for shown in late for ms in shown)
    apart = sorted(max(shown) - min(shown) for shown in late if shown)
    missed = ROUNDS * BROWSERS - len(every)
    print(f"{BROWSERS} browsers, {ROUNDS} questions; 0-{1000 * SLOWEST:.0f} ms, {LOST:.0%} lost")
    print(f"{'ms':<32}{'p50':>8}{'p90':>8}{'p99':>8}{'most':>8}")
    for name, values in (
        ("after the question opened", every),
        ("from the median of the question", off),
        ("between first and last browser", apart),
        ("floor: after a known moment", sorted(floor)),
    ):
        cuts = [
            values[min(len(values) - 1, int(share * len(values)))] for share in (0.5, 0.9, 0.99)
        ]
        print(f"{name:<32}" + "".join(f"{ms:>8.0f}" for ms in (*cuts, values[-1])))
    print(f"never shown within 2 s: {missed} of {ROUNDS * BROWSERS}")


def main() -> int:
    if reason := missing():
        sys.exit(f"spread: {reason}")
    run_folder.create()
    with ExitStack() as stack:
        stack.callback(run_folder.remove)
        server = stack.enter_context(running_server())
        site = stack.enter_context(running_site(server, run_folder.run_folder()))
        questions = [single(f"q{number}") for number in range(1, ROUNDS + 1)]
        with site.app.app_context():
            settings = {"shuffle_questions": False, "draw": ROUNDS}
            load_pack(pack(slug=QUIZ, of=questions, settings=settings))
        report(*asyncio.run(measure(site)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
