"""What had the focus leaves a list: it goes on to the next item, and is never lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import text

from backend.accounts import links
from backend.models import db
from tests.support.accounts import add_user
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP
from tests.support.media import image
from tests.support.site import Site
from tests.support.studio_pages import Studio, email_of, prompt

ADMIN = "remover@example.org"


@pytest.fixture
def rem(site: Site) -> Iterator[None]:
    """An admin."""
    with site.app.app_context():
        add_user(ADMIN, "admin", "Rem")
    yield
    with site.app.app_context():
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": ADMIN})
        db.session.commit()


@pytest.fixture
def admin(rem: None, open_page: OpenPage) -> Callable[[str], Page]:
    """Open a page as Rem."""
    return lambda path: open_page(path, user=ADMIN, viewport=DESKTOP)


def press(page: Page, *names: str) -> None:
    """Press buttons by Enter; the last one removes something."""
    for name in names:
        page.get_by_role("button", name=name, exact=True).first.focus()
        page.keyboard.press("Enter")


def on(page: Page, name: str) -> None:
    expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()


def test_invitations_that_are_revoked(site: Site, admin: Callable[[str], Page]) -> None:
    with site.app.app_context():
        db.session.execute(text("DELETE FROM link"))
        for number in (1, 2, 3):
            links.invitation_link(f"r{number}@example.org", "author", None)
        db.session.commit()
    page = admin("/studio/people")
    shown = page.get_by_role("button", name="Revoke: r")
    expect(shown).to_have_count(3)
    first, second, third = (str(one.get_attribute("aria-label")) for one in shown.all())

    for pressed, next_one in ((second, third), (third, first)):
        press(page, pressed)
        press(page, "Revoke it")
        on(page, next_one)
    press(page, first)
    press(page, "Revoke it")
    expect(page.get_by_role("heading", name="Open invitations")).to_be_focused()


def test_collaborators_who_are_removed(rem: None, ada: OpenPage, ben: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Shared", content("one"))
    shares = [{"email": email, "may": "view"} for email in (email_of("Ben"), ADMIN)]
    studio.send("PUT", f"/quizzes/{quiz['id']}/shares", {"shares": shares})
    page.goto(f"/studio/quiz/{quiz['id']}?at=collaborators")

    press(page, "Remove: Ben")
    on(page, "Remove: Rem")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Collaborators")).to_be_focused()


def test_personal_links_that_are_revoked(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Slow", content("one"))
    for name in ("Ann", "Bea"):
        body = {"label": name, "time_factor": 2}
        studio.send("POST", f"/quizzes/{quiz['id']}/accommodations", body)
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    expect(page.get_by_role("button", name="Remove: Bea")).to_be_visible()
    names = page.get_by_role("button", name="Remove: ").all_inner_texts()
    press(page, names[0], "Remove link")
    on(page, names[1])
    press(page, names[1], "Remove link")
    expect(page.get_by_label("Player’s name")).to_be_focused()


def test_class_lists_that_are_deleted(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    for title in ("Removed 1", "Removed 2"):
        studio.send("POST", "/lists", {"title": title, "names": ["Ann"]})
    page.goto("/studio/lists")
    edits = page.locator("[data-list]")
    expect(page.get_by_role("button", name="Edit Removed 2")).to_be_visible()
    names = [str(one.get_attribute("aria-label")) for one in edits.all()]
    at = names.index("Edit Removed 1")

    press(page, names[at], "Delete list", "Delete for good")
    on(page, names[at + 1])


def test_images_that_are_taken_away(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    headers = {"X-CSRF-Token": studio.csrf, "Content-Type": "image/png"}
    ids = [
        page.request.post("/api/studio/media", data=image("PNG", size), headers=headers).json()
        for size in ((40, 30), (30, 40))
    ]
    both = "\n\n".join(f"![A square](media:{one['id']})" for one in ids)
    quiz = studio.quiz("Two images", content("one", prompt=f"What?\n\n{both}"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    remove = page.locator(".slots").get_by_role("button", name="Remove")
    expect(remove).to_have_count(2)

    remove.first.press("Enter")
    expect(remove).to_have_count(1)
    expect(remove).to_be_focused()
    page.keyboard.press("Enter")
    expect(prompt(page)).to_be_focused()


def test_a_file_that_was_refused(ada: OpenPage) -> None:
    page = ada(path=None, expect=("422",), viewport=DESKTOP)
    quiz = Studio(page).quiz("Not stored", content("one"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    broken = FilePayload(name="a.png", mimeType="image/png", buffer=image("PNG")[:60])
    page.locator(".slots input[type=file]").first.set_input_files(broken)

    page.locator(".slots").get_by_role("button", name="Remove").press("Enter")

    expect(prompt(page)).to_be_focused()


def test_browsers_that_are_signed_out(site: Site, ada: OpenPage) -> None:
    for _ in range(2):
        site.session_of(email_of("Ada"))
    page = ada("/studio/account", viewport=DESKTOP)
    ends = page.get_by_role("button", name="Sign out A test's browser")
    expect(ends.nth(1)).to_be_visible()
    before = ends.count()

    ends.first.press("Enter")
    expect(ends).to_have_count(before - 1)
    expect(ends.first).to_be_focused()
    press(page, "Sign out all other browsers")
    on(page, "Sign out everywhere")


def test_links_in_the_footer(admin: Callable[[str], Page]) -> None:
    page = admin("/studio/site")
    for _ in range(2):
        press(page, "Add link")
    expect(page.get_by_label("Text of link 2")).to_be_focused()

    press(page, "Remove link 1")
    on(page, "Remove link 1")
    page.keyboard.press("Enter")
    on(page, "Add link")
