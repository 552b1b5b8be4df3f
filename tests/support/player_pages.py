"""Playing in a real browser."""

from playwright.sync_api import Page, expect


def start(page: Page, title: str = "Small") -> None:
    page.get_by_role("button", name=f"Start {title}").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def prompt(page: Page) -> str:
    return page.locator(".prompt .rich").inner_text()


def answer(page: Page, right: bool = True) -> None:
    """Answer the question on the screen with the mouse."""
    choices = page.locator(".choice")
    if page.get_by_role("button", name="Check answer").count():
        choices.nth(0).click()
        choices.nth(1 if right else 2).click()
        page.get_by_role("button", name="Check answer").click()
    else:
        choices.nth(0 if right else 1).click()


def go_on(page: Page) -> None:
    page.locator(".outcome > button").click()
