"""The site as its operator wants it: entered in the studio, seen on every page."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, ViewportSize, expect
from sqlalchemy import text

from backend.models import db
from backend.site.store import KEPT
from tests.support.accounts import add_user
from tests.support.browser import OpenPage
from tests.support.local import eventually
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.media import image
from tests.support.site import Site

ADMIN = "site-admin@example.org"
NARROW: ViewportSize = {"width": 320, "height": 700}
WIDE: ViewportSize = {"width": 1920, "height": 1080}


@pytest.fixture
def admin(site: Site, open_page: OpenPage) -> Iterator[OpenPage]:
    """Opens pages as an admin; the site is as it comes afterwards."""
    with site.app.app_context():
        add_user(ADMIN, "admin", "Ines")
    yield open_page
    with site.app.app_context():
        db.session.execute(text("DELETE FROM site"))
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": ADMIN})
        db.session.commit()


def choose_logo(page: Page, size: tuple[int, int]) -> None:
    """Upload a logo; it is not saved yet."""
    logo = page.get_by_role("group", name="Logo")
    file = FilePayload(name="logo.png", mimeType="image/png", buffer=image("PNG", size))
    logo.locator("input[type=file]").set_input_files(file)
    expect(logo.get_by_role("button", name="Replace the image")).to_be_visible()


def entered(page: Page) -> None:
    """Fill in the form, and save it."""
    page.goto("/studio/site")
    page.get_by_label("Name", exact=True).fill("Lakeside School")
    page.get_by_label("Headline").fill("Learn by asking")
    page.get_by_label("Welcome text").fill("Hello, **pupils**.")
    page.get_by_label("Accent colour", exact=True).fill("#102030")
    choose_logo(page, (300, 60))
    page.get_by_role("button", name="Add link").click()
    page.get_by_label("Text of link 1").fill("Privacy")
    page.get_by_label("Address of link 1").fill("https://school.example/privacy")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.").first).to_be_visible()


def test_what_an_admin_enters_is_on_every_page(admin: OpenPage) -> None:
    page = admin(None, user=ADMIN)
    entered(page)
    expect(page.get_by_text("In the dark theme it is #")).to_be_visible()
    assert page.title() == "Site · Lakeside School"

    # Each worker keeps what it has read for seconds, and no request chooses its worker.
    forgotten = time.monotonic() + KEPT
    eventually(lambda: time.monotonic() > forgotten)
    visitor = admin("/")
    expect(visitor.get_by_role("heading", name="Learn by asking")).to_be_visible()
    expect(visitor.locator("strong").get_by_text("pupils")).to_be_visible()
    home = visitor.get_by_role("link", name="Lakeside School, home")
    expect(home.locator("img")).to_have_js_property("naturalWidth", 300)
    expect(home.locator("img")).to_have_attribute("alt", "Lakeside School")
    expect(visitor.get_by_role("link", name="Privacy")).to_have_attribute(
        "href", "https://school.example/privacy"
    )
    assert visitor.title() == "Lakeside School"
    expect(visitor.locator(".button.primary").first).to_have_css(
        "background-color", "rgb(16, 32, 48)"
    )
    # Without an accent, the preview has the yellow of the house, whatever this page has.
    page.get_by_label("Accent colour", exact=True).fill("")
    start = page.get_by_role("region", name="Preview").locator(".primary")
    expect(start).to_have_css("background-color", "rgb(255, 210, 63)")
    look_at(admin("/", **STILL), NARROW, *EVERY_SIZE)
    look_at(admin("/studio/site", user=ADMIN, **STILL), NARROW, *EVERY_SIZE, WIDE)


def test_the_form_shows_the_home_page_before_it_is_saved(admin: OpenPage) -> None:
    page = admin("/studio/site", user=ADMIN, viewport={"width": 1440, "height": 900})
    preview = page.get_by_role("region", name="Preview")
    seen = preview.locator(".page")
    expect(seen.get_by_text("Ten questions. No mercy.")).to_be_visible()

    page.get_by_label("Name", exact=True).fill("Lakeside School")
    page.get_by_label("Headline").fill("Learn by asking")
    page.get_by_label("Welcome text").fill("Hello, **pupils**.")
    page.get_by_label("Accent colour", exact=True).fill("#102030")
    expect(seen.get_by_text("Lakeside School")).to_be_visible()
    expect(seen.get_by_text("Learn by asking")).to_be_visible()
    expect(seen.locator("strong", has_text="pupils")).to_be_visible()
    start = seen.locator(".primary")
    expect(start).to_have_css("background-color", "rgb(16, 32, 48)")
    preview.get_by_text("Dark").click()
    expect(start).not_to_have_css("background-color", "rgb(16, 32, 48)")
    expect(seen).to_have_css("color", "rgb(244, 239, 223)")

    choose_logo(page, (200, 200))
    expect(seen.locator("img")).to_have_js_property("naturalWidth", 200)
    page.get_by_role("button", name="Add link").click()
    page.get_by_label("Text of link 1").fill("Privacy")
    page.get_by_label("Address of link 1").fill("/privacy")
    expect(seen.get_by_text("Privacy")).to_be_visible()
    page.get_by_label("Accent colour", exact=True).fill("gree")  # not a colour yet
    expect(start).to_have_css("background-color", "rgb(255, 210, 63)")

    page.get_by_role("button", name="Remove the logo").click()
    expect(page.get_by_role("button", name="Choose an image")).to_be_focused()
    expect(seen.locator("img")).to_have_count(0)
    assert page.request.get("/api/site").json()["name"] == "Popquiz"


def test_errors_are_shown_at_their_field(admin: OpenPage) -> None:
    page = admin("/studio/site", user=ADMIN)
    page.get_by_label("Accent colour", exact=True).fill("green")
    page.get_by_role("button", name="Add link").click()
    page.get_by_label("Address of link 1").fill("javascript:alert(1)")

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Enter a colour such as #1f6f54.")).to_be_visible()
    expect(page.get_by_text("Enter the text of the link.")).to_be_visible()
    expect(page.get_by_text("Enter an address that begins with")).to_be_visible()
    expect(page.get_by_label("Accent colour", exact=True)).to_be_focused()


def test_the_form_is_accessible(admin: OpenPage) -> None:
    page = admin("/studio/site", user=ADMIN, **STILL)
    page.get_by_role("button", name="Add link").click()

    look_at(page, *EVERY_SIZE)
