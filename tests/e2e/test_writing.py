"""How fast a quiz is written: clicks and keys from signing in to a link that can be sent."""

import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.support.authors import content
from tests.support.browser import OFFLINE, OpenPage
from tests.support.counting import count_effort
from tests.support.looks import DESKTOP, EVERY_SIZE, NEXT_FRAME, PHONE, STILL, look_at
from tests.support.media import image
from tests.support.studio_pages import FOCUSED, Studio, errors, prompt, saved, tab_to

QUESTIONS = [
    (f"Which of these is number {n}?", [f"Number {n}", "Number 7", "Number 8", "Number 9"])
    for n in range(1, 6)
]
READY = """Seats

1. What is the capital of Australia?
A. Sydney
B. Canberra
ANSWER: B

2. And of Canada?
A. Toronto
B. Ottawa
ANSWER: B
"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def focused(page: Page) -> str:
    return str(page.evaluate(FOCUSED))


def begin(page: Page, title: str) -> None:
    """A new quiz; its first question waits for its text."""
    page.get_by_role("button", name="New quiz").click()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(prompt(page)).to_be_focused()


def write(page: Page, asks: str, answers: list[str]) -> None:
    page.keyboard.type(asks)
    for answer in answers:
        page.keyboard.press("Enter")
        page.keyboard.type(answer)


def copied(page: Page) -> str:
    """The address that "Copy link" has copied."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def plays(page: Page, address: str, questions: int) -> None:
    """The quiz at this address can be played, has this number of questions, and is on no list."""
    assert re.fullmatch(r"http://[^/]+/quiz/[a-z0-9-]+", address)
    slug = address.rsplit("/", 1)[1]
    found: dict[str, Any] = page.request.get(f"/api/quizzes/{slug}").json()
    assert found["question_count"] == questions
    assert slug not in page.request.get("/api/quizzes").text()


def test_five_questions_are_published_and_shared_in_few_clicks(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, permissions=CLIPBOARD)
    effort = count_effort(page)

    begin(page, "Numbers with a mouse")
    for number, (asks, answers) in enumerate(QUESTIONS):
        if number:
            page.locator(".middle").get_by_role("button", name="Add question").click()
            expect(prompt(page)).to_have_value("")
            expect(prompt(page)).to_be_focused()
        write(page, asks, answers)
        page.locator(".mark", has_text="A").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    plays(page, copied(page), 5)
    done = effort()
    print(f"mouse and keyboard: {done}")
    assert done.clicks <= 14, done
    assert done.keys <= 30, done


def test_five_questions_are_published_and_shared_with_keys_only(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, permissions=CLIPBOARD)
    keys = page.keyboard
    effort = count_effort(page)

    tab_to(page, "New quiz")
    keys.press("Enter")
    keys.type("Numbers with keys")
    keys.press("Enter")
    for number, (asks, answers) in enumerate(QUESTIONS):
        if number:
            keys.press("Control+Shift+Enter")
        expect(page.get_by_role("heading", name=f"Question {number + 1}")).to_be_visible()
        expect(prompt(page)).to_be_focused()
        keys.type(asks)
        for at, answer in enumerate(answers):
            keys.press("Enter")
            keys.type(answer)
            if at == 0:
                keys.press("Control+Enter")
    tab_to(page, "Publish", "Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    keys.press("Enter")

    expect(page.get_by_text("Copied")).to_be_visible()
    plays(page, copied(page), 5)
    done = effort()
    print(f"keys only: {done}")
    assert done.clicks == 0, done


def test_pasted_text_is_published_and_shared_in_few_clicks(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, permissions=CLIPBOARD)
    effort = count_effort(page)

    page.get_by_role("button", name="Import", exact=True).click()
    page.evaluate("text => navigator.clipboard.writeText(text)", READY)
    page.keyboard.press("Control+v")
    page.locator("section").get_by_role("button", name="Import", exact=False).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    plays(page, copied(page), 2)
    done = effort()
    print(f"from pasted text: {done}")
    assert done.clicks <= 6, done


def test_a_phone_shows_the_list_or_one_question(ada: OpenPage) -> None:
    page = ada(viewport=PHONE, has_touch=True)
    begin(page, "On a phone")
    for asks, answers in QUESTIONS[:2]:
        write(page, asks, answers)
        page.locator(".mark", has_text="A").tap()
        page.get_by_role("button", name="Add question").tap()
        expect(prompt(page)).to_have_value("")
    page.keyboard.type("Third")
    expect(page.get_by_text("3 of 3")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Publish")).to_be_in_viewport()

    page.get_by_role("button", name="Previous question").tap()
    expect(page.get_by_text("2 of 3")).to_be_in_viewport()
    page.get_by_role("tab", name="Preview").tap()
    expect(page.get_by_role("button", name="Number 2")).to_be_in_viewport()
    page.get_by_role("button", name="All questions").tap()
    expect(page.locator(".side li")).to_have_count(3)
    expect(page.get_by_role("button", name="Add question")).to_be_in_viewport()
    page.locator(".side .name").nth(0).tap()
    expect(prompt(page)).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".side li")).to_have_count(3)


