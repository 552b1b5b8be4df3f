"""Authors preview the whole draft as players see it."""

from playwright.sync_api import Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, STILL, look_at
from tests.support.studio_pages import Studio


def preview(page: Page, quiz_id: int) -> None:
    page.goto(f"/studio/quiz/{quiz_id}/try")
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_draft_is_played_from_the_first_screen_to_the_result(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    studio = Studio(page)
    made = studio.quiz("Tried", content("one"), content("two"), publish=False)
    preview(page, made["id"])
    look_at(page, *EVERY_SIZE)

    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="choice a").click()
    expect(page.get_by_text("Because.")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 2 of 2")).to_be_focused()
    page.get_by_role("button", name="choice b").click()
    page.get_by_role("button", name="See your result").click()

    expect(page.get_by_role("heading", name="Your result")).to_be_focused()
    expect(page.locator(".score")).to_contain_text("1")
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Play again").click()
    expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="Tried")).to_be_focused()
    stored = page.evaluate("Object.keys(localStorage)")
    assert not [name for name in stored if "attempt" in name or "outbox" in name], stored
    assert studio.send("GET", f"/quizzes/{made['id']}/attempts")["attempts"] == []


def test_questions_with_timers_are_skipped_and_finished_early(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    made = studio.quiz("Timed trial", content("one"), content("two"), publish=False)
    draft = studio.send("GET", f"/quizzes/{made['id']}/draft")
    settings = {**draft["fields"]["settings"], "question_seconds": 60}
    body = {"version": draft["version"], "settings": settings}
    studio.send("PATCH", f"/quizzes/{made['id']}/draft", body)
    preview(page, made["id"])

    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="Question 2 of 2")).to_be_focused()
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("button", name="Finish now").click()

    expect(page.locator(".score")).to_be_visible()


def test_it_leads_to_what_must_be_fixed(ada: OpenPage) -> None:
    page = ada(path=None, expect=("422",), **STILL)
    studio = Studio(page)
    made = studio.quiz("Faulty", content("one"), content("two", prompt=""), publish=False)
    preview(page, made["id"])
    expect(page.get_by_text("1 question has errors and is left out.")).to_be_visible()

    draft = studio.send("GET", f"/quizzes/{made['id']}/draft")
    settings = {**draft["fields"]["settings"], "speed_weight": 50}
    body = {"version": draft["version"], "settings": settings}
    studio.send("PATCH", f"/quizzes/{made['id']}/draft", body)
    page.reload()
    expect(page.get_by_text("points depend on speed")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("link", name="Fix it in the quiz").click()

    expect(page.get_by_label("Points that depend on speed (%)")).to_be_visible()


def test_back_and_forth_is_set_and_previewed(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, **STILL)
    made = Studio(page).quiz("Exam trial", content("one"), content("two"), publish=False)
    page.goto(f"/studio/quiz/{made['id']}?at=settings")
    page.get_by_label("Moving between questions").select_option("Back and forth")
    expect(page.get_by_text("Show correct answers at the end or after a date")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Show correct answers at the end").click()
    expect(page.get_by_text("Show correct answers at the end or after a date")).to_have_count(0)
    expect(page.get_by_label("Show correct answers")).to_have_value("at_end")
    preview(page, made["id"])
    expect(page.get_by_text("You can answer in any order")).to_be_visible()

    page.get_by_role("button", name="Start").click()
    for choice in ("choice b", "choice a"):
        page.get_by_role("button", name=choice).click()
        expect(page.locator(".question .state")).to_have_text("Saved")
    look_at(page)
    page.get_by_role("button", name="Review your answers").click()
    expect(page.get_by_text("1 question is not answered.").first).to_be_visible()
    page.get_by_role("button", name="Hand in").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="Your result")).to_be_focused()
    expect(page.locator(".score")).to_contain_text("1")
