"""The screens of a live game that are hard to fit: on the projector, a second screen and phones."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.games.crowd import MOST_PLAYERS
from backend.library.packs import PACKS, load_pack
from tests.load.bank import PLAYERS
from tests.support.browser import OpenPage
from tests.support.live_pages import LARGE, PROJECTOR, LiveHost, legible, says
from tests.support.looks import EVERY_SIZE, NARROW, PHONE, STILL, enlarge_text, look_at
from tests.support.questions import (
    blanks,
    categorise,
    matching,
    multiple,
    ordering,
    pack,
    picture,
    poll,
    single,
)
from tests.support.site import Site

PICTURES = ("lever", "globe", "seesaw", "pendulums")
FILES = [PACKS / "media" / f"{name}.webp" for name in PICTURES]
WORDS = ("Nouns", "Verbs", "Adjectives", "Adverbs", "Prepositions")
CODE = "\n".join(
    f"    step_{n} = merged[{n}:] + [value * {n} for value in right]" for n in range(20)
)
FORMULA = "$$a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + b_1 + b_2 + b_3 + b_4 = c$$"
LONG = (
    "A sentence that goes on and on about ribosomes, membranes and all else that a cell needs, %s."
)
NAMES = ("Ben", "Maximiliane von und zu Hohenstein-Witte", "Team 3, whose name is long")
CUT = "node => node.scrollHeight > node.clientHeight + 1"
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('.stamps .name, .stamps .points, .onward, .rest')]
        .map(node => node.getBoundingClientRect())
    return boxes.some((one, at) => boxes.slice(at + 1).some(other =>
        one.left < other.right - 1 && other.left < one.right - 1 &&
        one.top < other.bottom - 1 && other.top < one.bottom - 1))
}"""
PLACES = """() => [...document.querySelectorAll('.round > *, .round li, .choice')].map(node => {
    const box = node.getBoundingClientRect()
    return [box.x, box.y + scrollY, box.width, box.height].join()
})"""
BAR = """bar => {
    const box = bar.getBoundingClientRect()
    return box.height < 80 && Math.abs(box.bottom - innerHeight) <= 1
}"""


