"""Sharing a published quiz: the link, the QR code, and what players need."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, STILL, look_at
from tests.support.pictures import decoded
from tests.support.site import Site
from tests.support.studio_pages import FOCUSED, Studio


def opened(ada: OpenPage, title: str = "The cell", **options: object) -> tuple[Page, Studio, int]:
    """The dialog of a published quiz, opened in its editor."""
    page = ada(path=None, **options)
    studio = Studio(page)
    quiz = studio.quiz(title, content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return page, studio, quiz["id"]


def test_messengers_get_a_preview_of_a_link_to_a_quiz(ada: OpenPage, site: Site) -> None:
    """Through the router and both kinds of workers."""
    page = ada(path=None)
    Studio(page).quiz("Osmosis", content("one"))
    agent = {"User-Agent": "WhatsApp/2.23.20.0 A"}

    described = page.request.get(f"{site.url}/quiz/osmosis", headers=agent).text()

    assert 'property="og:title" content="Osmosis"' in described
    [address] = re.findall('property="og:image" content="([^"]+)"', described)
    assert address.startswith(site.url)
    with Image.open(BytesIO(page.request.get(address).body())) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1200, 630))
    assert "og:title" not in page.request.get(f"{site.url}/quiz/osmosis").text()


@pytest.mark.parametrize("clipboard", [True, False], ids=["https", "plain http"])
def test_enter_copies_the_link(ada: OpenPage, site: Site, clipboard: bool) -> None:
    page, _, _ = opened(ada, permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:  # as browsers have it on a LAN without TLS
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    address = page.get_by_label("Link to the quiz").input_value()

    assert address.startswith(f"{site.url}/quiz/the-cell")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate(FOCUSED) == "Copy link"
    reader = ada()
    reader.get_by_label("Search quizzes").press("Control+v")
    expect(reader.get_by_label("Search quizzes")).to_have_value(address)


def test_where_copying_is_refused_the_link_is_selected(ada: OpenPage) -> None:
    page, _, _ = opened(ada, "By hand")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false"
    )

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_text("press Ctrl+C")).to_be_visible()
    link = page.get_by_label("Link to the quiz").input_value()
    assert page.evaluate("getSelection().toString()") == link


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_leads_to_the_quiz(ada: OpenPage, site: Site, tmp_path: Path, scheme: str) -> None:
    title = f"A long name for a quiz, as they come, in a {scheme} room"
    page, _, _ = opened(ada, title, color_scheme=scheme, viewport=DESKTOP)
    address = page.get_by_label("Link to the quiz").input_value()
    code = page.get_by_role("img", name=f"QR code of {address}")

    assert address.startswith(f"{site.url}/quiz/a-long-name")
    assert decoded(code.screenshot()) == address
    with page.expect_download() as png:
        page.get_by_role("button", name="Download the QR code as PNG").click()
    png.value.save_as(tmp_path / "code.png")
    assert decoded((tmp_path / "code.png").read_bytes()) == address
    with Image.open(tmp_path / "code.png") as image:
        assert min(image.size) >= 1200
    with page.expect_download() as svg:
        page.get_by_role("button", name="Download the QR code as SVG").click()
    assert svg.value.suggested_filename.endswith("-qr.svg")
    svg.value.save_as(tmp_path / "code.svg")
    viewer = page.context.new_page()
    viewer.goto((tmp_path / "code.svg").as_uri())
    assert decoded(viewer.screenshot()) == address


@pytest.mark.parametrize("size", EVERY_SIZE, ids=["phone", "tablet", "desktop"])
def test_it_fills_a_projector_and_a_phone(ada: OpenPage, site: Site, size: ViewportSize) -> None:
    page, _, _ = opened(ada, f"On the wall {size['width']}", viewport=size)
    address = f"{site.url}/quiz/on-the-wall-{size['width']}"

    page.get_by_role("button", name="Show large").click()
    large = page.get_by_role("dialog", name="QR code and link, full screen")
    text = large.get_by_text(address.removeprefix("http://"))
    expect(text).to_be_visible()
    assert decoded(page.screenshot()) == address
    height = text.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert height >= size["width"] / 30
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(page.get_by_role("button", name="Show large")).to_be_focused()


def test_it_names_the_code_and_the_times_and_leads_to_the_settings(ada: OpenPage) -> None:
    page, studio, quiz_id = opened(ada, "With rules")
    expect(page.get_by_text("Anyone can play. It is listed on the home page.")).to_be_visible()
    expect(page.get_by_text("No access code")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()
    draft = studio.send("GET", f"/quizzes/{quiz_id}/draft")
    settings = {
        "code": "mitosis",
        "opens_at": "2100-01-15T09:00:00Z",
        "closes_at": "2100-02-15T09:00:00Z",
        "time_zone": "Europe/Berlin",
    }
    body = {"version": draft["version"], "settings": settings}
    studio.send("PATCH", f"/quizzes/{quiz_id}/draft", body)
    studio.send("POST", f"/quizzes/{quiz_id}/draft/publish", {"visibility": "unlisted"})
    page.reload()

    page.get_by_role("button", name="Share", exact=True).click()

    expect(page.get_by_text("Anyone with the link can play.")).to_be_visible()
    expect(page.get_by_text("Access code: mitosis")).to_be_visible()
    expect(page.get_by_text("Opens 15 Jan 2100, 10:00 (Europe/Berlin).")).to_be_visible()
    expect(page.get_by_text("Closes 15 Feb 2100, 10:00 (Europe/Berlin).")).to_be_visible()
    page.get_by_role("link", name="Change the opening times").click()
    expect(page.get_by_role("switch", name="Set opening and closing times")).to_be_focused()
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("link", name="Change the access code").click()
    expect(page.get_by_role("switch", name="Ask for an access code")).to_be_focused()
    expect(page.get_by_label("Access code", exact=True)).to_have_value("mitosis")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_draft_has_nothing_to_share_yet(ada: OpenPage) -> None:
    page = ada(path=None)
    quiz = Studio(page).quiz("Not yet", content("one"), publish=False)

    page.goto(f"/studio/quiz/{quiz['id']}")

    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Share", exact=True)).to_have_count(0)


def test_the_dialog_is_accessible(ada: OpenPage) -> None:
    page, _, _ = opened(ada, "A look at sharing", **STILL)

    expect(page.get_by_text("No access code")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_text("Embed on another site").click()
    look_at(page, *EVERY_SIZE)
