"""A real server and a real browser. Without Chromium or the built client, skipped by name."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from flask_openapi3 import OpenAPI
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
)
from sqlalchemy import select

from backend.app import create_app
from backend.library.accommodations import add_accommodation
from backend.library.packs import load_pack
from backend.media.store import keep
from backend.models import Quiz, db
from backend.settings import Settings
from deploy.local import postgres
from deploy.local.serve import environment_for, manage, serve, stop, wait_ready
from tests.browser import launched, missing
from tests.conftest import (
    blanks,
    categorise,
    matching,
    multiple,
    number,
    ordering,
    pack,
    picture,
    poll,
    single,
    truefalse,
    typed,
)
from tests.e2e.looks import PHONE
from tests.e2e.studio import add_authors, sign_in
from tests.media import mp3

ROOT = Path(__file__).parents[2]
# Quizzes that are played by rules.
RULED: dict[str, dict[str, Any]] = {
    "timed": {"question_seconds": 20, "speed_weight": 50, "penalty": 0.25, "pass_mark": 50},
    "exam": {"quiz_seconds": 300, "penalty": 1, "code": "sesame", "attempts": 5},
    "later": {
        "feedback": "after",
        "feedback_after": "2100-03-01T10:00:00+01:00",
        "time_zone": "Europe/Berlin",
    },
}
TOKEN = "t" * 22


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if Path(item.fspath).parent == Path(__file__).parent]
    reason = missing() if ours else ""
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Site:
    url: str
    uri: str
    app: OpenAPI
    """The application on the same database, for what no page has to do."""

    def count(self, table: str) -> int:
        """Rows in a table."""
        row = self.run(f"SELECT count(*) FROM {table}")
        return int(row[0])

    def run(self, sql: str, **parameters: object) -> tuple[Any, ...]:  # Any: the row's columns
        """The first row of a statement."""
        connection = psycopg2.connect(self.uri)
        with connection, connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            row: tuple[Any, ...] | None = cursor.fetchone()
        connection.close()
        assert row
        return row


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """uWSGI with the built client, an embedded PostgreSQL, and a quiz whose keys are known."""
    work = tmp_path_factory.mktemp("e2e")
    database = postgres.start(work / "postgres")
    server = None
    try:
        uri = postgres.create_database(database, "e2e")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        environment = environment_for(uri, "127.0.0.1", port, work)
        manage(["db", "upgrade"], environment)
        variables = {"QUIZ_ENV": "development", "SQLALCHEMY_DATABASE_URI": uri}
        app = create_app(Settings.from_env(variables))
        add_quizzes(app)
        server = serve(environment, work / "server.log")
        wait_ready(f"http://127.0.0.1:{port}", server, work / "server.log")
        yield Site(f"http://127.0.0.1:{port}", uri, app)
    finally:
        if server:
            stop(server)
        database.stop()


LONG = f"""A *very* long line:

```python
def summary(names):
    return "{"far beyond the edge of a phone, " * 2}" + [[city]].join(sorted(names)[:[[height]]])
```

1. In `code: [[last]]`, too.
"""
WIDE = " + ".join(f"x_{{{number}}}^2" for number in range(30))
FORMULAS = f"""Which $x$ solves $x^2 + px + q = 0$, with $\\frac{{p^2}}{{4}} \\ge q$?

$$
x = -\\frac{{p}}{{2}} \\pm \\sqrt{{\\left(\\frac{{p}}{{2}}\\right)^2 - q}}
$$

And this is wide, cased, and a matrix:

$$\\sum_{{i=1}}^{{30}} x_i^2 = {WIDE}$$

$$
|x| = \\begin{{cases}} x & \\text{{if }} x \\ge 0 \\\\ -x & \\text{{otherwise}} \\end{{cases}}
\\qquad A = \\begin{{pmatrix}} 1 & 2 \\\\ 3 & 4 \\end{{pmatrix}} \\in \\mathbb{{R}}^{{2 \\times 2}}
$$

