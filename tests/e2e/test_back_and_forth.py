"""Games with free navigation: overview, flags, changed answers, review, handing in."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import OFFLINE, OpenPage
from tests.support.looks import DESKTOP, EVERY_SIZE, STILL, look_at
from tests.support.past import PASS
from tests.support.site import Site


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start ").click()
    expect(page.get_by_text("Question 1 of")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator(".question .state")).to_have_text("Saved")


def overview(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Questions")


def here(page: Page) -> Locator:
    """The button of the question that is open."""
    return overview(page).locator("[aria-current=step]")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Go to a button by Tab alone."""
    button = page.get_by_role("button", name=name, exact=True).first
    for _ in range(30):
        if button.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def test_an_exam_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page("/quiz/sixty", viewport=DESKTOP, **STILL)
    expect(page.get_by_text("You can answer in any order")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Start Sixty").focus()
    press(page, "Enter")
    expect(page.get_by_text("Question 1 of 60")).to_be_visible()

    press(page, "b")
    saved(page)
    press(page, "a")
    saved(page)
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(1)
    tab_to(page, "Flag")
    press(page, "Space")
    expect(here(page)).to_have_accessible_name("1, answered, flagged")
    tab_to(page, "Next")
    press(page, "Enter")
    expect(page.locator(".prompt h2")).to_be_focused()
    press(page, "Enter")  # outside of a button: the next one
    expect(page.get_by_text("Question 3 of 60")).to_be_visible()

    # The overview is one stop, and arrow keys move in it.
    here(page).focus()
    press(page, "End")
    expect(overview(page).get_by_role("button", name="60, not answered")).to_be_focused()
    press(page, "ArrowLeft", "Enter")
    expect(page.get_by_text("Question 59 of 60")).to_be_visible()
    press(page, "c")
    saved(page)
    look_at(page, *EVERY_SIZE)
    tab_to(page, "Clear answer")
    press(page, "Enter")
    expect(page.locator(".question .state")).to_have_text("Not answered yet")
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(0)
    press(page, "d")
    saved(page)
    press(page, "Enter", "Enter")

    expect(page.get_by_role("heading", name="Review your answers")).to_be_focused()
    expect(page.get_by_text("58 questions are not answered.").first).to_be_visible()
    look_at(page, *EVERY_SIZE)
    tab_to(page, "Question 1")
    press(page, "Enter")
    expect(page.get_by_text("Question 1 of 60")).to_be_visible()
    tab_to(page, "Review your answers")
    press(page, "Enter")
    tab_to(page, "Hand in")
    press(page, "Enter")
    dialog = page.get_by_role("dialog", name="Hand in your answers?")
    expect(dialog).to_contain_text("58 questions are not answered.")
    look_at(page, DESKTOP)
    expect(dialog.get_by_role("button", name="Keep working")).to_be_focused()
    press(page, "Enter")
    expect(dialog).not_to_be_visible()
    press(page, "Enter", "Tab", "Enter")
    expect(page.locator(".figure")).to_have_text("1 out of 60")


def test_every_type_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/quiz/freely", **STILL)
    begin(page)
    following = page.get_by_role("button", name="Next", exact=True)
    previous = page.get_by_role("button", name="Previous", exact=True)

    def check() -> None:
        """It is saved, and still there after going on and back."""
        saved(page)
        look_at(page)
        if following.count():
            following.click()
            previous.click()
        else:
            previous.click()
            following.click()
        saved(page)

    def go_on() -> None:
        check()
        following.click()

    # One choice, whose hint costs the answer that was given already.
    page.locator(".choice").nth(0).click()
    saved(page)
    page.get_by_role("button", name="Show a hint: costs 0.25 points").click()
    expect(page.get_by_text("It comes first.")).to_be_visible()
    go_on()
    for place in (0, 1):
        page.locator(".choice").nth(place).click()
    go_on()
    page.get_by_label("Your number").fill("42,195")
    check()
    expect(page.get_by_label("Your number")).to_have_value("42,195")
    following.click()
    page.get_by_label("Type your number").fill("42")
    go_on()
    page.get_by_label("Your answer").fill("Lima")
    page.keyboard.press("Enter")
    go_on()
    expect(page.get_by_text("Question 6 of")).to_be_visible()
    page.get_by_label("Blank 1").first.fill("1")
    go_on()
    page.locator(".choice").nth(1).click()
    go_on()
    page.locator(".choice").nth(1).click()  # true or false
    go_on()
    page.locator(".choice").nth(0).click()  # a poll with several votes
    page.locator(".choice").nth(1).click()
    go_on()
    page.get_by_role("textbox").first.fill("fine")
    go_on()
    page.get_by_role("button", name="Move down:").first.click()
    go_on()
    for _type in ("matching", "categories"):
        page.locator(".places button").first.click()
        go_on()
    page.locator(".areas .choice").first.click()
    go_on()
    page.get_by_role("application").click(position={"x": 60, "y": 60})
    check()
    expect(overview(page)).to_contain_text("15 of 15 answered")
    page.get_by_role("button", name="Review your answers").click()
    expect(page.get_by_text("All questions are answered.")).to_be_visible()
    expect(page.locator(".review > ol > li")).to_have_count(15)
    expect(page.locator(".review")).to_contain_text("Lima")
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Hand in").first.click()
    look_at(page)
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()
    expect(page.locator(".figure")).to_be_visible()
    expect(page.locator(".review").get_by_text("Not answered")).to_have_count(0)
    page.go_back()
    expect(page.locator(".figure")).to_be_visible()


def test_it_continues_where_it_stopped(open_page: OpenPage) -> None:
    page = open_page("/quiz/sixty")
    begin(page)
    overview(page).get_by_role("button", name=re.compile("answered$")).first.click()  # unfold
    overview(page).get_by_role("button", name="17, not answered").click()
    expect(page.get_by_text("Question 17 of 60")).to_be_visible()
    page.keyboard.press("c")
    saved(page)
    page.get_by_role("button", name="Flag", exact=True).click()

    page.reload()
    expect(page.get_by_text("Question 17 of 60")).to_be_visible()
    expect(page.locator(".choice.chosen")).to_contain_text("choice c")
    expect(page.get_by_role("button", name="Flag", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.goto("/quiz/sixty")
    page.get_by_role("link", name="Continue: question 17 of 60").click()
    expect(page.get_by_text("Question 17 of 60")).to_be_visible()

    # Another tab changes the answer: it is shown once this one is looked at again.
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("Question 17 of 60")).to_be_visible()
    other.keyboard.press("a")
    saved(other)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".choice.chosen")).to_contain_text("choice a")
    expect(page.locator(".notice")).to_contain_text("changed in another tab")
    page.keyboard.press("b")
    saved(page)
    other.reload()
    expect(other.locator(".choice.chosen")).to_contain_text("choice b")


