"""A certificate: from the result, printed, and checked by its code."""

from playwright.sync_api import expect

from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, look_at


def test_a_player_gets_a_certificate_and_others_check_it(open_page: OpenPage) -> None:
    page = open_page("/quiz/certified", **STILL)
    page.get_by_role("button", name="Start ").click()
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        page.keyboard.press("1")
        expect(page.locator(".verdict")).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Enter your name below to get your certificate.")).to_be_visible()
    page.get_by_label("Your name").fill("Zoë 🎓 مريم")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Get your certificate").click()

    expect(page.get_by_role("heading", name="Certificate")).to_be_focused()
    expect(page.locator(".certificate")).to_contain_text("Zoë 🎓 مريم")
    expect(page.locator(".certificate")).to_contain_text("for passing")
    look_at(page, *EVERY_SIZE)
    address = page.locator(".certificate footer").inner_text().split("Code ")[1].split()[0]
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".certificate")).to_be_visible()
    page.emulate_media(media="screen")

    # Someone else types it from paper.
    other = open_page("/check", ("404",), **STILL)
    look_at(other, *EVERY_SIZE)
    other.get_by_label("Code").fill(f"{address[:-1]}?")
    other.keyboard.press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("Check it for typos")
    look_at(other, *EVERY_SIZE)
    other.get_by_label("Code").fill(address.lower().replace("-", " "))
    other.keyboard.press("Enter")
    expect(other.locator(".certificate")).to_contain_text("Zoë 🎓 مريم")
