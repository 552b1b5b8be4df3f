"""Writing questions: one editor per type, Markdown, pictures."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from backend.questions import TYPES
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, look_at
from tests.support.media import image
from tests.support.pointers import drag
from tests.support.studio_pages import Studio

PICTURE: FilePayload = {
    "name": "map.png",
    "mimeType": "image/png",
    "buffer": image("PNG", (400, 300)),
}


def editing(page: Page, question: dict[str, Any]) -> None:
    """Open the editor of the only question of a new quiz. Any: JSON."""
    studio = Studio(page)
    quiz = studio.quiz("Editors", question, publish=False)
    draft = studio.send("GET", f"/quizzes/{quiz['id']}/draft")
    page.goto(f"/studio/quiz/{quiz['id']}?at={draft['questions'][0]['id']}")


def stored_picture(page: Page) -> str:
    """The id of a picture."""
    headers = {"X-CSRF-Token": Studio(page).csrf, "Content-Type": "image/png"}
    picture = image("PNG", (400, 300))
    answer = page.request.post("/api/studio/media", data=picture, headers=headers)
    media: str = answer.json()["id"]
    return media


def prompt(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Prompt")


def put_in(page: Page, alt: str) -> None:
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("img")).to_be_visible()
    dialog.get_by_role("textbox").fill(alt)
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_editor_is_accessible(ada: OpenPage, name: str) -> None:
    page = ada(path=None, **STILL)
    body = TYPES[name].example
    if name == "image":
        body = {**body, "media": stored_picture(page), "width": 400, "height": 300}
    editing(page, content(name, type=name, body=body))
    expect(prompt(page)).to_have_value(f"Prompt of {name}")
    look_at(page, *EVERY_SIZE)


def test_markdown_shortcuts_support_the_browsers_undo(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    editing(page, content("one", prompt="Which is right?"))
    field = prompt(page)

    field.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+b")
    expect(field).to_have_value("**Which** is right?")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Which is right?")
    page.keyboard.press("Control+y")
    expect(field).to_have_value("**Which** is right?")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bold").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic").first).to_be_focused()


def test_a_picture_is_inserted_with_its_description(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    page.on("filechooser", lambda _: None)  # Playwright gets them a moment later
    editing(page, content("one", prompt="Look: "))
    field = prompt(page)

    field.focus()
    page.keyboard.press("Control+End")
    expect(field).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Control+o")
    chooser.value.set_files(PICTURE)
    page.get_by_role("dialog").get_by_role("button", name="Insert").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    put_in(page, "A [grey] map")

    expect(field).to_be_focused()
    assert field.input_value().startswith(r"Look: ![A \[grey\] map](media:")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Look: ")


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_areas_are_drawn_and_reshaped_on_a_picture(ada: OpenPage, touch: bool) -> None:
    # Without its picture there is no preview yet.
    page = ada(path=None, expect=("422",), viewport=PHONE if touch else DESKTOP, has_touch=touch)
    editing(page, content("map", type="image", body=TYPES["image"].example))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose an image").click()
    chooser.value.set_files(PICTURE)
    put_in(page, "A map")
    board = page.locator(".board").first
    area = page.get_by_role("list", name="Areas").get_by_role("listitem").nth(2)

    def along(*places: tuple[float, float]) -> None:
        """Drag over these places, as fractions of the picture."""
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        assert box
        steps = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
        scrolled = page.evaluate("scrollY")
        drag(page, steps, touch=touch)
        assert page.evaluate("scrollY") == scrolled

    along((0.1, 0.1), (0.2, 0.2), (0.3, 0.3))
    expect(area.get_by_label("Left")).to_have_value("10", timeout=10_000)
    expect(area.get_by_label("Width")).to_have_value("20")
    page.locator("label").filter(has_text="Move").click()
    along((0.3, 0.3), (0.4, 0.3), (0.5, 0.3))  # a corner
    expect(area.get_by_label("Left")).to_have_value("10")
    expect(area.get_by_label("Width")).to_have_value("40")
    along((0.25, 0.12), (0.25, 0.3), (0.25, 0.42))  # the area itself
    expect(area.get_by_label("Top")).to_have_value("40")
    area.get_by_role("checkbox", name="Area 3 is correct").check()
    expect(board.locator(".letter").nth(2)).to_have_text("3 ✓")
