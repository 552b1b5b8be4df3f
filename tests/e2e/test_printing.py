"""A quiz on paper: what is on the sheets, and how they break across pages."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.questions import TYPES
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, PHONE, STILL, WIDE, look_at
from tests.support.site import Site
from tests.support.studio_pages import Studio

PRINTED = {"A4": 672, "Letter": 695}
"""What is left of the width of a paper between the margins, in CSS pixels."""
LONG = "A longer prompt, so that the questions do not fit on one page. " * 4


def published(ada: OpenPage, title: str, *questions: Any, **options: Any) -> tuple[Page, int]:
    page = ada(path=None, **options)
    return page, Studio(page).quiz(title, *questions)["id"]


def prompts(page: Page, version: str) -> list[str]:
    return page.locator(f".sheet-{version} .question > .asked > .rich").all_inner_texts()


def test_two_versions_have_codes_and_keys_of_their_own(ada: OpenPage) -> None:
    page, quiz_id = published(ada, "A test", *(content(f"q{number}") for number in range(8)))
    page.goto(f"/studio/quiz/{quiz_id}")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("link", name="Print as a handout").click()

    page.get_by_role("group", name="Versions").get_by_text("2").click()
    page.get_by_label("Shuffle code").fill("4821")

    expect(page.get_by_text("Version A · 4821")).to_have_count(2)
    expect(page.get_by_text("Version B · 4821")).to_have_count(2)
    first, second = prompts(page, "A"), prompts(page, "B")
    assert first != second
    assert sorted(first) == sorted(second)
    for version in "AB":
        key = page.locator(".key").nth("AB".index(version)).locator(".part").all_inner_texts()
        choices = page.locator(f".sheet-{version} .answer").all_inner_texts()
        assert len(key) == len(choices) == 8
        for part, offered in zip(key, choices, strict=True):
            letter, text = part.split("\n")
            assert text == "choice a"
            assert f"{letter}\n{text}" in offered
    page.reload()
    expect(page.get_by_text("Version B · 4821")).to_have_count(2)
    assert (prompts(page, "A"), prompts(page, "B")) == (first, second)


def test_choosing_an_option_does_not_move_the_page(ada: OpenPage) -> None:
    page, quiz_id = published(ada, "Held still", content("one"), viewport=PHONE)
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=1")
    expect(page.locator(".key")).to_have_count(1)
    page.evaluate("scrollTo(0, 150)")
    top = page.evaluate("scrollY")
    page.get_by_label("With the answer key").uncheck()
    expect(page.locator(".key")).to_have_count(0)

    assert page.evaluate("scrollY") == top > 0


def test_sheets_for_players_have_no_key(ada: OpenPage) -> None:
    page, quiz_id = published(ada, "Without", content("one", explanation="Never on a sheet."))
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=1")

    expect(page.get_by_text("Key: Without")).to_be_visible()
    page.get_by_text("With the answer key").click()
    page.get_by_text("With lines for name").click()

    expect(page.locator(".key")).to_have_count(0)
    expect(page.get_by_text("Never on a sheet.")).to_have_count(0)
    expect(page.locator(".names")).to_have_count(0)
    assert "key=no" in page.url


def test_the_button_prints(ada: OpenPage) -> None:
    page, quiz_id = published(ada, "Press", content("one"))
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=1")
    page.evaluate("window.print = () => { window.printed = true }")

    page.get_by_role("button", name="Print", exact=True).click()

    assert page.evaluate("window.printed")


def test_a_quiz_that_is_not_published_says_so(ada: OpenPage) -> None:
    page = ada(path=None)
    quiz = Studio(page).quiz("Later", content("one"), publish=False)

    page.goto(f"/studio/quiz/{quiz['id']}/print")

    expect(page.get_by_text("Publish the quiz first")).to_be_visible()
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_disabled()


@pytest.mark.parametrize("length", [3, 12, 40])
def test_every_page_carries_the_code_of_its_version(
    ada: OpenPage, tmp_path: Path, length: int
) -> None:
    asked = [content(f"q{number}", prompt=f"{number}: {LONG}") for number in range(length)]
    page, quiz_id = published(ada, f"Loose sheets {length}", *asked)
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=4821&versions=2")
    expect(page.locator(".sheet-B .question")).to_have_count(length)

    page.emulate_media(media="print")
    for head in page.locator(".running").all():
        assert head.evaluate("node => getComputedStyle(node).display") == "table-header-group"
        assert head.evaluate("node => getComputedStyle(node).breakInside") == "avoid"
    printed = tmp_path / "handout.pdf"
    printed.write_bytes(page.pdf(format="A4", print_background=True))
    if not (to_text := shutil.which("pdftotext")):
        pytest.skip("no pdftotext here, so the pages are not read (Debian: poppler-utils)")
    read = subprocess.run([to_text, "-layout", printed, "-"], check=True, capture_output=True)
    pages = read.stdout.decode().removesuffix("\f").split("\f")
    codes = [[code for code in "AB" if f"Version {code} · 4821" in text] for text in pages]
    assert all(len(found) == 1 for found in codes), codes
    assert len(pages) > 2 * 2 if length > 3 else len(pages) == 2 * 2


def every_type(site: Site) -> list[dict[str, Any]]:
    """A question of each type; its image is one that the site has."""
    media = site.run("SELECT id FROM media WHERE media_type LIKE 'image/%%' LIMIT 1")[0]
    made = []
    for name, kind in TYPES.items():
        body = dict(kind.example)
        if "media" in body:
            body["media"] = media
        made.append(content(name, type=name, body=body, prompt=f"{name}: {LONG}"))
    return made


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_type_is_printed_and_no_question_breaks(
    ada: OpenPage, site: Site, paper: str
) -> None:
    page, quiz_id = published(ada, f"Everything {paper}", *every_type(site))
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=7&versions=2")
    expect(page.locator(".sheet-A .question")).to_have_count(len(TYPES))
    for kind in page.locator(".sheet-A .question").all():
        assert kind.locator(".answer").inner_html()

    printed = page.pdf(format=paper, print_background=True)
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder, f"handout-{paper}.pdf").write_bytes(printed)

    page.emulate_media(media="print")
    page.set_viewport_size({"width": PRINTED[paper], "height": 1000})
    assert page.evaluate(WIDE) == []
    broken = page.evaluate(
        "() => [...document.querySelectorAll('.question, .keys > li')]"
        ".filter(node => getComputedStyle(node).breakInside !== 'avoid').length"
    )
    assert broken == 0
    for hidden in ("header >> nth=0", ".bar", "body > #app > footer"):
        expect(page.locator(hidden)).to_be_hidden()
    assert printed.startswith(b"%PDF")


def test_the_page_is_accessible(ada: OpenPage, site: Site) -> None:
    page, quiz_id = published(ada, "A look at paper", *every_type(site), **STILL)
    page.goto(f"/studio/quiz/{quiz_id}/print?seed=7&versions=2")

    expect(page.locator(".sheet-B .question")).to_have_count(len(TYPES))
    look_at(page, *EVERY_SIZE)