def test_a_phone_publishes_from_an_open_question(ada: OpenPage) -> None:
    page = ada(viewport=PHONE, has_touch=True, permissions=CLIPBOARD, **STILL)
    begin(page, "From one question")
    write(page, QUESTIONS[0][0], QUESTIONS[0][1][:2])
    look_at(page, PHONE)
    page.get_by_role("button", name="Publish", exact=True).tap()
    expect(page.get_by_role("heading", name="Fix 1 error to publish")).to_be_focused()
    page.get_by_role("region").get_by_role("button", name="Question 1").tap()
    page.locator(".mark", has_text="A").tap()
    saved(page)

    page.get_by_role("button", name="Publish", exact=True).tap()
    page.get_by_role("button", name="Copy link").tap()

    plays(page, copied(page), 1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="Question 1")).to_be_focused()


def test_a_key_publishes_and_leads_back_to_the_text(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP)
    begin(page, "By a key")
    page.keyboard.type("Only a prompt")
    page.keyboard.press("F8")
    expect(page.get_by_role("heading", name="Fix 2 errors to publish")).to_be_focused()
    prompt(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Yes")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("No")

    page.keyboard.press("F8")

    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("F8")
    page.keyboard.press("Escape")
    assert focused(page) == "Choice 2"
    page.keyboard.press("F8")  # there is nothing more to publish
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == "Choice 2"


def test_a_key_publishes_nothing_before_the_quiz_is_known(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, permissions=CLIPBOARD)
    quiz = Studio(page).quiz("Too early", content("one"), publish=False)
    held: list[Route] = []
    page.route(
        f"**/api/studio/quizzes/{quiz['id']}/draft",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    asked: list[str] = []
    page.on("request", lambda made: asked.append(made.method) if "/draft" in made.url else None)
    with page.expect_request(f"**/quizzes/{quiz['id']}/draft"):
        page.goto(f"/studio/quiz/{quiz['id']}")
    page.keyboard.press("F8")
    page.evaluate(NEXT_FRAME)
    assert asked == ["POST"]  # publishing reads the draft first
    held[0].continue_()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    page.keyboard.press("F8")
    page.get_by_role("button", name="Copy link").click()

    plays(page, copied(page), 1)


def test_columns_scroll_on_their_own_and_keep_their_place(ada: OpenPage) -> None:
    page = ada(path=None, viewport={"width": 1280, "height": 620})
    questions = [
        {"type": "single", "prompt": f"Question about {n}", "body": {}} for n in range(1, 25)
    ]
    quiz = Studio(page).quiz("Long", *questions, publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")
    names = page.locator(".side .name")
    expect(names).to_have_count(24)

    names.nth(20).scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('.side').scrollTop")
    names.nth(20).click()

    expect(prompt(page)).to_be_focused()
    expect(prompt(page)).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.side').scrollTop") == before > 0
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_in_viewport()


def test_the_next_question_begins_with_its_head(ada: OpenPage) -> None:
    page = ada(viewport={"width": 1280, "height": 620})
    begin(page, "Heads")
    write(page, *QUESTIONS[0])
    add = page.locator(".middle").get_by_role("button", name="Add question")
    add.scroll_into_view_if_needed()
    assert page.evaluate("document.querySelector('.middle').scrollTop") > 0

    add.click()

    expect(prompt(page)).to_be_focused()
    expect(page.get_by_role("heading", name="Question 2")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.middle').scrollTop") == 0


def test_one_tab_leads_from_an_answer_to_the_next(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP)
    begin(page, "Tabs")
    write(page, *QUESTIONS[0])

    page.get_by_role("textbox", name="Choice 1", exact=True).focus()
    page.keyboard.press("Tab")

    assert focused(page) == "Choice 2"


def test_enter_moves_to_the_next_question(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP)
    keys = page.keyboard
    begin(page, "Enter")
    keys.type("A list:")
    keys.press("Shift+Enter")
    keys.type("- one")
    keys.press("Enter")
    keys.type("- two")
    expect(prompt(page)).to_have_value("A list:\n- one\n- two")
    prompt(page).fill("Which?")
    keys.press("Enter")
    for answer in ("Yes", "No", "Perhaps"):
        keys.type(answer)
        keys.press("Enter")
    assert focused(page) == "Choice 4"
    keys.press("Enter")
    assert focused(page) == "Add question"
    keys.press("Enter")

    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    expect(prompt(page)).to_be_focused()


def test_errors_wait_until_a_field_was_left(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, **STILL)
    begin(page, "Errors")
    saved(page)
    expect(errors(page)).to_have_count(0)
    expect(page.locator(".side .dot")).to_have_count(0)

    page.keyboard.type("Which is right?")
    page.keyboard.press("Enter")
    page.keyboard.type("Only one")
    saved(page)
    expect(errors(page)).to_have_count(0)
    prompt(page).focus()
    expect(errors(page).first).to_be_visible()
    look_at(page, *EVERY_SIZE)

    page.get_by_role("button", name="Publish", exact=True).click()
    panel = page.get_by_role("region", name="Fix 2 errors to publish")
    expect(panel).to_be_visible()
    expect(page.locator(".side .dot")).to_have_count(1)
    look_at(page, *EVERY_SIZE)
    panel.get_by_role("button", name="Question 1").first.click()
    expect(page.get_by_role("textbox", name="Choice 1", exact=True)).to_be_focused()


def test_the_type_is_picked_and_changed(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, **STILL)
    begin(page, "Types")
    write(page, "Which are prime?", ["2", "4"])
    page.locator(".mark", has_text="A").click()

    page.get_by_label("Type", exact=True).select_option(label="Multiple answers")
    expect(page.get_by_role("checkbox", name="Choice 1 is correct")).to_be_checked()
    page.get_by_label("Type", exact=True).select_option(label="Short answer")
    expect(page.locator(".changed")).to_contain_text("Not kept: 4.")
    page.locator(".changed").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Choice 2", exact=True)).to_have_value("4")

    page.locator(".middle").get_by_role("button", name="Choose another type").click()
    look_at(page, *EVERY_SIZE)
    page.get_by_role("button", name="Ordering").click()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    expect(prompt(page)).to_be_focused()
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("heading", name="Question 3")).to_be_visible()
    expect(page.get_by_label("Type", exact=True)).to_have_value("ordering")


def test_a_picture_is_swapped_where_it_is_seen(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, **STILL)
    begin(page, "Pictures")
    write(page, "What is this?", ["A square"])
    studio = Studio(page)
    quiz_id = int(re.findall(r"\d+", page.url.split("/studio/quiz/")[1])[0])

    def choose(button: str, size: tuple[int, int]) -> None:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name=button).first.click()
        chooser.value.set_files(
            {"name": "a.png", "mimeType": "image/png", "buffer": image("PNG", size)}
        )

    choose("Image or sound", (40, 30))
    picture = page.locator(".slots figure img")
    expect(picture).to_be_visible()
    expect(page.get_by_label("Describe the image")).to_be_focused()
    page.keyboard.type("A grey square")
    expect(prompt(page)).to_have_value("What is this?")
    before = picture.get_attribute("src") or ""
    choose("Replace", (50, 30))
    expect(picture).not_to_have_attribute("src", before)
    saved(page)

    after = (picture.get_attribute("src") or "").rsplit("/", 1)[1]
    assert studio.prompts(quiz_id) == [f"What is this?\n\n![A grey square](media:{after})"]
    look_at(page, *EVERY_SIZE)
    page.locator(".slots").get_by_role("button", name="Remove").click()
    saved(page)
    assert studio.prompts(quiz_id) == ["What is this?"]


def test_a_question_added_without_a_network_is_sent_later(ada: OpenPage) -> None:
    page = ada(viewport=DESKTOP, expect=OFFLINE)
    begin(page, "Tunnel")
    saved(page)
    quiz_id = int(re.findall(r"\d+", page.url.split("/studio/quiz/")[1])[0])
    page.route("**/draft/questions*", lambda route: route.abort())
    page.route("**/draft/questions/**", lambda route: route.abort())
    page.keyboard.type("First")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    page.keyboard.type("Written in a tunnel")
    expect(page.locator(".save-mark")).to_contain_text("kept in this browser")

    page.unroute_all()
    page.reload()

    saved(page)
    expect(page.locator(".side li")).to_have_count(2)
    assert Studio(page).prompts(quiz_id) == ["First", "Written in a tunnel"]
