"""Every page in two pseudo-locales: a longer one, and one that runs right to left.

Untranslated text stays plain, text without room is cut off, and wrongly mirrored elements are on
the wrong side.
"""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.accounts import links
from backend.models import db
from tests.support.accounts import add_user
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.live_pages import LiveHost
from tests.support.looks import DESKTOP, DEVELOPED
from tests.support.players import guess
from tests.support.pseudo import CLIENT, Walk
from tests.support.questions import (
    blanks,
    categorise,
    matching,
    multiple,
    number,
    ordering,
    poll,
    truefalse,
    typed,
)
from tests.support.site import Site
from tests.support.studio_pages import PASTED, Studio

Begin = Callable[..., Walk]
BOTH = pytest.mark.parametrize("locale", ["en-XA", "ar-XB"])
OF_EVERY_TYPE = ["small", "numbers", "words", "gaps", "truefalse", "poll", "ordering"]
OF_EVERY_TYPE += ["matching", "categorise", "places", "wordcloud", "slider", "helpful"]
ADMIN = "zoe@example.org"
DURATION = re.compile(r": plain: \d+ (seconds|minutes?)$")


@pytest.fixture
def visited(developed: Site) -> Site:
    return developed


@pytest.fixture
def begin(open_page: OpenPage) -> Begin:
    """A walk through pages in a pseudo-locale."""

    def begin_(locale: str, **options: str) -> Walk:
        page = open_page(
            None, viewport=DESKTOP, **DEVELOPED, expect=("404", "422", "410"), **options
        )
        return Walk(page, locale)

    return begin_


@pytest.fixture(scope="module")
def admin(site: Site) -> str:
    with site.app.app_context():
        add_user(ADMIN, "admin", name="Zoe")
    return ADMIN


def start(page: Page, slug: str) -> str:
    """The id of a new attempt."""
    answer = page.request.post(f"/api/quizzes/{slug}/attempts", data={"player_key": "p" * 22})
    return str(answer.json()["id"])


