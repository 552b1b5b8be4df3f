"""Invitations that are taken back, in the pages."""

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.studio import tab_to
from tests.e2e.test_pages import fits, violations
from tests.e2e.test_signing_in import (
    PASSWORD,
    OpenPage,
    fill,
    go_to,
    set_up,
    setup_link,
    sticks_out,
)

__all__ = ["setup_link"]
LONG = "somebody.with.a.rather.long.name@department.of.mathematics.university.example.org"


def invite(page: Page, email: str) -> str:
    """The path of the link."""
    fill(page, {"E-mail": email})
    page.get_by_role("button", name="Make an invitation").click()
    link = page.get_by_label(f"Invitation for {email}").get_by_role("textbox")
    return urlsplit(link.input_value()).path


def test_an_invitation_is_revoked_with_keys_alone(open_page: OpenPage, setup_link: str) -> None:
    admin = open_page(setup_link)
    set_up(admin)
    go_to(admin, "People")
    expect(admin.get_by_text("Nobody is invited at the moment.")).to_be_visible()
    first, second = invite(admin, "linus@example.org"), invite(admin, "alan@example.org")
    shown = admin.get_by_label("Invitation for alan@example.org").get_by_role("textbox")
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)
    expect(admin.get_by_text("By Grace, good until").first).to_be_visible()

    admin.reload()
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)
    expect(shown).to_have_count(0)  # a link is shown once
    shown_again = invite(admin, "alan@example.org")
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)

    tab_to(admin, "Revoke: linus@example.org")
    admin.keyboard.press("Enter")
    expect(admin.get_by_text("The link stops working.")).to_be_visible()
    admin.keyboard.press("Enter")  # Keep it
    expect(admin.get_by_role("button", name="Revoke: linus@example.org")).to_be_focused()
    admin.keyboard.press("Enter")
    tab_to(admin, "Revoke it")
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("button", name="Revoke: linus@example.org")).to_have_count(0)
    expect(admin.get_by_role("heading", name="Open invitations")).to_be_focused()
    expect(shown).to_have_value(f"{urlsplit(admin.url)._replace(path=shown_again).geturl()}")

    admin.get_by_role("button", name="Revoke: alan@example.org").click()
    admin.get_by_role("button", name="Revoke it").click()
    expect(admin.get_by_text("Nobody is invited at the moment.")).to_be_visible()
    expect(shown).to_have_count(0)  # it works no more

    for link in (first, second, shown_again):
        invited = open_page(link, expect=("404",))
        expect(invited.get_by_role("heading", name="This link does not work")).to_be_visible()
        expect(invited.get_by_text("was revoked")).to_be_visible()


def test_an_invitation_that_was_used_meanwhile_is_told(
    open_page: OpenPage, setup_link: str
) -> None:
    admin = open_page(setup_link, expect=("404",))
    set_up(admin)
    go_to(admin, "People")
    author = open_page(invite(admin, "linus@example.org"))
    fill(author, {"Your name": "Linus", "Password": PASSWORD})
    author.get_by_role("button", name="Join").click()
    expect(author.get_by_text("You have no quiz yet.")).to_be_visible()

    admin.get_by_role("button", name="Revoke: linus@example.org").click()
    admin.get_by_role("button", name="Revoke it").click()

    expect(admin.get_by_text("This invitation is not open any more")).to_be_visible()
    admin.get_by_role("button", name="Try again").click()
    expect(admin.get_by_text("Nobody is invited at the moment.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_are_accessible_while_something_is_asked(
    open_page: OpenPage, setup_link: str, viewport: dict[str, int], scheme: str
) -> None:
    page = open_page(
        setup_link,
        viewport=viewport,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    set_up(page)
    found = {}

    def check(name: str) -> None:
        found[name] = violations(page)
        assert fits(page), name
        assert sticks_out(page) == [], name
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(
                path=f"{folder}/{name}-{viewport['width']}-{scheme}.png", full_page=True
            )

    go_to(page, "People")
    check("nobody-invited")
    invite(page, "alan@example.org")
    invite(page, LONG)
    page.get_by_role("button", name=f"Revoke: {LONG}").click()
    check("asking")
    assert {name: problems for name, problems in found.items() if problems} == {}
