"""How authors write a quiz in the studio."""

import pytest
from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, STILL, look_at
from tests.support.pointers import drag
from tests.support.site import Site
from tests.support.studio_pages import Studio, prompt, saved, tab_to


def test_a_quiz_is_made_published_and_played_with_keys_only(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    keys = page.keyboard

    tab_to(page, "New quiz")
    keys.press("Enter")
    keys.type("Keys only")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Keys only")).to_be_visible()
    expect(prompt(page)).to_be_focused()
    tab_to(page, "Type", "Shift+Tab")
    keys.type("True or")
    expect(page.get_by_label("Type", exact=True)).to_have_value("truefalse")
    tab_to(page, "Question")
    keys.type("The sun is a star.")
    keys.press("Enter")
    keys.press("Space")
    expect(page.get_by_role("button", name="Shuffle again")).to_be_visible()
    saved(page)
    tab_to(page, "Publish", "Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("Copied")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("button", name="Share")).to_be_focused()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    tab_to(page, "Your name")
    keys.type("Ada")
    keys.press("Enter")

    expect(page.get_by_text("The sun is a star.")).to_be_visible()


def test_the_keys_are_listed_from_the_header_and_by_a_key(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, **STILL)
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")

    tab_to(page, "Keyboard shortcuts")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Ctrl+Shift+Enter")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()

    quiz = Studio(page).quiz("Keys", content("one"), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    prompt(page).press("?")
    expect(dialog).to_have_count(0)
    page.locator(".side .name").first.focus()
    page.keyboard.press("?")
    expect(dialog.get_by_text("F8")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".side .name").first).to_be_focused()


def test_the_preview_grades_without_storing_anything(ada: OpenPage, site: Site) -> None:
    page = ada(path=None, viewport=DESKTOP)
    quiz = Studio(page).quiz("Tried out", content("one"))
    before = site.count("attempt")
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="choice a").click()

    expect(page.locator(".verdict")).to_be_visible()
    assert site.count("attempt") == before


def test_questions_are_reordered_by_touch_and_keyboard(ada: OpenPage) -> None:
    page = ada(path=None, has_touch=True)
    studio = Studio(page)
    quiz = studio.quiz("Order", *(content(name) for name in "abc"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    handles = page.locator("[data-control=handle]")
    expect(handles).to_have_count(3)
    first, last = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    assert first
    assert last

    x, top, end = first["x"] + 10, first["y"] + 10, last["y"] + last["height"]
    with page.expect_response("**/move"):
        drag(page, [(x, top), (x, top + 10), (x, (top + end) / 2), (x, end)], touch=True)
    expect(page.locator(".side li .name").nth(2)).to_contain_text("3")
    expect(page.locator(".side li .line").nth(2)).to_have_text("Prompt of a")
    handles.nth(2).focus()
    with page.expect_response("**/move"):
        page.keyboard.press("ArrowUp")

    expect(handles.nth(1)).to_be_focused()
    assert studio.prompts(quiz["id"]) == ["Prompt of b", "Prompt of a", "Prompt of c"]


def test_a_deleted_question_comes_back_in_its_place(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    quiz = studio.quiz("Deleted", content("a"), content("b"))
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.locator(".side .name").first.click()
    page.get_by_role("button", name="More actions for question 1").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.locator(".side li")).to_have_count(1)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 of 2")).to_be_visible()

    assert studio.prompts(quiz["id"]) == ["Prompt of a", "Prompt of b"]


def test_typed_text_survives_a_lost_network_and_a_reload(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, expect=OFFLINE)
    studio = Studio(page)
    quiz = studio.quiz("Tunnel", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(prompt(page)).to_be_visible()

    page.route("**/draft/questions/**", lambda route: route.abort())
    prompt(page).fill("Written in a tunnel")
    expect(page.locator(".save-mark")).to_contain_text("kept in this browser")
    page.unroute("**/draft/questions/**")
    page.reload()

    saved(page)
    expect(prompt(page)).to_have_value("Written in a tunnel")
    assert studio.prompts(quiz["id"]) == ["Written in a tunnel"]


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_two_editors_never_overwrite_each_other(ada: OpenPage, ben: OpenPage, take: str) -> None:
    first = ada(path=None, viewport=DESKTOP, expect=("409",))
    studio = Studio(first)
    quiz = studio.quiz(f"Together, {take}", content("one"))
    shares = {"shares": [{"email": "ben@example.org", "may": "edit"}]}
    studio.send("PUT", f"/quizzes/{quiz['id']}/shares", shares)
    second = ben(path=None, viewport=DESKTOP, expect=("409",))
    for page in (first, second):
        page.goto(f"/studio/quiz/{quiz['id']}")
        expect(prompt(page)).to_have_value("Prompt of one")

    prompt(second).fill("Ben's words")
    saved(second)
    prompt(first).fill("Ada's words")
    box = first.get_by_role("region", name="Ben also changed this")
    expect(box).to_contain_text("Ben's words")
    expect(box).to_contain_text("Ada's words")
    assert studio.prompts(quiz["id"]) == ["Ben's words"]
    first.get_by_role("button", name=f"Keep {take}").click()

    saved(first)
    kept = "Ada's words" if take == "mine" else "Ben's words"
    expect(prompt(first)).to_have_value(kept)
    assert studio.prompts(quiz["id"]) == [kept]


def test_an_earlier_version_is_viewed_and_restored(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, **STILL)
    studio = Studio(page)
    quiz = studio.quiz("History", content("one"))
    path = f"/quizzes/{quiz['id']}/draft"
    question = studio.send("GET", path)["questions"][0]
    news = {"version": question["version"], "content": content("one", prompt="Worse")}
    studio.send("PUT", f"{path}/questions/{question['id']}", news)
    studio.send("POST", f"{path}/publish", {})
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="More actions for question 1").click()
    page.get_by_role("menuitem", name="Earlier versions").click()
    versions = page.get_by_role("region", name="Earlier versions")
    expect(versions.locator("del")).to_have_text(["removed: Prompt of one"])
    expect(versions.locator("ins")).to_have_text(["added: Worse"])
    look_at(page)
    older = versions.get_by_role("listitem").nth(1)
    older.get_by_role("button", name="View").click()
    expect(older.get_by_role("button", name="choice a")).to_be_visible()
    older.get_by_role("button", name="Restore").click()

    expect(prompt(page)).to_have_value("Prompt of one")
    assert studio.prompts(quiz["id"]) == ["Prompt of one"]


def test_changes_are_undone_and_the_draft_is_discarded(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Discarded", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    written = prompt(page)

    written.fill("Worse")
    page.get_by_role("button", name="Undo").click()
    expect(written).to_have_value("Prompt of one")
    page.get_by_role("button", name="Redo").click()
    expect(written).to_have_value("Worse")
    saved(page)
    page.get_by_role("button", name="More actions for this quiz").click()
    page.get_by_role("menuitem", name="Discard changes").click()
    page.get_by_role("dialog").get_by_role("button", name="Discard all").click()

    expect(written).to_have_value("Prompt of one")
    assert studio.prompts(quiz["id"]) == ["Prompt of one"]


def test_problems_lead_to_their_question(ada: OpenPage) -> None:
    page = ada(path=None)
    quiz = Studio(page).quiz("Faulty", content("a"), content("b", prompt=""), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="Publish", exact=True).click()
    panel = page.get_by_role("region", name="Fix 1 error to publish")
    expect(panel).to_contain_text("Enter the question.")
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    panel.get_by_role("button", name="Question 2", exact=True).first.click()

    expect(page.get_by_text("2 of 2")).to_be_visible()
    expect(prompt(page)).to_be_focused()