It costs $5 or $6, and $\\nonsense{{$ is shown as it is.
"""
FORMULA_CHOICES = [
    {"id": "a", "text": r"$\frac{1}{2}$"},
    {"id": "b", "text": r"$$\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}$$"},
    {"id": "c", "text": r"only if $\vec{v} \cdot \vec{w} = 0$"},
    {"id": "d", "text": f"${WIDE}$"},
]


def add_quizzes(app: OpenAPI) -> None:
    code = "```python\nprint('a' * 3, [x for x in range(10)], 'too long for a phone' * 4)\n```"
    questions = [
        single("plain", shuffle=False),
        single("wat", shuffle=False, tags=["wat"], prompt=f"What does it print?\n\n{code}"),
        multiple("both", shuffle=False),
    ]
    with app.app_context():
        load_pack(pack(of=questions))
        numbers = [number("how-far"), number("how-long", unit="")]
        load_pack(pack(slug="numbers", title="Numbers", of=numbers))
        load_pack(pack(slug="words", title="Words", of=[typed("capital"), typed("again")]))
        for question in arranged_questions():
            name = question["type"]
            load_pack(pack(slug=name, title=name.title(), of=[question]))
        load_pack(pack(slug="gaps", title="Gaps", of=[blanks("one"), blanks("long", text=LONG)]))
        formulas = single(
            "formulas", prompt=FORMULAS, explanation=FORMULAS, choices=FORMULA_CHOICES
        )
        load_pack(pack(slug="formulas", title="Formulas", of=[formulas]))
        for slug, rules in RULED.items():
            load_pack(
                pack(slug=slug, title=slug.title(), settings={**rules, "shuffle_choices": False})
            )
        quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.slug == "exam")).one()
        add_accommodation(quiz_id, "Ann", 2).token = TOKEN
        db.session.commit()
        load_pack(pack(slug="places", title="Places", of=places()))
        load_pack(pack(slug="secretive", title="Secretive", settings={"feedback": "at_end"}))


def arranged_questions() -> list[dict[str, Any]]:  # Any: JSON
    """One of each type that the other quizzes have not, in quizzes of their own."""
    code = "```python\nfor i in range(3): print(i, 'long enough to be broken on a phone')\n```"
    long = "A text that is longer than what a phone shows on one line"
    return [
        truefalse("statement", prompt="Mars has two moons."),
        poll("opinion", several=True),
        ordering("planets", bottom="farthest from the Sun"),
        matching("speaks", distractors=["FTP", long, code]),
        categorise("classes"),
    ]


def places() -> list[dict[str, Any]]:  # Any: questions of a pack
    """Three about an image; the last two have one and a sound in their prompts."""
    earths = keep((ROOT / "backend/packs/media/earth-around-the-sun.webp").read_bytes()).id
    beep = keep(mp3()).id
    db.session.commit()
    return [
        picture("areas", media=earths),
        picture("point", media=earths, show_areas=False),
        single(
            "seen-and-heard",
            shuffle=False,
            prompt=f"![The Earth's path](media:{earths})\n\n![A beep](media:{beep})",
            choices=[{"id": "a", "text": f"![Four](media:{earths})"}, {"id": "b", "text": "two"}],
        ),
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page at a path, on a phone unless said otherwise.

    What the console complains about, and any request to elsewhere, fails the test; a test that
    takes the network away names the complaints it expects.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expected: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def note_request(request: Request) -> None:
        if not request.url.startswith((site.url, "data:")):
            complaints.append(request.url)

    def open_(path: str = "/", expect: tuple[str, ...] = (), **options: Any) -> Page:
        expected.extend(expect)
        context = browser.new_context(**{"viewport": PHONE, "base_url": site.url, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note_message)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", note_request)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    unexpected = [c for c in complaints if not any(text in c for text in expected)]
    assert unexpected == []


@pytest.fixture(scope="module")
def authors(site: Site) -> None:
    """Ada and Ben, whose passwords are known."""
    add_authors(site.app)


@pytest.fixture
def ada(authors: None, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the studio as Ada."""
    return lambda **options: sign_in(open_page("/studio", **options))


@pytest.fixture
def ben(authors: None, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the studio as Ben."""
    return lambda **options: sign_in(open_page("/studio", **options), "Ben")
