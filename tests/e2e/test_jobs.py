"""Five usual jobs from the list of quizzes to the end, by keys alone and by touch on a phone.

After each key, what has the focus is seen; after each tap, so is what it opened.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.counting import count_effort
from tests.support.keyboard import Keyboard
from tests.support.looks import DESKTOP, PHONE
from tests.support.media import image
from tests.support.studio_pages import Studio, prompt, saved

SIZES = pytest.mark.parametrize(
    "viewport", [pytest.param(DESKTOP, id="desktop"), pytest.param(PHONE, id="phone")]
)
CLIPBOARD = ["clipboard-read", "clipboard-write"]
QUESTIONS = [
    (f"Which of these is number {n}?", [f"Number {n}", "Number 7", "Number 8", "Number 9"])
    for n in range(1, 6)
]
READY = "Seats\n\n1. What is the capital of Australia?\nA. Sydney\nB. Canberra\nANSWER: B\n"
NEW: FilePayload = {"name": "new.png", "mimeType": "image/png", "buffer": image("PNG", (50, 30))}


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def question_count(page: Page, address: str) -> int:
    """How many questions players find at this address."""
    slug = re.fullmatch(r"http://[^/]+/quiz/([a-z0-9-]+)", address)
    assert slug, address
    found: dict[str, Any] = page.request.get(f"/api/quizzes/{slug[1]}").json()
    assert "question_count" in found, (address, found)
    return int(found["question_count"])


def with_picture(page: Page, title: str) -> Any:  # Any: JSON
    """A published quiz whose question has a picture, and the picture's id."""
    studio = Studio(page)
    headers = {"X-CSRF-Token": studio.csrf, "Content-Type": "image/png"}
    before = page.request.post("/api/studio/media", data=image("PNG", (40, 30)), headers=headers)
    old = before.json()["id"]
    return studio.quiz(title, content("one", prompt=f"What?\n\n![A square](media:{old})")), old


def replaced(page: Page, quiz: Any, old: str) -> bool:
    """Whether players see another picture with the same description."""
    text = page.request.get(f"/api/studio/quizzes/{quiz['id']}/export?format=markdown").text()
    new = re.findall(r"!\[A square\]\(media:([0-9a-f]{64})\)", text)
    return len(new) == 1 and new != [old]


@SIZES
def test_five_questions_are_written_with_keys(ada: OpenPage, viewport: Any) -> None:
    page = ada(viewport=viewport, permissions=CLIPBOARD)
    effort = count_effort(page)
    keys = Keyboard(page)

    keys.to("New quiz")
    keys.press("Enter")
    keys.type("Written by keys")
    keys.press("Enter")
    for number, (asks, answers) in enumerate(QUESTIONS):
        if number:
            keys.press("Control+Shift+Enter")
        expect(prompt(page)).to_have_value("")
        keys.on("Question")
        keys.type(asks)
        for at, answer in enumerate(answers):
            keys.press("Enter")
            keys.type(answer)
            if at == 0:
                keys.press("Control+Enter")
    page.keyboard.press("F8")
    keys.on("Copy link")
    keys.press("Enter")

    expect(page.get_by_text("Link copied.")).to_be_visible()
    print(f"five questions by keys: {effort()}")
    assert question_count(page, copied(page)) == 5
    assert effort().clicks == 0


@SIZES
def test_pasted_text_is_published_with_keys(ada: OpenPage, viewport: Any) -> None:
    page = ada(viewport=viewport, permissions=CLIPBOARD)
    page.evaluate("text => navigator.clipboard.writeText(text)", READY)
    effort = count_effort(page)
    keys = Keyboard(page)

    keys.to("Import")
    keys.press("Enter")
    keys.on("Text of the file")
    keys.press("Control+v")
    expect(page.get_by_text("1 question can be imported.")).to_be_visible()
    keys.to("Import")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    keys.focus_is_seen()
    page.keyboard.press("F8")
    keys.on("Copy link")
    keys.press("Enter")

    expect(page.get_by_text("Link copied.")).to_be_visible()
    print(f"pasted text by keys: {effort()}")
    assert question_count(page, copied(page)) == 1


@SIZES
def test_one_player_gets_more_time_with_keys(ada: OpenPage, viewport: Any) -> None:
    page = ada(path=None, viewport=viewport, permissions=CLIPBOARD)
    title = f"Slower {viewport['width']}"
    Studio(page).quiz(title, content("one"))
    page.goto("/studio")
    expect(page.get_by_role("button", name=f"Share: {title}")).to_be_visible()
    effort = count_effort(page)
    keys = Keyboard(page)

    keys.to(f"Share: {title}")
    keys.press("Enter")
    keys.on("Copy link")
    keys.to("Create link: more time")
    keys.press("Enter")
    keys.on("Player’s name")
    keys.type("Grace")
    keys.press("Enter")

    expect(page.get_by_text("Link for Grace copied.")).to_be_visible()
    print(f"more time by keys: {effort()}")
    assert "?for=" in copied(page)
    keys.on("Player’s name")


@SIZES
def test_a_picture_is_replaced_with_keys(ada: OpenPage, viewport: Any) -> None:
    page = ada(path=None, viewport=viewport)
    title = f"Picture {viewport['width']}"
    quiz, old = with_picture(page, title)
    page.on("filechooser", lambda _: None)  # a key is too fast for a listener that comes with it
    page.goto("/studio")
    expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    effort = count_effort(page)
    keys = Keyboard(page)

    keys.to(title)
    keys.press("Enter")
    expect(page.locator(".side, .middle").first).to_be_visible()
    keys.focus_is_seen()
    if viewport == PHONE:
        keys.to("1")
        keys.press("Enter")
    keys.to("Replace")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files([NEW])
    expect(page.locator(".slots img")).not_to_have_attribute("src", f"/api/media/{old}")
    keys.focus_is_seen()
    saved(page)
    page.keyboard.press("F8")
    keys.on("Copy link")

    print(f"a picture by keys: {effort()}")
    assert replaced(page, quiz, old)


