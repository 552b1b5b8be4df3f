"""Quiz settings, personal links and collaborators."""

import re

from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.studio_pages import Studio, saved


def test_settings_are_saved_at_once_and_apply_when_published(
    ada: OpenPage,
) -> None:
    page = ada(path=None, timezone_id="Europe/Berlin")
    studio = Studio(page)
    quiz = studio.quiz("Timed", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Title").fill("Timed quiz")
    page.get_by_label("Points that depend on speed (%)").fill("50")
    problem = page.get_by_text("Set a time for each question: points depend on speed.")
    expect(problem.first).to_be_visible()
    page.get_by_label("Time per question (seconds)").fill("30")
    page.get_by_role("button", name="Use mine: Europe/Berlin").click()
    page.get_by_label("Opens").fill("2026-01-15T10:00")
    page.get_by_label("Closes").fill("2036-07-15T10:00")
    page.get_by_label("Closes").blur()
    expect(problem).to_have_count(0)
    saved(page)
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {})

    rules = page.request.get(f"/api/quizzes/{quiz['slug']}").json()["rules"]
    assert (rules["question_seconds"], rules["speed_weight"]) == (30, 50)
    assert (rules["opens_at"], rules["closes_at"]) == (
        "2026-01-15T09:00:00Z",
        "2036-07-15T08:00:00Z",
    )


def test_a_personal_link_is_created_and_revoked(ada: OpenPage) -> None:
    page = ada(path=None)
    quiz = Studio(page).quiz("With links", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Player’s name").fill("Grace")
    page.get_by_role("button", name="Create link").click()
    expect(page.get_by_label("Grace", exact=True)).to_have_value(
        re.compile(r"/quiz/with-links\?for=")
    )
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_text("No personal links yet.")).to_be_visible()


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
    page.get_by_role("link", name="View: Only look").click()

    expect(page.get_by_text("You can view this quiz, but not change it.")).to_be_visible()
    expect(page.get_by_label("Prompt", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Publish …")).to_have_count(0)
    page.get_by_role("link", name="Files").click()
    expect(page.get_by_role("link", name="Draft as Markdown")).to_be_visible()
    expect(page.get_by_text("Import questions")).to_have_count(0)
