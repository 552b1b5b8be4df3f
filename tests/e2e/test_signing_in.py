"""Signing in and account pages in the browser."""

import shutil
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.support.account_pages import (
    PASSWORD,
    SETUP,
    add_linus,
    choose,
    fill,
    go_to,
    open_menu,
    set_up,
    sign_out,
)
from tests.support.browser import ARGUMENTS, BROWSERS, OpenPage
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.site import Site


def test_from_the_setup_link_to_signing_out_everywhere(
    open_page: OpenPage, setup_link: str
) -> None:
    admin = open_page(setup_link)
    expect(admin.get_by_role("heading", name="Set up Popquiz")).to_be_visible()
    set_up(admin)

    go_to(admin, "People")
    fill(admin, {"E-mail": "linus@example.org"})
    admin.get_by_role("button", name="Create invitation").click()
    invitation = admin.get_by_label("Invitation for linus@example.org").get_by_role("textbox")
    link = invitation.input_value()

    author = open_page(urlsplit(link).path)
    expect(author.get_by_label("E-mail")).to_have_value("linus@example.org")
    fill(author, {"Your name": "Linus", "Password": PASSWORD})
    author.get_by_role("button", name="Join").click()
    expect(author.get_by_text("Your quizzes will be here")).to_be_visible()
    expect(author.get_by_role("link", name="People")).to_have_count(0)

    phone = open_page("/studio/account", expect=("401",))
    expect(phone.get_by_text("Sign in to continue.")).to_be_visible()
    fill(phone, {"E-mail": "Linus@example.org", "Password": PASSWORD})
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Account")).to_be_visible()
    expect(phone.locator("li")).to_have_count(2)
    phone.get_by_role("button", name="Sign out everywhere").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()

    # The other browser notices at its next request, and returns to its page after signing in.
    open_menu(author)
    author.get_by_role("menuitem", name="Account").click()
    expect(author.get_by_text("Sign in to continue.")).to_be_visible()
    fill(author, {"E-mail": "linus@example.org", "Password": PASSWORD})
    author.get_by_role("button", name="Sign in").click()
    expect(author.get_by_role("heading", name="Account")).to_be_visible()


def test_a_used_link_says_so(open_page: OpenPage, setup_link: str) -> None:
    set_up(open_page(setup_link))

    again = open_page(setup_link, expect=("404",))

    expect(again.get_by_text("This link was used")).to_be_visible()
    again.get_by_role("link", name="Go to sign-in").click()
    expect(again.get_by_role("heading", name="Sign in")).to_be_focused()


def test_errors_are_shown_beside_the_focused_field(open_page: OpenPage, setup_link: str) -> None:
    page = open_page(setup_link, expect=("422",))
    email, password = page.get_by_label("E-mail"), page.get_by_label("Password", exact=True)

    page.get_by_role("button", name="Create my account").click()
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description("Required.")
    fill(page, {"E-mail": "grace", "Your name": "Grace", "Password": "password123"})
    page.get_by_role("button", name="Create my account").click()
    expect(email).to_have_accessible_description("Enter an e-mail address.")
    fill(page, {"E-mail": "grace@example.org"})
    page.get_by_role("button", name="Create my account").click()

    expect(password).to_be_focused()
    expect(password).to_have_accessible_description(
        "This is one of the most common passwords. Choose another one."
    )
    expect(email).to_have_attribute("aria-invalid", "false")


def test_a_password_can_be_shown(open_page: OpenPage, setup_link: str) -> None:
    page = open_page(setup_link)
    password = page.get_by_label("Password", exact=True)
    password.fill("three")
    expect(password).to_have_attribute("type", "password")
    expect(page.get_by_text("5 of at least 10 characters.")).to_be_visible()

    page.get_by_role("button", name="Show password").click()

    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value("three")
    expect(password).to_have_attribute("autocomplete", "new-password")


