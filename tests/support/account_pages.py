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
    expect(page.get_by_text("Your quizzes will be here")).to_be_visible()


def open_menu(page: Page) -> None:
    """The menu of the signed-in user."""
    page.get_by_role("banner").get_by_role("button", name="Signed in as").click()


def go_to(page: Page, name: str) -> None:
    """A page of the studio, from the header or from the user's menu."""
    if name in ("Account", "Audit log"):
        open_menu(page)
        page.get_by_role("menuitem", name=name).click()
    else:
        page.get_by_role("banner").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_focused()


def sign_out(page: Page) -> None:
    open_menu(page)
    page.get_by_role("menuitem", name="Sign out").click()


def choose(page: Page, person: str, action: str) -> None:
    """An action of the menu beside a person."""
    page.get_by_role("button", name=f"Actions: {person}").click()
    page.get_by_role("menuitem", name=action, exact=True).click()
