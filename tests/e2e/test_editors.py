"""Writing questions: one editor per type, Markdown, pictures."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from backend.questions import TYPES
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, look_at
from tests.support.media import image
from tests.support.pointers import drag
from tests.support.studio_pages import Studio, prompt, saved

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


def test_feedback_on_a_choice_is_written_through_the_menu_of_its_row(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, **STILL)
    editing(page, content("one", body={**content("one")["body"], "shuffle": False}))
    quiz_id = int(page.url.split("/studio/quiz/")[1].split("?")[0])
    feedback = page.get_by_role("textbox", name="Choice 2, feedback")

    page.get_by_role("textbox", name="Choice 2", exact=True).focus()
    page.keyboard.press("Control+.")
    page.get_by_role("menuitem", name="Add feedback").press("Enter")
    expect(feedback).to_be_focused()
    page.keyboard.type("That is the *second*.")
    saved(page)

    def stored() -> list[Any]:  # Any: JSON
        [question] = Studio(page).send("GET", f"/quizzes/{quiz_id}/draft")["questions"]
        return [choice.get("feedback") for choice in question["content"]["body"]["choices"]]

    assert stored() == [None, "That is the *second*.", None, None]
    look_at(page, *EVERY_SIZE)
    page.locator(".preview").get_by_role("button", name="choice b").click()
    expect(page.locator(".preview .choice", has_text="choice b")).to_contain_text("the second.")

    page.get_by_role("button", name="More actions for choice 2").click()
    page.get_by_role("menuitem", name="Remove feedback").click()
    expect(feedback).to_have_count(0)
    expect(page.get_by_role("textbox", name="Choice 2", exact=True)).to_be_focused()
    saved(page)
    assert stored() == [None] * 4


def test_a_picture_is_shown_at_its_text_with_its_description(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    page.on("filechooser", lambda _: None)  # Playwright hears of them a moment after it asked
    editing(page, content("one", prompt="Look: "))
    field = prompt(page)

    field.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Control+o")
    chooser.value.set_files(PICTURE)
    described = page.get_by_label("Describe the image")
    expect(described).to_be_focused()
    page.get_by_role("textbox", name="Choice 2").focus()
    expect(described).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Required: some players")).to_be_visible()
    described.fill("A [grey] map")
    expect(described).to_have_attribute("aria-invalid", "false")
    saved(page)

    expect(page.locator(".slots img")).to_be_visible()
    expect(field).to_have_value("Look: ")
    quiz_id = int(page.url.split("/studio/quiz/")[1].split("?")[0])
    [stored] = Studio(page).prompts(quiz_id)
    assert stored.startswith("Look: \n\n![A \\[grey\\] map](media:")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".slots img")).to_have_count(0)


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
def test_areas_are_drawn_and_reshaped_on_a_picture(ada: OpenPage, touch: bool) -> None:
    # Without its picture there is no preview yet.
    page = ada(path=None, expect=("422",), viewport=PHONE if touch else DESKTOP, has_touch=touch)
    editing(page, content("map", type="image", body=TYPES["image"].example))
    expect(page.get_by_text("Add an image.")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose an image").click()
    chooser.value.set_files(PICTURE)
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
    area.get_by_role("checkbox", name="Area 3 is correct").check(force=True)
    expect(board.locator(".letter").nth(2)).to_have_text("3 ✓")
    page.get_by_role("button", name="Area 3: move point 3").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(area.get_by_label("Width")).to_have_value("34")
