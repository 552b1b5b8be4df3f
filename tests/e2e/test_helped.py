"""Sliders, word clouds, hints, and feedback on what was picked: players and authors."""

import re

from playwright.sync_api import Page, expect

from tests.support.api import Api
from tests.support.attempts import play
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import EVERY_SIZE, STILL, fits, look_at
from tests.support.site import Site
from tests.support.studio_pages import Studio, saved, tab_to

CLOUD = content("cloud", type="wordcloud", body={"entries": 2, "hidden": []}, explanation="")
CLOUD["prompt"] = "How do you feel about fractions?"
GIVEN = [
    *[["Curious"]] * 6,
    *[["lost", "curious"]] * 3,
    ["a little bored of all these pizzas", "Lost"],
    ["ready", "buy my spam"],
    ["Donaudampfschifffahrtsgesellschaftskapita"[:40]],
]


def started(open_page: OpenPage, title: str, **options: object) -> Page:
    page = open_page(**STILL, **options)
    page.get_by_role("button", name=f"Start {title}").click()
    expect(page.get_by_text("Question 1 of")).to_be_visible()
    return page


def test_a_slider_is_moved_by_keys_and_sent_once_it_was_touched(open_page: OpenPage) -> None:
    page = started(open_page, "Slider")
    slider = page.get_by_role("slider", name="Your number")
    check = page.get_by_role("button", name="Check answer")
    expect(slider).to_have_attribute("aria-valuetext", "nothing chosen yet")
    expect(check).to_be_disabled()
    look_at(page, *EVERY_SIZE)

    tab_to(page, "Your number")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "52 km")
    page.keyboard.press("Home")
    expect(page.get_by_role("spinbutton", name="Type your number")).to_have_value("0")
    page.get_by_role("spinbutton").fill("41")
    page.keyboard.press("Tab")
    expect(slider).to_have_attribute("aria-valuetext", "42 km")
    look_at(page, *EVERY_SIZE)
    check.click()

    expect(page.locator(".verdict.good")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_a_slider_is_moved_by_touch(open_page: OpenPage) -> None:
    page = started(open_page, "Slider", viewport={"width": 320, "height": 640}, has_touch=True)
    slider = page.get_by_role("slider")

    slider.tap()  # in its middle, where it rests

    expect(slider).to_have_attribute("aria-valuetext", "50 km")
    assert fits(page)


def test_a_word_cloud_is_answered_in_words(open_page: OpenPage) -> None:
    page = started(open_page, "Wordcloud")
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    page.get_by_label("Answer 1 of 2").fill("ready to go")
    look_at(page, *EVERY_SIZE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Answer 2 of 2")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    expect(page.locator(".line")).to_have_text([re.compile("ready to go")])
    look_at(page, *EVERY_SIZE)


def test_a_hint_is_asked_for_and_feedback_stands_at_the_choice(open_page: OpenPage) -> None:
    page = started(open_page, "Helpful")
    expect(page.get_by_text("not the last")).to_be_hidden()
    tab_to(page, "Show a hint")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is not the last.")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.reload()
    expect(page.get_by_text("It is not the last.")).to_be_visible()

    page.get_by_role("button", name="choice b").click()
    expect(page.locator(".choice", has_text="choice b")).to_contain_text("not the capital")
    expect(page.locator(".feedback")).to_have_count(1)
    look_at(page, *EVERY_SIZE)

    page.get_by_role("button", name="Next question").click()
    page.get_by_role("combobox").select_option(label="sep")
    page.get_by_role("button", name="Check answer").click()
    expect(page.locator("dl.feedback")).to_contain_text("Blank 1 of 1: sep")
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="See your result").click()
    page.locator("summary").first.click()
    expect(page.locator("details[open]").get_by_text("It is not the last.")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def test_an_author_writes_a_hint_and_a_time_limit(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    studio = Studio(page)
    quiz = studio.quiz("Limits", content("one", explanation=""), publish=False)
    path = f"/quizzes/{quiz['id']}/draft"
    page.goto(f"/studio/quiz/{quiz['id']}?at={studio.send('GET', path)['questions'][0]['id']}")

    page.get_by_text("Hint, explanation").click()
    page.get_by_role("textbox", name="Hint").fill("Not *b*.")
    page.get_by_text("Points, time").click()
    page.get_by_label("Time limit, in seconds").fill("3")
    expect(page.get_by_text("Enter 5 or more.").or_(page.get_by_text("at least 5"))).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_label("Time limit, in seconds").fill("30")
    saved(page)

    [question] = studio.send("GET", path)["questions"]
    assert (question["content"]["hint"], question["content"]["seconds"]) == ("Not *b*.", 30)


def test_an_author_hides_answers_in_the_results(ada: OpenPage, site: Site) -> None:
    page = ada(path=None, **STILL)
    quiz = Studio(page).quiz("Fractions", CLOUD)
    with site.app.app_context():
        api = Api(site.app.test_client())
        for words in GIVEN:
            play(api, quiz["slug"], {CLOUD["prompt"]: {"words": words}})
    page.goto(f"/studio/quiz/{quiz['id']}/results")
    cloud = page.locator(".cloud bdi")
    expect(cloud).to_have_count(6)
    look_at(page, *EVERY_SIZE)

    page.get_by_role("button", name="Hide buy my spam").click()
    expect(cloud).to_have_count(5)
    expect(page.get_by_text("Hidden by “buy my spam”")).to_be_visible()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Show buy my spam").click()
    expect(cloud).to_have_count(6)
