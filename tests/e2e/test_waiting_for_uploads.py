"""What is saved or published while an image is still on its way has the image."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from sqlalchemy import text

from backend.models import db
from tests.support.accounts import add_user
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, PHONE
from tests.support.media import image
from tests.support.site import Site
from tests.support.studio_pages import Studio, prompt, saved

ADMIN = "logo-admin@example.org"
MEDIA = "**/api/studio/media"
PASTE = """(field, bytes) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array(bytes)], 'map.png', {type: 'image/png'}))
    const options = {clipboardData, bubbles: true, cancelable: true}
    field.dispatchEvent(new ClipboardEvent('paste', options))
}"""
PNG = image("PNG")


def held(page: Page) -> Callable[[], None]:
    """Uploads wait from now on, until the returned function is called."""
    waiting: list[Route] = []
    page.route(MEDIA, lambda route: waiting.append(route))

    def release() -> None:
        for route in waiting:
            route.continue_()
        page.unroute(MEDIA)

    return release


def paste(page: Page) -> None:
    """Paste an image into the question."""
    prompt(page).evaluate(PASTE, [*PNG])
    expect(page.get_by_text("Uploading map.png")).to_be_visible()


@pytest.fixture
def admin(site: Site, open_page: OpenPage) -> Iterator[OpenPage]:
    with site.app.app_context():
        add_user(ADMIN, "admin", "Lou")
    yield open_page
    with site.app.app_context():
        db.session.execute(text("DELETE FROM site"))
        db.session.execute(text('DELETE FROM "user" WHERE email = :email'), {"email": ADMIN})
        db.session.commit()


def test_the_site_is_saved_with_a_logo_that_is_still_uploading(admin: OpenPage) -> None:
    page = admin("/studio/site", user=ADMIN, viewport=DESKTOP)
    page.get_by_label("Name", exact=True).fill("Lakeside School")
    release = held(page)
    logo = page.get_by_role("group", name="Logo")
    file = FilePayload(name="logo.png", mimeType="image/png", buffer=PNG)
    logo.locator("input[type=file]").set_input_files(file)
    expect(logo.get_by_text("Uploading logo.png")).to_be_visible()

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_have_count(0)
    release()

    expect(page.get_by_role("status").get_by_text("Saved.").first).to_be_visible()
    stored = page.request.get("/api/studio/site").json()
    assert stored["logo"]
    assert stored["name"] == "Lakeside School"


def test_a_logo_that_is_refused_stops_the_save_once(admin: OpenPage) -> None:
    page = admin("/studio/site", expect=("422",), user=ADMIN, viewport=DESKTOP)
    page.get_by_label("Name", exact=True).fill("Lakeside School")
    release = held(page)
    file = FilePayload(name="logo.png", mimeType="image/png", buffer=PNG[:60])
    page.get_by_role("group", name="Logo").locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Save").click()
    release()

    expect(page.get_by_role("group", name="Logo").get_by_role("alert")).to_be_visible()
    assert page.request.get("/api/studio/site").json()["name"] is None
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.").first).to_be_visible()


def test_a_question_that_was_left_gets_its_image_before_it_is_published(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Held up", content("one"), content("two"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    release = held(page)
    paste(page)

    page.locator(".side [data-control=name]").nth(1).click()
    expect(page.get_by_role("heading", name="Question 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Publishing")).to_be_visible()
    release()

    # An image without a description is an error; with the image it is found.
    expect(page.get_by_text("Describe the image")).to_be_visible()
    assert "(media:" in studio.prompts(quiz["id"])[0]


def test_an_image_that_is_refused_stops_publishing_once(ada: OpenPage) -> None:
    page = ada(path=None, expect=("422",), viewport=DESKTOP)
    quiz = Studio(page).quiz("Refused", content("one"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    release = held(page)
    prompt(page).evaluate(PASTE, [*PNG[:60]])
    page.get_by_role("button", name="Publish", exact=True).click()
    release()

    expect(page.get_by_role("alert").get_by_text("Question 1: an image or sound")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("dialog", name="Share")).to_be_visible()


def test_a_phone_goes_back_to_the_list_when_the_image_has_arrived(ada: OpenPage) -> None:
    page = ada(path=None, viewport=PHONE)
    studio = Studio(page)
    quiz = studio.quiz("On a phone", content("one"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    page.locator(".side [data-control=name]").first.click()
    release = held(page)
    paste(page)

    page.go_back()
    expect(page.get_by_text("Uploading an image or sound.")).to_be_visible()
    release()

    expect(page.locator(".side")).to_be_visible()
    expect(page.locator(".save-mark")).to_contain_text("Saved")
    assert "(media:" in studio.prompts(quiz["id"])[0]


def test_undo_and_redo_leave_an_image_on_its_way_where_it_belongs(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Undone", content("one"), content("two"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    release = held(page)
    prompt(page).fill("Where is this?")
    paste(page)
    choice = page.get_by_role("textbox", name="Choice 2", exact=True)
    choice.evaluate(PASTE, [*PNG])
    expect(page.get_by_text("Uploading map.png")).to_have_count(2)

    page.get_by_role("button", name="Undo").click()
    expect(prompt(page)).to_have_value("Prompt of one")
    expect(page.get_by_text("Uploading map.png")).to_have_count(2)
    page.get_by_role("button", name="Redo").click()
    expect(prompt(page)).to_have_value("Where is this?")
    page.locator(".side [data-control=name]").nth(1).click()
    expect(page.get_by_role("heading", name="Question 2", exact=True)).to_be_visible()
    release()

    expect(page.get_by_text("Uploading map.png")).to_have_count(0)
    saved(page)
    first, second = studio.send("GET", f"/quizzes/{quiz['id']}/draft")["questions"]
    assert first["content"]["prompt"].startswith("Where is this?\n\n![](media:")
    texts = [choice["text"] for choice in first["content"]["body"]["choices"]]
    assert ["(media:" in text for text in texts] == [False, True, False, False]
    assert second["content"] == content("two") | {"id": second["content"]["id"]}


def test_undo_keeps_the_picture_of_a_hotspot_that_is_on_its_way(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    hotspot = content("spot", type="image", prompt="Where?", body={})
    quiz = studio.quiz("Undone hotspot", hotspot, publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    prompt(page).fill("Where is it?")
    release = held(page)
    file = FilePayload(name="map.png", mimeType="image/png", buffer=PNG)
    page.locator(".slot input[type=file]").set_input_files(file)
    expect(page.get_by_text("Uploading map.png")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    release()

    expect(page.locator(".slot img").first).to_be_visible()
    saved(page)
    [only] = studio.send("GET", f"/quizzes/{quiz['id']}/draft")["questions"]
    assert len(only["content"]["body"]["media"]) == 64
