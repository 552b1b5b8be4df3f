"""Writing that is interrupted: nothing typed is lost, and the page says what to do."""

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.support.accounts import PASSWORD
from tests.support.authors import content
from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, PHONE, STILL, look_at
from tests.support.media import image
from tests.support.site import Site
from tests.support.studio_pages import Studio, email_of, prompt, saved

KEPT = "Your changes are kept in this browser"


def written(ada: OpenPage, title: str, expected: tuple[str, ...], **options: object) -> Page:
    """The editor with the only question of a quiz open."""
    page = ada(path=None, expect=expected, **(STILL | options))
    quiz = Studio(page).quiz(title, content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    if options.get("viewport") == PHONE:
        page.locator(".side .name").first.click()
    expect(prompt(page)).to_be_visible()
    return page


def prompts(page: Page) -> list[str]:
    return Studio(page).prompts(int(page.url.split("/quiz/")[1].split("?")[0]))


def sign_out_elsewhere(site: Site) -> None:
    site.run("WITH gone AS (DELETE FROM session RETURNING 1) SELECT count(*) FROM gone")


def sign_in(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sign in")).to_be_focused()
    expect(page.get_by_text("Sign in to continue.")).to_be_visible()
    page.get_by_label("E-mail").fill(email_of("Ada"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_is_typed_without_a_network_is_saved_when_it_is_back(
    ada: OpenPage, viewport: object
) -> None:
    page = written(ada, "Offline", OFFLINE, viewport=viewport)

    page.context.set_offline(True)
    prompt(page).fill("Written")
    expect(page.get_by_text(KEPT)).to_be_visible()
    prompt(page).press("End")
    page.keyboard.type(" in a tunnel")
    look_at(page)
    expect(prompt(page)).to_be_focused()
    page.context.set_offline(False)

    saved(page)
    expect(prompt(page)).to_be_focused()
    expect(prompt(page)).to_have_value("Written in a tunnel")
    assert prompts(page) == ["Written in a tunnel"]


def test_what_is_typed_after_the_session_is_over_is_there_after_signing_in(
    ada: OpenPage, site: Site
) -> None:
    page = written(ada, "Signed out", ("401",), viewport=DESKTOP)
    sign_out_elsewhere(site)
    prompt(page).fill("Typed too late")

    sign_in(page)

    expect(prompt(page)).to_have_value("Typed too late")
    saved(page)
    assert prompts(page) == ["Typed too late"]


def test_an_image_that_is_pasted_after_the_session_is_over_leads_to_signing_in(
    ada: OpenPage, site: Site
) -> None:
    page = written(ada, "Signed out with image", ("401",), viewport=DESKTOP)
    with page.expect_response("**/api/studio/preview"):
        prompt(page).fill("Typed before")
    saved(page)
    sign_out_elsewhere(site)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Image or sound").first.click()
    file: FilePayload = {"name": "b.png", "mimeType": "image/png", "buffer": image("PNG", (50, 30))}
    chooser.value.set_files([file])

    sign_in(page)

    expect(prompt(page)).to_have_value("Typed before")


def test_two_tabs_of_one_author_never_overwrite_each_other(ada: OpenPage) -> None:
    first = written(ada, "Two tabs", ("409",), viewport=DESKTOP)
    second = first.context.new_page()
    second.goto(first.url)
    expect(prompt(second)).to_have_value("Prompt of one")

    prompt(second).fill("In the second tab")
    saved(second)
    prompt(first).fill("In the first tab")
    box = first.get_by_role("region", name="Ada also changed this")
    expect(box).to_contain_text("In the second tab")
    expect(box.get_by_text("Question", exact=True)).to_be_visible()  # which field it is about
    look_at(first, *EVERY_SIZE)
    box.get_by_role("button", name="Keep mine").click()

    expect(first.get_by_role("heading", name="Question 1", exact=True)).to_be_focused()
    saved(first)
    assert prompts(first) == ["In the first tab"]
    second.reload()
    expect(prompt(second)).to_have_value("In the first tab")


def test_settings_changed_in_two_tabs_are_compared_in_words(ada: OpenPage) -> None:
    first = written(ada, "Two settings", ("409",), viewport=DESKTOP)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"{first.url.partition('?')[0]}?at=settings")
        expect(page.get_by_role("textbox", name="Title", exact=True)).to_have_value("Two settings")

    second.get_by_role("switch", name="Partial credit").click()
    saved(second)
    first.get_by_role("textbox", name="Title", exact=True).fill("Settings of two")
    box = first.get_by_role("region", name="Ada also changed this")
    expect(box.get_by_role("heading", level=4)).to_have_text(["Title", "Partial credit"])
    expect(box).to_contain_text("Settings of two")
    expect(box.get_by_text("Off", exact=True)).to_be_visible()
    look_at(first, *EVERY_SIZE)
    box.get_by_role("button", name="Keep theirs").click()

    expect(first.get_by_role("heading", name="Settings", exact=True)).to_be_focused()
    expect(first.get_by_role("textbox", name="Title", exact=True)).to_have_value("Two settings")


def test_a_quiz_that_is_saved_slowly_says_so_without_moving_anything(ada: OpenPage) -> None:
    page = written(ada, "Slow", (), viewport=DESKTOP)
    held: list[Route] = []
    page.route("**/draft/questions/**", lambda route: held.append(route))
    before = prompt(page).bounding_box()

    prompt(page).fill("Slowly")
    expect(page.locator(".save-mark")).to_contain_text("Saving")
    assert prompt(page).bounding_box() == before
    held[0].continue_()

    saved(page)
    assert prompt(page).bounding_box() == before
