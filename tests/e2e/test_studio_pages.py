"""The list of quizzes, and every page of the studio looked at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import text

from backend.models import db
from tests.support.accounts import add_user
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, TABLET, look_at
from tests.support.site import Site
from tests.support.studio_pages import PASTED, Studio

ADMIN = "lasting@example.org"


@pytest.fixture
def admin(site: Site) -> Iterator[str]:
    with site.app.app_context():
        add_user(ADMIN, "admin", name="Lee")
    yield ADMIN
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": ADMIN})
        db.session.commit()


def test_searching_keeps_focus_and_archiving_updates_the_list(
    ada: OpenPage,
) -> None:
    page = ada()
    studio = Studio(page)
    for title in ("Needle", "Hay"):
        studio.quiz(title, content("one"))
    page.reload()

    page.get_by_label("Search quizzes").fill("need")
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_label("Search quizzes")).to_be_focused()
    page.get_by_role("button", name="More actions: Needle").click()
    page.get_by_role("menuitem", name="Archive").click()
    expect(page.get_by_text("No quiz matches your search and filters.")).to_be_visible()
    page.get_by_label("Show", exact=True).select_option("archived")
    page.get_by_role("button", name="More actions: Needle").click()
    page.get_by_role("menuitem", name="Restore").click()

    expect(page.locator("article")).to_have_count(0)


def test_the_list_and_the_import_are_accessible(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    Studio(page).quiz("A look", content("a"), content("b", prompt=""), publish=False)
    page.goto("/studio")

    expect(page.get_by_role("link", name="Edit: A look").first).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="New quiz").click()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_label("Text of the file").fill(PASTED)
    expect(page.locator("h3")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_every_page_of_a_quiz_is_accessible(ada: OpenPage) -> None:
    page = ada(path=None, expect=("422",), **STILL)
    quiz = Studio(page).quiz("A look", content("a"), content("b", prompt=""), publish=False)

    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(page.locator(".side li")).to_have_count(2)
    look_at(page, *EVERY_SIZE)
    page.locator(".side .name").first.click()
    page.get_by_role("tab", name="Preview").click()
    expect(page.get_by_role("button", name="Shuffle again")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="All questions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("region", name="Fix 1 error to publish")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_text("Time limit for the whole quiz")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Collaborators").click()
    expect(page.get_by_text("No collaborators yet.")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Files").click()
    page.get_by_role("link", name="Draft as Markdown").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_a_page_has_at_most_one_primary_button(admin: str, open_page: OpenPage) -> None:
    page = open_page(None, user=admin)
    quiz = Studio(page).quiz("One thing to do", content("a"))["id"]
    parts = ("", "?at=settings", "?at=collaborators", "?at=files", "/results", "/print?seed=1")
    of_site = ("", "/bank", "/lists", "/people", "/site", "/account")
    for path in [*of_site, *(f"/quiz/{quiz}{part}" for part in parts)]:
        page.goto(f"/studio{path}")
        expect(page.locator("main .button").first).to_be_visible()
        expect(page.locator("main .skeleton, main [aria-busy=true]")).to_have_count(0)
        names = page.locator("main .button.primary:not([inert] *):visible").all_inner_texts()
        assert len(names) <= 1, (path, names)


def test_a_tablet_has_the_editors_head_in_one_row(ada: OpenPage) -> None:
    page = ada(path=None, viewport=TABLET)
    studio = Studio(page)
    quiz = studio.quiz("Biology: the cell and all that is in it", content("one"))
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/questions", {"content": content("two")})
    page.goto(f"/studio/quiz/{quiz['id']}")
    head = page.locator(".head").first

    for name in ("Preview", "Share", "Publish", "More actions for this quiz"):
        expect(head.get_by_text(name).or_(head.get_by_label(name)).first).to_be_in_viewport()
    box = head.bounding_box()
    title = page.get_by_label("Title of the quiz").bounding_box()
    assert box
    assert title
    assert box["height"] < 1.5 * title["height"]
    assert title["width"] > 120


@pytest.mark.parametrize(
    "path", ["/studio/lists", "/studio/players/Ann", "/studio/people", "/studio/site"]
)
def test_a_page_that_could_not_be_loaded_is_tried_again(
    admin: str, open_page: OpenPage, path: str
) -> None:
    page = open_page(None, user=admin, expect=("ERR_FAILED", "Failed to load"))
    waiting: list[Route] = []
    for pattern in ("**/api/studio/lists", "**/api/studio/players*", "**/api/users*"):
        page.route(pattern, lambda route: waiting.append(route))
    page.route("**/api/studio/site", lambda route: waiting.append(route))
    page.goto(path)
    expect(page.locator(".skeleton").first).to_be_visible()
    for route in waiting:
        route.abort()
    page.unroute_all()

    expect(page.get_by_role("button", name="Try again").first).to_be_visible()
    for retry in page.get_by_role("button", name="Try again").all():
        retry.click()

    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(page.locator(".skeleton, [aria-busy=true]")).to_have_count(0)
