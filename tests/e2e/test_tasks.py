"""How many clicks and keys usual tasks take: a teacher's from the list of quizzes, a player's from
the result. The figures are in docs/screens.md.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.counting import count_effort
from tests.support.looks import DESKTOP, PHONE
from tests.support.media import image
from tests.support.player_pages import answer, go_on, start
from tests.support.studio_pages import Studio, saved

CLASS = ["Ann", "Ben", "Cleo"]
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_a_picture_is_replaced_and_published_in_few_clicks(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    studio = Studio(page)
    headers = {"X-CSRF-Token": studio.csrf, "Content-Type": "image/png"}
    before = page.request.post("/api/studio/media", data=image("PNG", (40, 30)), headers=headers)
    old = before.json()["id"]
    quiz = studio.quiz("Old picture", content("one", prompt=f"What?\n\n![A square](media:{old})"))
    page.goto("/studio")
    effort = count_effort(page)

    page.get_by_role("link", name="Old picture", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.locator(".slots").get_by_role("button", name="Replace").first.click()
    chooser.value.set_files(
        {"name": "b.png", "mimeType": "image/png", "buffer": image("PNG", (50, 30))}
    )
    expect(page.locator(".slots img")).not_to_have_attribute("src", f"/api/media/{old}")
    saved(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()

    done = effort()
    print(f"a picture is replaced: {done}")
    published = page.request.get(f"/api/studio/quizzes/{quiz['id']}/export?format=markdown").text()
    new = re.findall(r"!\[A square\]\(media:([0-9a-f]{64})\)", published)
    assert len(new) == 1
    assert new != [old]
    assert (done.clicks, done.keys) == (3, 0), done


def test_two_versions_with_keys_are_printed_in_few_clicks(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    Studio(page).quiz("On paper", *(content(f"q{number}") for number in range(5)))
    page.goto("/studio")
    page.evaluate("window.print = () => { window.printed = document.body.innerText }")
    effort = count_effort(page)

    page.get_by_role("button", name="Share: On paper").click()
    page.get_by_role("link", name="Print as a handout").click()
    page.get_by_role("group", name="Versions").get_by_text("2").click()
    expect(page.locator(".sheet.key")).to_have_count(2)
    page.get_by_role("button", name="Print", exact=True).click()

    done = effort()
    print(f"two versions with keys are printed: {done}")
    printed = page.evaluate("window.printed")
    assert all(printed.count(f"Version {version} ·") == 2 for version in "AB")
    assert printed.count("Key: On paper") == 2
    assert (done.clicks, done.keys) == (4, 0), done


def test_a_live_game_starts_in_few_clicks(ada: OpenPage, open_page: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP)
    Studio(page).quiz("To be hosted", content("one"))
    page.goto("/studio")
    effort = count_effort(page)

    page.get_by_role("button", name="More actions: To be hosted").click()
    page.get_by_role("menuitem", name="Host a live game").click()
    page.get_by_role("button", name="Open the lobby").click()
    expect(page.get_by_role("heading", name="No players yet")).to_be_visible()
    before_players = effort()

    code = page.get_by_role("img", name=re.compile("^QR code of")).get_attribute("aria-label") or ""
    phone = open_page(code.split()[-1], has_touch=True)
    taps = count_effort(phone)
    phone.get_by_label("Your name").tap()
    phone.keyboard.insert_text("Anna")
    phone.get_by_role("button", name="Join", exact=True).tap()
    expect(phone.get_by_role("heading", name="You’re in!")).to_be_visible()
    joined = taps()
    expect(page.get_by_role("heading", name="1 player")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()

    print(f"a live game starts: {before_players}, a player joins: {joined}")
    assert (before_players.clicks, before_players.keys) == (3, 0), before_players
    assert (joined.clicks, joined.keys) == (2, 0), joined


def test_one_player_gets_more_time_in_few_clicks(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, permissions=CLIPBOARD)
    studio = Studio(page)
    quiz = studio.quiz("More time", content("one"))
    page.goto("/studio")
    effort = count_effort(page)

    page.get_by_role("button", name="Share: More time").click()
    page.get_by_role("link", name="Create link: more time").click()
    expect(page.get_by_label("Player’s name")).to_be_focused()
    page.keyboard.type("Grace")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Link for Grace copied. Send it to them.")).to_be_visible()

    done = effort()
    print(f"one player gets more time: {done}")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    [made] = studio.send("GET", f"/quizzes/{quiz['id']}/accommodations")["accommodations"]
    assert (made["label"], made["time_factor"]) == ("Grace", 1.5)
    assert copied.endswith(made["link"])
    assert (done.clicks, done.keys) == (2, 1), done


@pytest.fixture
def played(ada: OpenPage) -> Page:
    """The list of quizzes, newest first; Ann and Ben of three have played "Small class"."""
    page = ada(path=None, viewport=DESKTOP)
    quiz = Studio(page).in_list(CLASS, "Small class", shuffle_questions=False)
    for name, choices in (("Ann", "aaa"), ("Ben", "aac")):
        path = f"/api/quizzes/{quiz['slug']}/attempts"
        attempt = page.request.post(path, data={"player_name": name}).json()
        for question, choice in zip(attempt["questions"], choices, strict=True):
            shown = {one["html"]: one["id"] for one in question["view"]["choices"]}
            response = {
                "choice": next(i for text, i in shown.items() if f"choice {choice}" in text)
            }
            body = {"question": question["id"], "response": response}
            assert page.request.post(f"/api/attempts/{attempt['id']}/answers", data=body).ok
        assert page.request.post(f"/api/attempts/{attempt['id']}/finish", data={}).ok
    page.goto("/studio")
    page.evaluate("window.print = () => { window.printed = true }")
    return page


def open_results(page: Page) -> None:
    page.get_by_role("link", name="Results: Small class").first.click()


def test_missing_players_are_found_in_few_clicks(played: Page) -> None:
    effort = count_effort(played)

    open_results(played)
    missing = played.locator("section").filter(has_text="Not played yet")
    expect(missing.get_by_role("listitem")).to_have_text(["Cleo"])

    done = effort()
    print(f"who has not played is seen: {done}")
    assert (done.clicks, done.keys) == (1, 0), done


def test_players_who_failed_a_question_are_found_in_few_clicks(played: Page) -> None:
    effort = count_effort(played)

    open_results(played)
    played.get_by_role("row", name="Ben").get_by_role("gridcell", name="Wrong").click()
    dialog = played.get_by_role("dialog", name="Ben")
    expect(dialog).to_contain_text("Prompt of three")
    expect(dialog).to_contain_text("choice c")
    expect(dialog).to_contain_text("choice a")

    done = effort()
    print(f"who failed question 3 is found: {done}")
    assert (done.clicks, done.keys) == (2, 0), done


def test_an_answer_is_commented_on_in_few_clicks(played: Page) -> None:
    effort = count_effort(played)

    open_results(played)
    played.get_by_role("row", name="Ben").get_by_role("gridcell", name="Wrong").click()
    dialog = played.get_by_role("dialog", name="Ben")
    dialog.get_by_role("button", name="Comment").click()
    played.keyboard.type("Look at page 3.")
    played.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("button", name="Edit comment")).to_be_focused()

    done = effort()
    print(f"an answer is commented on: {done}")
    expect(dialog.get_by_text("Look at page 3.")).to_be_visible()
    assert (done.clicks, done.keys) == (3, 1), done


def test_a_result_is_printed_in_few_clicks(played: Page) -> None:
    effort = count_effort(played)

    open_results(played)
    played.get_by_role("rowheader", name="Ben").get_by_role("link").click()
    played.get_by_role("button", name="Print").click()

    done = effort()
    print(f"a result is printed: {done}")
    assert played.evaluate("window.printed") is True
    assert (done.clicks, done.keys) == (3, 0), done


def test_missed_questions_are_practised_in_one_click(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    start(page)
    for right in (True, False, True):
        answer(page, right)
        expect(page.locator(".verdict")).to_be_visible()
        go_on(page)
    expect(page.locator(".figure")).to_be_visible()
    effort = count_effort(page)

    page.get_by_role("button", name="Practise the one I missed").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()

    done = effort()
    print(f"what was missed is practised: {done}")
    assert (done.clicks, done.keys) == (1, 0), done