@BOTH
def test_players_see_no_untranslated_cut_or_mirrored_text(
    begin: Begin, site: Site, locale: str
) -> None:
    walk = begin(locale)
    page = walk.page
    expect(page.locator(".quiz").first).to_be_visible()
    walk.look("start page")
    for path in ("/quiz/exam", "/quiz/timed", "/quiz/later", "/what-is-a-wat", "/no/such/page"):
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        walk.look(path)
    page.goto("/play/none")
    expect(page.locator(".note")).to_be_visible()
    walk.look("an unknown attempt")
    for slug in OF_EVERY_TYPE:
        page.goto(f"/play/{start(page, slug)}")
        expect(page.locator(".question")).to_be_visible()
        walk.look(f"a question of {slug}")

    attempt = start(page, "small")
    page.goto(f"/play/{attempt}")
    for turn in range(3):
        expect(page.locator(".choice").first).to_be_visible()
        page.locator(".choice").first.click()
        if page.locator(".check, form button.primary, .check button").count():
            page.locator("button.primary").first.click()
        expect(page.locator(".verdict")).to_be_visible()
        walk.look(f"verdict {turn}")
        page.locator(".outcome > button").click()
    expect(page.locator(".figure")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    walk.look("result")

    host = LiveHost(page, site, "small", seconds=120)
    page.goto("/join")
    walk.look("joining by PIN")
    page.goto(f"/join/{host.pin}")
    page.locator("form input").fill("Anna")
    walk.look("joining by name")
    page.locator("form button.primary").click()
    expect(page.locator(".lobby")).to_be_visible()
    walk.look("a lobby")
    host.begin()
    expect(page.locator(".choice").first).to_be_enabled()
    walk.look("a question of a game")
    host.close()
    expect(page.locator(".figures")).to_be_visible()
    walk.look("what a round earned")
    host.give("standings")
    expect(page.locator(".places")).to_be_visible()
    walk.look("standings")
    host.give("end")
    expect(page.locator(".end")).to_be_visible()
    walk.look("the end of a game")

    assert not walk.found, "\n".join(walk.found)


@BOTH
def test_hosts_see_no_untranslated_cut_or_mirrored_text(
    begin: Begin, site: Site, locale: str
) -> None:
    walk = begin(locale)
    page = walk.page
    page.goto("/host/new/small")
    expect(page.locator("form.new-game")).to_be_visible()
    walk.look("the options of a game")
    # Durations are the browser's words.
    walk.found = [found for found in walk.found if not DURATION.search(found)]
    host = LiveHost(page, site, "small", seconds=120)
    page.goto(f"/host/{host.id}#{host.secret}")
    expect(page.locator(".lobby")).to_be_visible()
    walk.look("a host's lobby, empty")
    ann = host.join("Ann")
    expect(page.locator(".names li")).to_have_count(1)
    walk.look("a host's lobby")  # on a phone, the remote control
    page.keyboard.press("?")
    walk.look("the keys of a host")
    page.keyboard.press("Escape")
    host.begin()
    expect(page.locator('[data-phase="open"]')).to_be_visible()
    walk.look("a question on a host's screen")
    host.answer(ann, guess(host.look()["state"]["question"]))
    host.close()
    expect(page.locator('[data-phase="solution"]')).to_be_visible()
    walk.look("a solution on a host's screen")
    host.give("standings")
    expect(page.locator('[data-phase="standings"]')).to_be_visible()
    walk.look("standings on a host's screen")
    host.give("end")
    expect(page.locator('[data-phase="ended"]')).to_be_visible()
    walk.look("the podium")

    assert not walk.found, "\n".join(walk.found)


@BOTH
def test_authors_see_no_untranslated_cut_or_mirrored_text(
    begin: Begin, admin: str, site: Site, locale: str
) -> None:
    outside = begin(locale)
    for path in ("/studio/sign-in", "/studio/forgot", f"/link/{'x' * 43}", invitation(site)):
        outside.page.goto(path)
        expect(outside.page.locator("h1").first).to_be_visible()
        outside.look(path)

    walk = begin(locale, user=admin)
    page = walk.page
    studio = Studio(page)
    quiz = studio.quiz("A look", *(content("a"), content("b")))["id"]
    for question in questions():
        studio.send("POST", f"/quizzes/{quiz}/draft/questions", {"content": question})
    page.goto("/studio")
    expect(page.locator("article").first).to_be_visible()
    walk.look("the list")
    walk.press("New quiz")
    walk.look("a new quiz")
    walk.press("Import")
    page.locator("textarea").fill(PASTED)
    expect(page.locator("h3")).to_be_visible()
    walk.look("an import")

    page.goto(f"/studio/bank?quiz={quiz}")
    page.get_by_role("checkbox").nth(1).check()
    walk.look("the bank")

    page.goto(f"/studio/quiz/{quiz}")
    expect(page.locator(".side li").first).to_be_visible()
    walk.look("the questions")
    for index in range(page.locator(".side li .name").count()):
        page.goto(f"/studio/quiz/{quiz}")  # on a phone, a question takes the place of the list
        page.locator(".side li .name").nth(index).click()
        expect(page.locator("fieldset").first).to_be_visible()
        page.locator("summary").first.click()
        walk.look(f"question {index}")
    page.goto(f"/studio/quiz/{quiz}")
    walk.press("Publish")
    walk.look("publishing")
    for part in ("settings", "collaborators", "files"):
        page.goto(f"/studio/quiz/{quiz}?at={part}")
        expect(page.locator("main h2").first).to_be_visible()
        walk.look(part)

    page.goto(f"/studio/quiz/{quiz}")
    walk.press("Share")
    page.locator("dialog details summary").first.click()
    walk.look("sharing")
    first = studio.send("GET", f"/quizzes/{quiz}/draft")["questions"][0]
    news = {"version": first["version"], "content": content("a", prompt="Another", points=2)}
    studio.send("PUT", f"/quizzes/{quiz}/draft/questions/{first['id']}", news)
    page.goto(f"/studio/quiz/{quiz}")
    page.locator(".side li .name").first.click()
    page.locator(".middle [aria-haspopup=menu]").first.click()
    page.get_by_role("menuitem", name=walk.say("Earlier versions")).click()
    expect(page.locator("main ins").first).to_be_visible()
    walk.look("earlier versions")
    for part in ("try", "print?seed=1&versions=2"):
        page.goto(f"/studio/quiz/{quiz}/{part}")
        expect(page.locator("main h1").first).to_be_visible()
        walk.look(part)

    site_attempts(page, quiz)
    page.goto(f"/studio/quiz/{quiz}/results")
    expect(page.locator("main ol li").first).to_be_visible()
    expect(page.locator(".cards, [role=grid]")).to_be_visible()
    walk.look("results")
    rows = page.request.get(f"/api/studio/quizzes/{quiz}/attempts").json()["attempts"]
    page.goto(f"/studio/quiz/{quiz}/results/{rows[0]['number']}")
    expect(page.locator("article").first).to_be_visible()
    walk.look("an attempt")
    page.goto("/studio/players/Ann")
    expect(page.locator("main h2, main table").first).to_be_visible()
    walk.look("a player")
    page.goto("/studio/site")
    expect(page.get_by_role("region").locator(".button")).to_be_visible()
    walk.look("the site")
    made = studio.send("POST", "/lists", {"title": "7b", "names": ["Ada Byron", "Ann"]})
    page.goto(f"/studio/lists/{made['id']}/results")
    expect(page.get_by_role("row").or_(page.locator("summary")).first).to_be_visible()
    walk.look("the results of a class list")
    page.goto("/studio/lists")
    page.locator("[data-list]").first.click()
    expect(page.locator("textarea")).to_be_visible()
    walk.look("a class list")
    for path in ("/studio/lists", "/studio/people", "/studio/audit", "/studio/account"):
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        walk.look(path)

    found = outside.found + walk.found
    assert not found, "\n".join(found)


def test_the_production_client_has_no_pseudo_locale() -> None:
    scripts = list((CLIENT / "dist/assets").glob("*.js"))

    assert scripts
    assert not [s.name for s in scripts if "en-XA" in s.read_text() or "ar-XB" in s.read_text()]


def questions() -> list[dict[str, Any]]:  # Any: JSON
    """One of each type; the last one has an error."""
    made = [multiple("m"), number("n"), typed("t"), truefalse("f"), poll("p"), ordering("o")]
    made += [matching("ma"), categorise("c"), blanks("g"), content("e", prompt="")]
    return [content("x", **drafted(one)) for one in made]


def drafted(question: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """A question as in a draft: type-specific fields are in the body."""
    if "body" in question:
        return question
    known = {"id", "type", "prompt", "explanation", "tags", "difficulty", "points", "source"}
    body = {key: value for key, value in question.items() if key not in known}
    return {**{key: value for key, value in question.items() if key in known}, "body": body}


def invitation(site: Site) -> str:
    with site.app.app_context():
        link = links.invitation_link(f"new-{os.urandom(4).hex()}@example.org", "author", None)
        db.session.commit()
    return str(link)


def site_attempts(page: Page, quiz: int) -> None:
    """A player plays it."""
    slug = page.request.get(f"/api/studio/quizzes/{quiz}").json()["slug"]
    attempt = start(page, slug)
    for question in page.request.get(f"/api/attempts/{attempt}").json()["questions"]:
        answer = {"question": question["id"], "response": guess(question)}
        page.request.post(f"/api/attempts/{attempt}/answers", data=answer)
    page.request.post(f"/api/attempts/{attempt}/finish", data={"player_name": "Ann"})
