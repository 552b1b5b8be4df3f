"""Quiz settings, personal links and collaborators."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, look_at
from tests.support.studio_pages import Studio, saved


def switch(page: Page, name: str) -> Locator:
    return page.get_by_role("switch", name=name)


def test_settings_are_saved_as_they_are_made_and_hold_when_published(
    ada: OpenPage,
) -> None:
    page = ada(path=None, timezone_id="Europe/Berlin")
    studio = Studio(page)
    quiz = studio.quiz("Timed", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Title", exact=True).fill("Timed quiz")
    switch(page, "Reward fast answers").check()
    speed = page.get_by_label("Points that depend on speed (%)")
    expect(speed).to_be_focused()
    speed.fill("50")
    expect(speed).to_have_accessible_description(
        "Set a time for each question: points depend on speed."
    )
    page.get_by_role("button", name="Set a time limit per question").click()
    seconds = page.get_by_label("Seconds per question")
    expect(seconds).to_be_focused()
    seconds.fill("30")
    expect(speed).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Use mine: Europe/Berlin").click()
    switch(page, "Set opening and closing times").check()
    page.get_by_label("Opens").fill("2026-01-15T10:00")
    page.get_by_label("Closes").fill("2036-07-15T10:00")
    page.get_by_label("Closes").blur()
    saved(page)
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {})

    rules = page.request.get(f"/api/quizzes/{quiz['slug']}").json()["rules"]
    assert (rules["question_seconds"], rules["speed_weight"]) == (30, 50)
    assert (rules["opens_at"], rules["closes_at"]) == (
        "2026-01-15T09:00:00Z",
        "2036-07-15T08:00:00Z",
    )


def test_settings_that_are_off_are_folded_and_removed(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    quiz = studio.quiz("Folded", content("one"), content("two"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    expect(page.get_by_text("Off: players get all 2 questions.")).to_be_visible()

    switch(page, "Draw questions at random").check()
    draw = page.get_by_label("Questions per player")
    draw.blur()
    expect(draw).to_have_accessible_description("Enter a number, or turn this off.")
    draw.fill("1")
    expect(page.get_by_text("Each player gets 1 of 2 questions.")).to_be_visible()
    switch(page, "Keep some questions in place").check()
    page.get_by_label("Questions that always come first").fill("2")
    expect(draw).to_have_accessible_description(
        "Draw at least as many questions as are kept in place."
    )
    switch(page, "Keep some questions in place").uncheck()
    switch(page, "Draw questions at random").uncheck()
    expect(draw).to_have_count(0)
    saved(page)

    settings = studio.send("GET", f"/quizzes/{quiz['id']}/draft")["fields"]["settings"]
    assert (settings["draw"], settings["first"]) == (None, 0)


def test_a_set_number_of_each_tag_is_drawn(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    questions = [content(name, tags=[name[0]]) for name in ("a1", "a2", "b1")]
    quiz = studio.quiz("By tag", *questions)
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    switch(page, "Draw a number of questions from each tag").check()
    tag = page.get_by_label("a", exact=True)
    expect(tag).to_be_focused()
    expect(tag).to_have_accessible_description("2 questions have this tag.")
    tag.fill("1")
    page.get_by_label("b", exact=True).fill("1")
    expect(switch(page, "Draw questions at random")).to_have_count(0)
    saved(page)
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {})

    assert page.request.get(f"/api/quizzes/{quiz['slug']}").json()["draw"] == 2


def test_a_preset_says_what_it_changes_and_can_be_undone(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    studio = Studio(page)
    quiz = studio.quiz("Preset", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    expect(page.get_by_role("button", name="Practice")).to_have_accessible_description("In use")
    page.get_by_role("button", name="Party").click()
    changes = page.get_by_role("definition")
    expect(changes).to_have_text(
        [
            "At the end, if they like becomes Before they start",
            *("None becomes 20 seconds", "0% becomes 50%"),
        ]
    )
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Party")).to_have_accessible_description("In use")
    expect(page.get_by_label("Seconds per question")).to_have_value("20")
    saved(page)
    undo = page.get_by_role("button", name="Undo")
    undo.focus()  # it stays for as long as it has the focus
    look_at(page, *EVERY_SIZE)
    undo.click()
    expect(page.get_by_role("button", name="Practice")).to_have_accessible_description("In use")
    saved(page)

    settings = studio.send("GET", f"/quizzes/{quiz['id']}/draft")["fields"]["settings"]
    assert (settings["question_seconds"], settings["speed_weight"]) == (None, 0)


def test_time_limits_that_do_not_apply_are_warned_of(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    studio = Studio(page)
    quiz = studio.quiz("Free", content("one", seconds=20), content("two"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    warning = page.get_by_text("1 question has a time limit that doesn’t apply")
    expect(warning).to_have_count(0)

    page.get_by_role("button", name="Test").click()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Moving between questions")).to_have_value("free")
    saved(page)
    expect(warning).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="More actions for this quiz").click()
    page.get_by_role("menuitem", name="1 tip").click()
    page.get_by_text("Tip: 1 question has a time limit").click()
    page.get_by_role("button", name="Question 1").click()
    field = page.get_by_label("Time limit, in seconds")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("This time limit doesn’t apply"))
    field.fill("")
    expect(page.get_by_text("This time limit doesn’t apply")).to_have_count(0)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()


def test_visibility_takes_effect_immediately(ada: OpenPage) -> None:
    page = ada(path=None)
    quiz = Studio(page).quiz("At once", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Who can open it").select_option("private")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert page.request.get(f"/api/quizzes/{quiz['slug']}").status == 404
    page.get_by_label("Who can open it").select_option("unlisted")
    page.get_by_label("Link name").fill("by-link")
    page.keyboard.press("Enter")

    expect(page.get_by_text("/quiz/by-link")).to_be_visible()
    assert page.request.get("/api/quizzes/by-link").status == 200


def test_more_time_for_a_player_takes_a_name_and_enter(ada: OpenPage) -> None:
    page = ada(path=None, permissions=["clipboard-read", "clipboard-write"])
    quiz = Studio(page).quiz("With links", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Player’s name").fill("Grace")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Link for Grace copied. Send it to them.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/quiz/with-links\?for=", copied)
    expect(page.get_by_label("Grace: 1.5 × the time")).to_have_value(copied)
    expect(page.get_by_label("Player’s name")).to_be_focused()
    page.get_by_role("button", name="Remove: Grace").click()
    page.get_by_role("button", name="Remove link").click()

    expect(page.get_by_label("Grace: 1.5 × the time")).to_have_count(0)


def test_a_collaborator_is_added_and_removed(ada: OpenPage) -> None:
    page = ada(path=None, expect=("422",))
    quiz = Studio(page).quiz("Shared", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=collaborators")
    email = page.get_by_label("Colleague’s e-mail")

    email.fill("nobody@example.org")
    page.get_by_role("button", name="Add collaborator").click()
    expect(page.get_by_text("has no account here")).to_be_visible()
    email.fill("ben@example.org")
    page.get_by_role("button", name="Add collaborator").click()
    expect(page.get_by_label("Can: Ben")).to_have_value("edit")
    page.get_by_label("Can: Ben").select_option("view")
    page.get_by_role("button", name="Remove: Ben").click()

    expect(page.get_by_text("No collaborators yet.")).to_be_visible()


def test_viewers_cannot_change_settings(ada: OpenPage, ben: OpenPage) -> None:
    studio = Studio(ada(path=None))
    quiz = studio.quiz("Only look", content("one"))
    shares = {"shares": [{"email": "ben@example.org", "may": "view"}]}
    studio.send("PUT", f"/quizzes/{quiz['id']}/shares", shares)
    page = ben()

    page.get_by_label("Show", exact=True).select_option("shared")
    page.get_by_role("link", name="Only look", exact=True).click()

    expect(page.get_by_text("You can view this quiz, but not change it.")).to_be_visible()
    page.get_by_role("button", name="Prompt of one").click()
    expect(page.get_by_role("textbox", name="Question", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.get_by_role("button", name="All questions").click()
    page.get_by_role("link", name="Files").click()
    expect(page.get_by_role("link", name="Draft as Markdown")).to_be_visible()
    expect(page.get_by_text("Import questions")).to_have_count(0)