def test_answers_wait_for_the_network(open_page: OpenPage) -> None:
    page = open_page("/quiz/sixty", expect=OFFLINE)
    begin(page)
    page.context.set_offline(True)
    for key in "abd":
        page.keyboard.press(key)
    expect(page.locator(".question .state")).to_contain_text("You’re offline.")
    letters = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes('outbox')).map(e => e[1])"
    )
    assert [letter.count('"revision":3') for letter in letters] == [1]
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.locator(".choice.chosen")).to_contain_text("choice d")


def test_it_is_handed_in_as_it_is_when_time_runs_out(open_page: OpenPage, site: Site) -> None:
    page = open_page("/quiz/sixty", **STILL)
    begin(page)
    page.keyboard.press("a")
    saved(page)
    attempt = page.url.split("/play/")[1]
    site.run(PASS.format(seconds="%(seconds)s", id="%(id)s"), seconds=3599, id=attempt)
    page.reload()

    expect(page.locator(".figure")).to_have_text("1 out of 60")
    expect(page.get_by_text("Time was up, so your answers were handed in")).to_be_visible()
    look_at(page)


def test_answers_are_reviewed_and_handed_in_under_the_real_policy(open_page: OpenPage) -> None:
    """Other tests switch the Content-Security-Policy off, for axe."""
    page = open_page("/quiz/freely")
    page.get_by_role("button", name="Start Freely").click()
    page.locator(".choice").first.click()
    page.get_by_role("button", name="Review your answers").click()

    expect(page.locator(".review li").first).to_contain_text("Prompt of one")
    page.get_by_role("button", name="Hand in").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Hand in").click()

    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    expect(page.locator(".figure")).to_be_visible()