@SIZES
def test_two_versions_are_printed_with_keys(ada: OpenPage, viewport: Any) -> None:
    page = ada(path=None, viewport=viewport)
    title = f"Paper {viewport['width']}"
    Studio(page).quiz(title, content("one"), content("two"))
    page.goto("/studio")
    expect(page.get_by_role("button", name=f"Share: {title}")).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true }")
    effort = count_effort(page)
    keys = Keyboard(page)

    keys.to(f"Share: {title}")
    keys.press("Enter")
    keys.on("Copy link")
    keys.to("Print as a handout")
    keys.press("Enter")
    keys.on(f"Print “{title}”")
    keys.press("Tab", "ArrowRight")
    expect(page.locator(".sheet.key")).to_have_count(2)
    keys.to("Print")
    keys.press("Enter")

    print(f"two versions by keys: {effort()}")
    assert page.evaluate("window.printed")


def tap(page: Page, target: Locator) -> None:
    """Tap what is in sight; scroll to it first, as a thumb does."""
    target.scroll_into_view_if_needed()
    target.tap()
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)


def touching(ada: OpenPage, path: str | None = "/studio") -> Page:
    return ada(path=path, viewport=PHONE, has_touch=True, is_mobile=True, permissions=CLIPBOARD)


def test_five_questions_are_written_by_touch(ada: OpenPage) -> None:
    page = touching(ada)
    effort = count_effort(page)

    tap(page, page.get_by_role("button", name="New quiz"))
    page.keyboard.type("Written by touch")
    tap(page, page.get_by_role("button", name="Create"))
    for number, (asks, answers) in enumerate(QUESTIONS):
        if number:
            tap(page, page.get_by_role("button", name="Add question"))
        expect(page.get_by_text(f"{number + 1} of {number + 1}")).to_be_in_viewport()
        expect(prompt(page)).to_be_focused()
        expect(prompt(page)).to_be_in_viewport()
        page.keyboard.type(asks)
        for answer in answers:
            page.keyboard.press("Enter")  # the "next" of a phone's keyboard
            page.keyboard.type(answer)
            expect(page.locator(":focus")).to_be_in_viewport()
        tap(page, page.locator(".mark", has_text="A"))
    tap(page, page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_role("button", name="Copy link")).to_be_in_viewport()
    tap(page, page.get_by_role("button", name="Copy link"))

    expect(page.get_by_text("Link copied.")).to_be_visible()
    print(f"five questions by touch: {effort()}")
    assert question_count(page, copied(page)) == 5


def test_a_picture_is_replaced_by_touch(ada: OpenPage) -> None:
    page = touching(ada, None)
    quiz, old = with_picture(page, "Picture by touch")
    page.goto("/studio")
    effort = count_effort(page)

    tap(page, page.get_by_role("link", name="Picture by touch", exact=True))
    tap(page, page.locator(".side .name").first)
    with page.expect_file_chooser() as chooser:
        tap(page, page.locator(".slots").get_by_role("button", name="Replace").first)
    chooser.value.set_files([NEW])
    expect(page.locator(".slots img")).not_to_have_attribute("src", f"/api/media/{old}")
    saved(page)
    tap(page, page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_role("button", name="Copy link")).to_be_in_viewport()

    print(f"a picture by touch: {effort()}")
    assert replaced(page, quiz, old)


def test_more_time_and_two_versions_are_had_by_touch(ada: OpenPage) -> None:
    page = touching(ada, None)
    Studio(page).quiz("Touched", content("one"), content("two"))
    page.goto("/studio")
    effort = count_effort(page)

    tap(page, page.get_by_role("button", name="Share: Touched"))
    tap(page, page.get_by_role("link", name="Create link: more time"))
    expect(page.get_by_label("Player’s name")).to_be_focused()
    expect(page.get_by_label("Player’s name")).to_be_in_viewport()
    page.keyboard.type("Grace")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Link for Grace copied.")).to_be_in_viewport()
    assert "?for=" in copied(page)
    print(f"more time by touch: {effort()}")

    page.goto("/studio")
    page.evaluate("window.print = () => { window.printed = true }")
    effort = count_effort(page)
    tap(page, page.get_by_role("button", name="Share: Touched"))
    tap(page, page.get_by_role("link", name="Print as a handout"))
    tap(page, page.get_by_role("group", name="Versions").get_by_text("2"))
    expect(page.locator(".sheet.key")).to_have_count(2)
    tap(page, page.get_by_role("button", name="Print", exact=True))
    print(f"two versions by touch: {effort()}")
    assert page.evaluate("window.printed")


def test_pasted_text_is_published_by_touch(ada: OpenPage) -> None:
    page = touching(ada)
    page.evaluate("text => navigator.clipboard.writeText(text)", READY)
    effort = count_effort(page)

    tap(page, page.get_by_role("button", name="Import", exact=True))
    expect(page.get_by_label("Text of the file")).to_be_focused()
    page.keyboard.press("Control+v")
    tap(page, page.locator("section").get_by_role("button", name="Import", exact=False))
    expect(page).to_have_url(re.compile(r"/studio/quiz/\d+"))
    tap(page, page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_role("button", name="Copy link")).to_be_in_viewport()
    tap(page, page.get_by_role("button", name="Copy link"))

    print(f"pasted text by touch: {effort()}")
    assert question_count(page, copied(page)) == 1