def test_an_admin_changes_people(open_page: OpenPage, site: Site, setup_link: str) -> None:
    page = open_page(setup_link, expect=("409",), **STILL)
    set_up(page)
    add_linus(site)
    go_to(page, "People")

    choose(page, "Linus", "Make admin")
    linus = page.locator(".person", has_text="Linus")
    expect(linus.get_by_text("Admin", exact=True)).to_be_visible()
    choose(page, "Linus", "Reset password")
    expect(page.get_by_label("New password for Linus").get_by_role("textbox")).to_be_visible()
    choose(page, "Linus", "Disable")
    expect(page.get_by_text("disabled", exact=True)).to_be_visible()
    choose(page, "Linus", "Enable")
    expect(page.get_by_text("disabled", exact=True)).to_be_hidden()

    go_to(page, "Audit log")
    latest = page.locator(".entries li").first
    expect(latest).to_contain_text("Account enabled")
    expect(latest).to_contain_text("Grace <grace@example.org>")
    expect(latest).to_contain_text("linus@example.org")
    look_at(page)


def test_names_and_passwords_are_changed(open_page: OpenPage, setup_link: str) -> None:
    page = open_page(setup_link, expect=("422",))
    set_up(page)
    go_to(page, "Account")
    fill(page, {"Your name": "Grace Hopper"})
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    fill(page, {"Current password": "wrong", "New password": "other words than before"})
    page.get_by_role("button", name="Change password").click()
    old = page.get_by_label("Current password")
    expect(old).to_have_accessible_description("This is not your password.")
    old.fill(PASSWORD)
    page.get_by_role("button", name="Change password").click()

    expect(page.get_by_text("Other browsers were signed out.")).to_be_visible()
    sign_out(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_request_is_retried_with_the_newer_sessions_token(
    open_page: OpenPage, setup_link: str
) -> None:
    """Signed in again in another tab: the first tab's token is the old one."""
    page = open_page(setup_link, expect=("403",))
    set_up(page)
    go_to(page, "Account")
    login = {"email": SETUP["E-mail"], "password": PASSWORD}
    assert page.request.post("/api/session", data=login).ok

    page.get_by_role("button", name="Save name").click()
    fill(page, {"Your name": "Admiral"})
    page.get_by_role("button", name="Save name").click()

    expect(page.get_by_text("Saved.")).to_be_visible()


def test_signing_in_works_on_a_lan_without_https(
    browser: Browser, site: Site, setup_link: str
) -> None:
    """Browsers send no Sec-Fetch-Site over plain HTTP, so the Origin must suffice."""
    port = site.url.rpartition(":")[2]
    rules = "--host-resolver-rules=MAP quiz.lan 127.0.0.1"
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    elsewhere = browser.browser_type.launch(executable_path=path, args=[*ARGUMENTS, rules])
    page = elsewhere.new_page()
    sent: list[dict[str, str]] = []
    page.on("request", lambda r: sent.append(r.all_headers()) if r.method == "POST" else None)
    page.goto(f"http://quiz.lan:{port}{setup_link}")
    set_up(page)
    sign_out(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    assert sent[0].get("origin") == f"http://quiz.lan:{port}"
    assert "sec-fetch-site" not in sent[0]
    elsewhere.close()


def test_players_load_no_studio_code_but_find_the_link(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator(".quiz").first).to_be_visible()
    fetched: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )
    assert not any("studio" in name for name in fetched)

    page.get_by_role("link", name="For authors").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_focused()


def test_every_page_of_accounts_is_accessible(open_page: OpenPage, setup_link: str) -> None:
    page = open_page(
        setup_link,
        **STILL,
        expect=("404",),
    )

    expect(page.get_by_role("heading", name="Set up Popquiz")).to_be_visible()
    page.get_by_role("button", name="Create my account").click()
    look_at(page, *EVERY_SIZE)
    set_up(page)
    look_at(page, *EVERY_SIZE)
    go_to(page, "Account")
    expect(page.locator("li")).to_have_count(1)
    look_at(page, *EVERY_SIZE)
    go_to(page, "People")
    fill(page, {"E-mail": "linus@example.org"})
    page.get_by_role("button", name="Create invitation").click()
    expect(page.get_by_label("Invitation for linus@example.org").first).to_be_visible()
    look_at(page, *EVERY_SIZE)
    sign_out(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Sign in", exact=True).click()
    look_at(page, *EVERY_SIZE)
    page.goto("/studio/forgot")
    expect(page.get_by_role("heading", name="Forgot your password?")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.goto(setup_link)
    expect(page.get_by_text("This link was used")).to_be_visible()
    look_at(page, *EVERY_SIZE)