def media_id(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def choices(*texts: str) -> list[dict[str, str]]:
    return [{"id": c, "text": text} for c, text in zip("abcdefghi", texts, strict=False)]


def game(
    open_page: OpenPage,
    site: Site,
    slug: str,
    questions: list[dict[str, Any]],  # Any: JSON
    **options: object,
) -> LiveHost:
    """A game of a quiz of these questions, in order, which is on no list afterwards."""
    files = {media_id(file): file for file in FILES}
    settings = {"shuffle_questions": False}
    with site.app.app_context():
        load_pack(pack(slug=slug, title=slug, of=questions, settings=settings, media=files))
    site.change_visibility(slug, "public")
    host = LiveHost(open_page(None), site, slug, seconds=120, **options)
    site.change_visibility(slug, "unlisted")
    return host


def projector(open_page: OpenPage, host: LiveHost) -> Page:
    return open_page(f"/host/{host.id}#{host.secret}", viewport=PROJECTOR, **STILL)


def solved(page: Page) -> None:
    expect(page.locator(".screen[data-phase=solution] .all")).to_be_visible()


def test_much_fits_on_the_projector(open_page: OpenPage, site: Site) -> None:
    shown = [
        f"![A picture of {name}, as shown in class](media:{media_id(file)})"
        for name, file in zip("1234", FILES, strict=True)
    ]
    lists = [
        {"title": title, "items": [f"{title[:4]} word {n}" for n in range(4)]} for title in WORDS
    ]
    questions = [
        single("pictures", choices=choices(*shown)),
        categorise("words", prompt="Sort these words.", categories=lists),
        single(
            "code",
            prompt=f"What does it return?\n\n```python\n{CODE}\n```",
            choices=choices("`[1, 2]`", "`[2, 1]`", "Nothing: it raises an IndexError at the end"),
        ),
        multiple(
            "nine",
            choices=choices(*[LONG % n for n in range(9)]),
            explanation=2 * (LONG % "so"),
        ),
        blanks("blanks"),
        picture("point", media=media_id(FILES[0]), show_areas=False),
    ]
    host = game(open_page, site, "much", questions)
    ann, ben = host.join("Ann"), host.join("Ben")
    page = projector(open_page, host)
    expect(page.get_by_role("heading", name="2 players")).to_be_visible()

    host.begin()  # a picture at each choice
    expect(page.locator(".choices img")).to_have_count(4)
    page.locator(".choices img").last.evaluate("image => image.decode()")
    legible(page, ".prompt", ".choices .text")
    host.close()
    solved(page)
    legible(page, ".prompt", ".explanation")

    host.begin()  # twenty items for five categories
    expect(page.get_by_text("Put each item into a category.")).to_be_visible()
    legible(page, ".prompt", ".lists li", ".category")
    host.close()
    solved(page)
    nouns = page.locator(".categories > li", has_text="Nouns")
    expect(nouns.get_by_role("listitem")).to_have_count(4)
    legible(page, ".categories li li")

    host.begin()  # twenty lines of code
    expect(page.locator(".prompt pre")).to_be_visible()
    legible(page, ".prompt p", ".choices .text")
    host.close()
    solved(page)
    legible(page, ".choices .text", ".explanation")
    assert not page.locator(".wrong .text").last.evaluate(CUT)

    host.begin()  # nine long choices
    expect(page.locator(".choices > li")).to_have_count(9)
    legible(page, ".choices .text")
    host.close()
    solved(page)
    legible(page, ".choices .text", ".explanation")

    host.begin()  # blanks: a gap has its number, not the author's name for it
    for player in (ann, ben):
        host.answer(player, {"gaps": {"city": "Sydney"}})
    host.close()
    expect(page.locator(".bars")).to_contain_text("1. Sydney")
    expect(page.locator(".key")).to_contain_text("Canberra")
    legible(page, ".bars th", ".key li", ".blanks")
    look_at(page, PROJECTOR, LARGE)

    host.begin()  # a point on a picture: its hidden areas get no bars
    host.answer(ann, {"areas": None, "point": {"x": 0.9, "y": 0.9}, "outlines": None})
    phone = open_page(f"/game/{host.id}#{ann['attempt']}", **STILL)
    host.close()
    solved(page)
    expect(page.locator(".board .right")).to_have_count(1)
    expect(page.locator(".bars")).to_have_count(0)
    legible(page, ".prompt", ".explanation")
    expect(phone.locator(".outcome .board .right")).to_have_count(1)  # where it was, on the picture
    look_at(phone, PHONE)


def test_nothing_moves_on_a_phone_whatever_the_type(open_page: OpenPage, site: Site) -> None:
    questions = [
        ordering("order"),
        matching("match", prompt=f"Which is which?\n\n{FORMULA}"),
        categorise("sort"),
        poll("votes", several=True),
    ]
    host = game(open_page, site, "still", questions, reading_seconds=60)
    ann = host.join("Ann")
    page = open_page(f"/game/{host.id}#{ann['attempt']}", viewport=NARROW, **STILL)
    for item in ("Mercury", "nginx", "whale", "choice c"):
        host.read(30)
        expect(page.locator(".round :is(li, .choice)", has_text=item)).to_be_visible()
        expect(page.locator(".check button").last).to_be_disabled()
        before = page.evaluate(PLACES)
        if item == "nginx":
            look_at(page, PHONE)
        host.open()
        expect(says(page, "You can answer now.")).to_be_visible()
        assert page.evaluate(PLACES) == before
        host.close()
        expect(page.get_by_role("heading", name="No answer")).to_be_visible()


def test_a_second_screen_and_phones_while_the_host_is_away(open_page: OpenPage, site: Site) -> None:
    host = game(open_page, site, "one", [single("only", shuffle=False)])
    ann = host.join("Ann")
    screen = open_page(host.screen, viewport=PROJECTOR, **STILL)
    phone = open_page(f"/game/{host.id}#{ann['attempt']}", **STILL)
    host.begin()
    site.run(
        "UPDATE game SET host_seen_at = now() - interval '60 s' WHERE id = %(id)s RETURNING id",
        id=host.id,
    )
    expect(says(phone, "Waiting for the host to return …")).to_be_visible()
    expect(screen.get_by_text("The host’s screen is offline.")).to_be_visible()
    look_at(phone, PHONE)
    look_at(screen, PROJECTOR, LARGE)
    assert screen.locator(".bar").evaluate(BAR)  # no higher than it is, at the bottom
    phone.get_by_role("button", name="choice a").click()  # nothing keeps players waiting
    expect(says(phone, "Sent. Now wait for the others.")).to_be_visible()


def test_the_podium_and_long_names_in_large_text(open_page: OpenPage, site: Site) -> None:
    host = game(open_page, site, "one", [single("only", shuffle=False)])
    players = [host.join(name) for name in (*NAMES, "Dina")]
    page = projector(open_page, host)
    expect(page.get_by_role("heading", name="4 players")).to_be_visible()
    host.begin()
    for player in players:
        host.choose(player, "choice b" if player["name"] == "Dina" else "choice a")
    host.close()
    host.give("end")
    expect(page.locator(".stamps li")).to_have_count(3)
    expect(page.locator(".rest .move svg")).to_have_count(0)  # from no rank at all
    for size in (PROJECTOR, LARGE):
        page.set_viewport_size(size)
        assert not page.evaluate(OVERLAPS), size
    page.set_viewport_size(PROJECTOR)
    enlarge_text(page)
    look_at(page, PROJECTOR, LARGE)
    assert not page.evaluate(OVERLAPS)


def test_a_host_goes_full_screen_with_all_controls(open_page: OpenPage, site: Site) -> None:
    host = LiveHost(open_page(None), site, "small")
    page = projector(open_page, host)
    expect(page.get_by_role("heading", name="No players yet")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator(".host-page:fullscreen")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Links").click()
    expect(page.get_by_label("For you")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(":fullscreen")).to_have_count(0)


def test_a_game_that_is_full_says_so(open_page: OpenPage, site: Site) -> None:
    host = LiveHost(open_page(None), site, "small")
    site.run(PLAYERS, game=host.id, size=MOST_PLAYERS)
    page = open_page(f"/join/{host.pin}", expect=("409",), **STILL)
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("10,000")
    look_at(page, *EVERY_SIZE)
    expect(page.get_by_label("Your name")).to_have_value("Ann")


@pytest.mark.parametrize("key", ["b", "Enter"])
def test_a_player_needs_no_more_than_keys(open_page: OpenPage, site: Site, key: str) -> None:
    host = game(open_page, site, "one", [single("only", shuffle=False)])
    page = open_page(f"/join/{host.pin}", **STILL)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You’re in!")).to_be_focused()
    host.begin()
    page.get_by_role("button", name="choice b").wait_for()
    if key == "Enter":
        for _ in range(10):
            page.keyboard.press("Tab")
            if "choice b" in page.locator(":focus").inner_text():
                break
    page.keyboard.press(key)
    expect(says(page, "Sent. Now wait for the others.")).to_be_visible()
    host.close()
    host.give("end")
    expect(page.get_by_role("heading", name="The game is over")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Review your answers")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # alone, from the podium's page
    expect(page.get_by_role("button", name="Start")).to_be_visible()
