"""How many clicks and keys a teacher's usual tasks take, from the list of quizzes."""

import re

from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.counting import count_effort
from tests.support.looks import DESKTOP
from tests.support.media import image
from tests.support.studio_pages import Studio, saved

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
