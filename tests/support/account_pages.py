"""The pages of accounts in a real browser."""

from playwright.sync_api import Page, expect

from backend.accounts import links
from backend.models import db
from tests.support.site import Site

PASSWORD = "three words and more"
SETUP = {"E-mail": "grace@example.org", "Your name": "Grace", "Password": PASSWORD}


def add_linus(site: Site) -> None:
    with site.app.app_context():
        links.new_user("linus@example.org", "Linus", "author", None)
        db.session.commit()


def fill(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)


def set_up(page: Page) -> None:
    fill(page, SETUP)
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_text("You have no quizzes yet.")).to_be_visible()


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_focused()
