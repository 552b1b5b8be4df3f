"""Games with rules: timers, skipping, codes, personal links, delayed results."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import EVERY_SIZE, PHONE, STILL, look_at
from tests.support.past import PASS
from tests.support.player_pages import answer, go_on
from tests.support.site import Site
from tests.support.site_quizzes import TOKEN


def let_pass(site: Site, page: Page, seconds: float) -> None:
    """Move the start of the game on the page back by this many seconds."""
    attempt = page.url.split("/play/")[1]
    site.run(PASS.format(seconds="%(seconds)s", id="%(id)s"), seconds=seconds, id=attempt)


def look_again(page: Page) -> None:
    """Simulate a return to the tab."""
    with page.expect_response(re.compile("/api/attempts/")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start ").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()


def seconds_left(page: Page) -> int:
    minutes, seconds = page.locator(".time .clock").first.inner_text().split(":")[-2:]
    return int(minutes.strip() or 0) * 60 + int(seconds)


def test_a_timed_game_by_keyboard_alone(open_page: OpenPage, site: Site) -> None:
    page = open_page(**STILL)
    page.get_by_role("link", name="Start Timed", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have 20 seconds for each question.")).to_be_visible()
    expect(page.get_by_text("A wrong answer costs 25%")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    button = page.get_by_role("button", name="Start Timed").bounding_box()
    assert button
    assert button["y"] + button["height"] <= PHONE["height"]  # before the rules, on a phone
    page.get_by_role("button", name="Start Timed").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    expect(page.locator(".time .clock")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("2")
    expect(page.locator(".verdict.wrong")).to_be_visible()
    expect(page.locator(".verdict .earned")).to_have_text("−0.25 of 1")
    expect(page.locator(".time .clock")).to_have_count(0)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    expect(page.locator(".prompt h2")).to_be_focused()
    let_pass(site, page, 19)
    look_again(page)
    expect(page.locator(".verdict")).to_contain_text("Time is up.")  # and why, after the grace
    expect(page.locator(".choice:enabled")).to_have_count(0)
    look_at(page, *EVERY_SIZE)
    expect(page.locator(".outcome > button")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Question 3 of 3")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".verdict.good")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".figure")).to_have_text("0.75 out of 3")
    expect(page.get_by_text("Not passed")).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.get_by_text("The wrong answer cost 0.25 points.")).to_be_visible()
    expect(page.locator(".review").get_by_text("Not answered")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_the_timer_survives_a_reload_and_a_wrong_clock(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/timed")
    begin(page)
    page.clock.install(time=datetime(1999, 1, 1, tzinfo=UTC))
    let_pass(site, page, 8)

    page.reload()

    expect(page.locator(".time .clock")).to_be_visible()
    assert 8 <= seconds_left(page) <= 12


def test_the_time_is_announced_twice(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/timed")
    begin(page)
    page.evaluate("""window.heard = []; new MutationObserver(() => {
        const status = document.querySelector('p[role=status]').textContent
        if (status) window.heard.push(status)
    }).observe(document.querySelector('p[role=status]'), {childList: true, characterData: true,
        subtree: true})""")
    let_pass(site, page, 9)
    look_again(page)
    expect(page.get_by_role("status")).to_have_text("10 seconds left.")
    let_pass(site, page, 9)
    look_again(page)
    expect(page.get_by_role("status")).to_have_text("Time is up.")

    assert page.evaluate("window.heard") == ["10 seconds left.", "Time is up."]
    expect(page.get_by_role("timer")).to_have_count(0)


def test_the_time_runs_out_while_offline(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/timed", expect=(*OFFLINE, "409"))
    begin(page)
    before = site.count("answer")
    page.context.set_offline(True)
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")
    expect(page.get_by_role("button", name="Next question")).to_have_count(0)
    let_pass(site, page, 30)

    page.context.set_offline(False)

    notice = "was not accepted: Time is up for this question."
    expect(page.locator(".notice")).to_contain_text(notice)
    expect(page.locator(".verdict")).to_contain_text("Time is up.")
    assert site.count("answer") == before
    go_on(page)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    answer(page)
    expect(page.locator(".verdict.good")).to_be_visible()
    assert site.count("answer") == before + 1


def test_an_offline_answer_sent_in_time_counts_once(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/timed", expect=OFFLINE)
    begin(page)
    before = site.count("answer")
    page.context.set_offline(True)
    answer(page)
    expect(page.locator(".outcome")).to_contain_text("Your answer is kept")

    page.context.set_offline(False)

    expect(page.locator(".verdict.good")).to_be_visible()
    assert site.count("answer") == before + 1


def test_a_quiz_with_a_code_asks_for_it(open_page: OpenPage) -> None:
    page = open_page(expect=("403",), **STILL)
    page.get_by_role("link", name="Start Exam").click()
    field = page.get_by_label("Access code")
    field.fill("guess")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Wrong access code. Check it for typos.")
    look_at(page)
    field.fill(" SESAME")
    field.press("Enter")

    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"(5:00|4:5\d)"))


def test_a_personal_link_gives_its_time(open_page: OpenPage) -> None:
    page = open_page(f"/quiz/exam?for={TOKEN}", **STILL)
    expect(page.get_by_text("You’re using a personal link")).to_be_visible()
    page.get_by_label("Access code").fill("sesame")
    begin(page)

    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"(10:00|9:5\d)"))
    look_at(page)


def test_a_revoked_personal_link_says_so(open_page: OpenPage) -> None:
    page = open_page("/quiz/exam?for=unknown-token", expect=("404",))
    page.get_by_label("Access code").fill("sesame")
    page.get_by_role("button", name="Start Exam").click()

    expect(page.get_by_role("alert")).to_contain_text("This personal link no longer works")


def test_skipped_questions_can_stay_open_and_cost_nothing(open_page: OpenPage) -> None:
    page = open_page("/quiz/exam")
    page.get_by_label("Access code").fill("sesame")
    begin(page)
    answer(page)
    go_on(page)
    for number in (2, 3):
        expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
        page.get_by_role("button", name="Skip").click()
    expect(page.get_by_text("2 questions still to answer.")).to_be_visible()
    page.get_by_role("link", name="Keep playing").click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Finish now").click()

    expect(page.locator(".figure")).to_have_text("1 out of 3")


def test_the_result_appears_when_the_time_limit_ends(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/exam")
    page.get_by_label("Access code").fill("sesame")
    begin(page)
    answer(page)
    expect(page.locator(".verdict")).to_be_visible()
    let_pass(site, page, 299)
    look_again(page)

    expect(page.locator(".figure")).to_have_text("1 out of 3")


def test_results_that_come_later_are_announced_with_their_date(open_page: OpenPage) -> None:
    page = open_page("/quiz/later", **STILL)
    expect(
        page.get_by_text("Results will be available on 1 Mar 2100, 10:00 (Europe/Berlin)")
    ).to_be_visible()
    begin(page)
    for _ in range(3):
        page.locator(".choice").first.click()
        expect(page.get_by_text("Answer saved.")).to_be_visible()
        go_on(page)

    expect(page.get_by_text("Your answers are in.")).to_be_visible()
    expect(page.get_by_text("Results will be available on 1 Mar 2100")).to_be_visible()
    expect(page.locator("details, .figure")).to_have_count(0)
    page.get_by_label("Your name").fill("Patient")
    page.keyboard.press("Enter")
    expect(page.locator(".listed")).to_have_text("On the leaderboard as Patient")
    expect(page.locator(".board")).to_have_count(0)
    look_at(page)
