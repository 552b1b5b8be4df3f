"""One host and three phones play a whole game; it makes the pictures of the hosts' guide, too."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.authors import content
from tests.support.browser import ROOT, OpenPage
from tests.support.live_pages import PROJECTOR, Crowd, says
from tests.support.pictures import Pictures, decoded
from tests.support.studio_pages import Studio

GUIDE = ROOT / "docs/hosting.md"
README = ROOT / "README.md"
OTHERS = ("Dina", "Emil", "Farah", "Goran", "Hana", "Ines", "Jonas", "Kaya", "Liam")
CLOUD = (
    "music",
    "a good book",
    "tea",
    "music",
    "chocolate",
    "a telescope",
    "tea",
    "music",
    "socks",
)


def question(name: str, prompt: str, *choices: str, why: str, points: int = 1) -> dict[str, Any]:
    """The first of the choices is correct, and they are shown by alphabet."""
    [right, *_] = choices
    ordered = sorted(choices)
    texts = [{"id": c, "text": text} for c, text in zip("abcd", ordered, strict=True)]
    key = "abcd"[ordered.index(right)]
    body = {"choices": texts, "key": key, "shuffle": False}
    return content(name, prompt=prompt, body=body, explanation=why, points=points)


QUESTIONS = (
    question(
        *("light", "How long does light take from the Sun to the **Earth**?"),
        *("8 minutes", "8 seconds", "8 hours", "8 days"),
        why="The Sun is 150 million km away, and light travels 300,000 km in a second.",
    ),
    question(
        *("hot", "Which planet is the **hottest**?", "Venus", "Earth", "Mars", "Mercury"),
        why="Its thick air keeps the heat: 460 °C, day and night.",
        points=2,
    ),
    content(
        "mars",
        type="wordcloud",
        prompt="What would you take to **Mars**?",
        body={"entries": 1, "hidden": ["*spam*"]},
        explanation="",
    ),
)


def begin(host: Page, number: int) -> None:
    """Announce the next question, and wait until it can be answered."""
    host.keyboard.press("Space")
    expect(host.get_by_role("heading", name=f"Question {number} of 3")).to_be_visible()
    expect(host.get_by_text("Time left")).to_be_visible(timeout=15_000)


def close(host: Page, answered: int) -> None:
    """All have answered: it is closed at once."""
    expect(host.get_by_text(f"{answered} of {answered} answered")).to_be_visible(timeout=15_000)
    host.keyboard.press("s")
    expect(host.get_by_role("heading", name="Question")).to_be_visible()
    expect(host.get_by_text("Time left")).to_have_count(0)


def join_by_code(open_page: OpenPage, address: str, name: str, **options: Any) -> Page:
    """Two taps after the QR code, and a name."""
    phone = open_page(address, color_scheme="light", reduced_motion="reduce", **options)
    phone.get_by_label("Your name").tap()
    phone.keyboard.type(name)
    phone.get_by_role("button", name="Join", exact=True).tap()
    expect(phone.get_by_role("heading", name="You’re in!")).to_be_visible()
    return phone


def choose(phone: Page, text: str) -> None:
    phone.get_by_role("button", name=text).tap()
    expect(says(phone, "Sent. Now wait for the others.")).to_be_visible()


def figures(phone: Page) -> dict[str, str]:
    """Points, total and rank, as a player sees them after a question."""
    boxes = phone.locator(".figures > div")
    expect(boxes).to_have_count(3)
    expect(phone.locator(".figures")).not_to_contain_text("…")
    return dict(box.split("\n", 1) for box in boxes.all_inner_texts())


def test_three_phones_play_a_whole_game(
    ada: OpenPage, open_page: OpenPage, pictures: Pictures
) -> None:
    host = ada(None, viewport=PROJECTOR, color_scheme="light", reduced_motion="reduce")
    studio = Studio(host)
    made = studio.quiz("Space for beginners", *QUESTIONS, publish=False)
    path = f"/quizzes/{made['id']}/draft"
    draft = studio.send("GET", path)
    settings = {**draft["fields"]["settings"], "shuffle_questions": False}
    studio.send("PATCH", path, {"version": draft["version"], "settings": settings})
    studio.send("POST", f"{path}/publish", {"visibility": "public"})
    slug = studio.send("GET", f"/quizzes/{made['id']}")["slug"]

    # From nothing to a lobby with three phones in it.
    host.goto(f"/quiz/{slug}")
    host.get_by_role("link", name="Host a live game").click()
    host.get_by_label("Time per question").select_option(label="1 minute")
    host.get_by_role("button", name="Open the lobby").click()
    expect(host.get_by_role("heading", name="No players yet")).to_be_visible()
    code = host.get_by_role("img", name=re.compile("^QR code of"))
    address = decoded(code.screenshot())
    anna, ben, cleo = (
        join_by_code(open_page, address, name, has_touch=True) for name in ("Anna", "Ben", "Cleo")
    )
    crowd = Crowd(host)
    for name in OTHERS:
        crowd.join(name)
    expect(host.get_by_role("heading", name="12 players")).to_be_visible()
    expect(host.get_by_text("Liam", exact=True)).to_be_visible()
    host.mouse.move(640, 5)  # away from the buttons, which would show their names
    pictures.take("lobby", host)

    cleo.get_by_role("button", name="Options").tap()
    cleo.get_by_role("menuitem", name="Continue on another device").tap()
    link = cleo.get_by_role("textbox", name="Your personal link").input_value()
    cleo.keyboard.press("Escape")

    # One of them drops out after she has answered, and comes back with another browser.
    begin(host, 1)
    anna.get_by_role("button", name="8 minutes").wait_for()
    pictures.take("phone", anna)
    choose(anna, "8 minutes")
    choose(cleo, "8 minutes")
    cleo.context.close()
    for number, name in enumerate(OTHERS):
        crowd.answer(name, (2, 0, 0, 2, 3, 1, 1, 2, 2)[number])
    expect(host.get_by_text("11 of 12 answered")).to_be_visible()
    pictures.take("question", host)
    pictures.take("game", host, anna)
    cleo = open_page(link, color_scheme="light", reduced_motion="reduce", has_touch=True)
    expect(cleo.locator(".choice.chosen")).to_contain_text("8 minutes")
    expect(says(cleo, "Sent. Now wait for the others.")).to_be_visible()
    choose(ben, "8 days")
    close(host, 12)

    expect(host.get_by_text("6 of 12 correct")).to_be_visible()
    pictures.take("solution", host)
    for phone in (anna, cleo):
        earned = figures(phone)
        assert int(earned["Points"].replace(",", "")) > 500
        assert earned["Points"].lstrip("+") == earned["Total"]
    wrong = figures(ben)
    assert (wrong["Points"], wrong["Total"]) == ("+0", "0")
    assert wrong["Rank"].endswith("of 12")
    expect(ben.get_by_text(re.compile(r"[\d,]+ points behind the next player"))).to_be_visible()
    expect(says(ben, "8 minutes")).to_be_visible()
    expect(says(ben, "150 million km")).to_be_visible()
    host.keyboard.press("Space")
    expect(host.get_by_role("heading", name="Standings")).to_be_visible()

    begin(host, 2)
    choose(anna, "Venus")
    choose(ben, "Venus")
    choose(cleo, "Mercury")
    for name in OTHERS:
        crowd.answer(name, {"Goran": 0}.get(name, 2))
    close(host, 12)
    expect(host.get_by_text("2 of 12 correct")).to_be_visible()
    assert figures(anna)["Rank"] == "1 of 12"
    expect(says(anna, "You’re in the lead.")).to_be_visible()
    expect(says(anna, "2 correct in a row!")).to_be_visible()
    pictures.take("verdict", anna, cleo)
    host.keyboard.press("Space")
    expect(host.get_by_role("heading", name="Standings")).to_be_visible()
    expect(anna.get_by_role("row", name=re.compile("Anna you"))).to_be_visible()

    begin(host, 3)
    for name, word in zip(OTHERS, CLOUD, strict=True):
        crowd.send(name, {"words": [word]})
    expect(host.locator(".cloud")).to_contain_text("a telescope")  # before it is closed
    for phone, word in ((anna, "tea"), (ben, "my dog"), (cleo, "spam")):
        phone.get_by_role("textbox").fill(word)
        phone.get_by_role("button", name="Send").tap()
        expect(says(phone, "Sent. Now wait for the others.")).to_be_visible()
    expect(host.locator(".cloud")).to_contain_text("my dog")
    pictures.take("cloud", host)
    close(host, 12)
    for page in (host, anna, ben, cleo):
        expect(page.locator(".cloud")).to_contain_text("my dog")
        expect(page.locator(".cloud")).not_to_contain_text("spam")

    # The podium, the review, the results.
    host.keyboard.press("Space")
    expect(host.get_by_role("heading", name="Podium")).to_be_visible()
    expect(host.locator(".stand1")).to_contain_text("Anna")
    pictures.take("podium", host)
    expect(anna.get_by_role("heading", name="You won!")).to_be_visible(timeout=15_000)
    anna.get_by_role("link", name="Review your answers").tap()
    expect(anna.locator(".review")).to_have_count(3)
    cleo.get_by_role("link", name="Review your answers").tap()
    expect(cleo.locator(".review").first).to_contain_text("8 minutes")
    host.get_by_role("link", name="View results").click()
    for name in ("Anna", "Ben", "Cleo"):
        expect(host.get_by_role("link", name=name).first).to_be_visible()

    used = set(re.findall(r"pictures/([a-z]+)\.png", GUIDE.read_text() + README.read_text()))
    assert used == pictures.made
