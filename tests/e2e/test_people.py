"""Revoking invitations and changing addresses in the browser."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.support.account_pages import (
    PASSWORD,
    add_linus,
    choose,
    fill,
    go_to,
    set_up,
    sign_out,
)
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.site import Site
from tests.support.studio_pages import tab_to

LONG = "somebody.with.a.rather.long.name@department.of.mathematics.university.example.org"


def invite(page: Page, email: str) -> str:
    """The path of the link."""
    fill(page, {"E-mail": email})
    page.get_by_role("button", name="Create invitation").click()
    link = page.get_by_label(f"Invitation for {email}").get_by_role("textbox")
    return urlsplit(link.input_value()).path


def test_an_invitation_is_revoked_by_keyboard_alone(open_page: OpenPage, setup_link: str) -> None:
    admin = open_page(setup_link)
    set_up(admin)
    go_to(admin, "People")
    expect(admin.get_by_text("No open invitations.")).to_be_visible()
    first, second = invite(admin, "linus@example.org"), invite(admin, "alan@example.org")
    shown = admin.get_by_label("Invitation for alan@example.org").get_by_role("textbox")
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)
    expect(admin.get_by_text("By Grace, valid until").first).to_be_visible()

    admin.reload()
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)
    expect(shown).to_have_count(0)  # a link is shown once
    shown_again = invite(admin, "alan@example.org")
    expect(admin.get_by_role("button", name="Revoke")).to_have_count(2)

    tab_to(admin, "Revoke: linus@example.org")
    admin.keyboard.press("Enter")
    expect(admin.get_by_text("The link will stop working.")).to_be_visible()
    admin.keyboard.press("Enter")  # Keep it
    expect(admin.get_by_role("button", name="Revoke: linus@example.org")).to_be_focused()
    admin.keyboard.press("Enter")
    expect(admin.get_by_text("The link will stop working.")).to_be_visible()
    tab_to(admin, "Revoke it")
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("button", name="Revoke: linus@example.org")).to_have_count(0)
    expect(admin.get_by_role("button", name="Revoke: alan@example.org")).to_be_focused()
    expect(shown).to_have_value(f"{urlsplit(admin.url)._replace(path=shown_again).geturl()}")

    admin.get_by_role("button", name="Revoke: alan@example.org").click()
    admin.get_by_role("button", name="Revoke it").click()
    expect(admin.get_by_text("No open invitations.")).to_be_visible()
    expect(shown).to_have_count(0)  # it works no more

    for link in (first, second, shown_again):
        invited = open_page(link, expect=("404",))
        expect(invited.get_by_role("heading", name="This link no longer works")).to_be_visible()
        expect(invited.get_by_text("revoked or replaced")).to_be_visible()


def test_an_invitation_used_meanwhile_is_reported(
    open_page: OpenPage, site: Site, setup_link: str
) -> None:
    admin = open_page(setup_link, expect=("404",))
    set_up(admin)
    go_to(admin, "People")
    author = open_page(invite(admin, "linus@example.org"))
    fill(author, {"Your name": "Linus", "Password": PASSWORD})
    author.get_by_role("button", name="Join").click()
    expect(author.get_by_text("Your quizzes will be here")).to_be_visible()

    admin.get_by_role("button", name="Revoke: linus@example.org").click()
    admin.get_by_role("button", name="Revoke it").click()

    expect(admin.get_by_text("This invitation is no longer open")).to_be_visible()
    admin.get_by_role("button", name="Try again").click()
    expect(admin.get_by_text("No open invitations.")).to_be_visible()


def test_users_change_their_own_address(open_page: OpenPage, setup_link: str) -> None:
    page = open_page(setup_link, expect=("422",))
    set_up(page)
    go_to(page, "Account")
    email, password = page.get_by_label("New e-mail address"), page.get_by_label("Your password")

    page.get_by_role("button", name="Change address").click()
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description("Required.")
    # An error in this form does not steal the focus from another one.
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_label("Current password")).to_be_focused()

    email.fill("hopper@example.org")
    password.fill("wrong")
    page.get_by_role("button", name="Change address").click()
    expect(password).to_have_accessible_description("This is not your password.")
    password.fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Other browsers were signed out.")).to_be_visible()
    expect(page.get_by_text("hopper@example.org · Admin")).to_be_visible()
    expect(password).to_have_value("")

    sign_out(page)
    fill(page, {"E-mail": "hopper@example.org", "Password": PASSWORD})
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your quizzes will be here")).to_be_visible()


def test_an_admin_changes_a_users_address(open_page: OpenPage, site: Site, setup_link: str) -> None:
    page = open_page(setup_link, expect=("409",))
    set_up(page)
    add_linus(site)
    go_to(page, "People")

    choose(page, "Linus", "Change e-mail")
    address = page.get_by_label("New e-mail address of Linus")
    expect(address).to_be_focused()
    expect(address).to_have_value("linus@example.org")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Actions: Linus")).to_be_focused()
    choose(page, "Linus", "Change e-mail")
    address.fill("grace@example.org")
    page.get_by_role("button", name="Save address").click()
    expect(page.get_by_text("grace@example.org already has an account.")).to_be_visible()
    address.fill("torvalds@example.org")
    page.keyboard.press("Enter")

    expect(address).to_have_count(0)
    expect(page.get_by_role("button", name="Actions: Linus")).to_be_focused()
    expect(page.get_by_text("torvalds@example.org")).to_be_visible()


def test_confirmation_prompts_are_accessible(
    open_page: OpenPage, site: Site, setup_link: str
) -> None:
    page = open_page(
        setup_link,
        **STILL,
    )
    set_up(page)
    add_linus(site)

    go_to(page, "Account")
    page.get_by_role("button", name="Change address").click()
    look_at(page, *EVERY_SIZE)
    go_to(page, "People")
    look_at(page, *EVERY_SIZE)
    invite(page, "alan@example.org")
    invite(page, LONG)
    page.get_by_role("button", name=f"Revoke: {LONG}").click()
    choose(page, "Linus", "Change e-mail")
    look_at(page, *EVERY_SIZE)
