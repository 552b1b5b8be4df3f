"""Whole games, as people play them."""

import pytest
from playwright.sync_api import Route, expect

from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import DESKTOP, PHONE, STILL
from tests.support.player_pages import answer, go_on, prompt, start
from tests.support.site import Site

DELAY = "one => one.getAnimations()[0].effect.getTiming().delay"
RIGHT = {"Prompt of plain": ["choice a"], "What does it print?": ["choice a"]}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_perfect_game_by_mouse(open_page: OpenPage, viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)
    start(page)
    stamps = 0
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        wat = prompt(page).startswith("What does it print?")
        answer(page)
        expect(page.locator(".verdict.good")).to_be_visible()
        expect(page.locator(".verdict .stamp")).to_have_count(1 if wat else 0)
        stamps += wat
        assert page.locator(".choice:enabled").count() == 0
        go_on(page)
    assert stamps == 1
    expect(page.locator(".figure")).to_have_text("3 out of 3")

    name = f"Perfect Pat {viewport['width']}"
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join the leaderboard").click()

    expect(page.get_by_role("row", name=name)).to_contain_text("you are here")
    expect(page.locator("details")).to_have_count(3)
    page.locator("summary").first.click()
    expect(page.get_by_text("Explanation of").first).to_be_visible()
    page.get_by_role("button", name="Latest").click()
    expect(page.get_by_role("row", name=name)).to_be_visible()
    page.get_by_role("button", name="Play again").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def test_a_whole_game_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(viewport=DESKTOP)
    button = page.get_by_role("button", name="Start Small")
    expect(button).to_be_visible()
    for _ in range(300):  # other tests leave quizzes
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    for number in (1, 2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        if page.get_by_role("button", name="Check answer").count():
            page.keyboard.press("1")
            page.keyboard.press("b")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
        expect(page.locator(".verdict.good")).to_be_visible()
        expect(page.locator(".outcome > button")).to_be_focused()
        page.keyboard.press("Enter")
        if number < 3:  # the new question has the focus and states its number
            expect(page.locator(".prompt h2")).to_be_focused()
    expect(page.get_by_role("heading", name="Your result")).to_be_focused()
    page.get_by_label("Your name").focus()
    page.keyboard.type("Key Lee")
    page.keyboard.press("Enter")
    expect(page.locator(".listed")).to_have_text("On the leaderboard as Key Lee")


def test_the_result_is_focused_before_and_after_it_loads(open_page: OpenPage) -> None:
    page = open_page()
    start(page)
    for _ in range(2):
        answer(page)
        go_on(page)
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()
    held: list[Route] = []
    page.route("**/api/attempts/*", lambda route: held.append(route))
    go_on(page)
    heading = page.get_by_role("heading", name="Your result")
    expect(heading).to_be_focused()

    held[0].continue_()

    expect(page.locator(".figure")).to_be_visible()
    expect(heading).to_be_focused()


def test_a_slow_verdict_keeps_no_player_waiting(open_page: OpenPage) -> None:
    page = open_page(**STILL)
    start(page)
    held: list[Route] = []
    page.route("**/answers", lambda route: held.append(route))
    answer(page)

    # Both appear after a moment, also where motion is reduced: most verdicts are there before.
    for part, delay in (
        (page.locator(".checking"), 300),
        (page.locator(".outcome > button"), 1000),
    ):
        assert part.evaluate(DELAY) == delay
        expect(part).to_be_visible()
    go_on(page)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    held[0].continue_()
    expect(page.locator(".score")).to_have_text("1 point")


def test_the_verdict_is_announced(open_page: OpenPage) -> None:
    page = open_page()
    start(page)

    answer(page, right=False)

    expect(page.get_by_role("status")).to_contain_text(" of 1.")


def test_wrong_and_partly_right_answers_are_stated_in_words(open_page: OpenPage) -> None:
    page = open_page()
    start(page)
    for _ in range(3):
        partly = page.get_by_role("button", name="Check answer").count()
        answer(page, right=False)
        expect(page.locator(".verdict.wrong")).to_be_visible()
        expect(page.locator(".wrongPick")).to_contain_text("your answer, wrong")
        missed = "correct, but not selected" if partly else "correct answer"
        expect(page.locator(".missed, .right")).to_contain_text(missed)
        go_on(page)
    expect(page.locator(".figure")).to_have_text("0 out of 3")


def test_a_reload_resumes_the_game(open_page: OpenPage) -> None:
    page = open_page()
    start(page)
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()

    page.reload()

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    expect(page.locator(".score")).to_have_text("1 point")


def test_the_back_button_and_home_lead_back_into_the_game(open_page: OpenPage) -> None:
    page = open_page()
    start(page)
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()

    page.go_back()
    page.get_by_role("link", name="Continue Small").click()

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.go_back()
    page.go_forward()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()


def test_a_lost_network_loses_no_answer(open_page: OpenPage, site: Site) -> None:
    page = open_page(expect=OFFLINE)
    start(page)
    before = site.count("answer")
    page.context.set_offline(True)

    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
    go_on(page)  # the next question is already here
    answer(page)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator(".score")).to_have_text("2 points")
    assert site.count("answer") == before + 2


def test_an_answer_kept_offline_survives_a_reload(open_page: OpenPage, site: Site) -> None:
    page = open_page(expect=OFFLINE)
    start(page)
    before = site.count("answer")
    page.route("**/answers", lambda route: route.abort())
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
    page.unroute("**/answers")

    page.reload()

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    expect(page.locator(".score")).to_have_text("1 point")
    assert site.count("answer") == before + 1


def test_another_tab_shows_what_this_one_answered(open_page: OpenPage) -> None:
    first = open_page()
    start(first)
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_text("Question 1 of 3")).to_be_visible()
    answer(first)
    expect(first.locator(".verdict")).to_be_visible()

    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(second.locator(".verdict")).to_be_visible()


def test_a_double_click_starts_one_game(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    before = site.count("attempt")

    page.get_by_role("button", name="Start Small").dblclick()

    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    assert site.count("attempt") == before + 1


def test_verdicts_are_shown_at_the_end_if_configured(open_page: OpenPage) -> None:
    page = open_page()
    start(page, "Secretive")
    for _ in range(3):
        page.locator(".choice").first.click()
        expect(page.get_by_text("Answer saved.")).to_be_visible()
        expect(page.locator(".verdict, .score")).to_have_count(0)
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()


def test_an_invalid_name_is_explained_beside_the_field(open_page: OpenPage) -> None:
    page = open_page(expect=("422",))
    start(page)
    for _ in range(3):
        answer(page)
        go_on(page)
    field = page.get_by_label("Your name")
    field.fill("x" * 41)
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("at most 40 characters")
    field.fill("مرحبا 👩\u200d🚀 " + "W" * 30)
    field.press("Enter")
    expect(page.get_by_text("you are here")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
