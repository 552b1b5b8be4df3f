"""The pictures of the authors' guide, made as its readers would: `make pictures`."""

import re

from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import ROOT, OpenPage
from tests.support.pictures import Pictures
from tests.support.studio_pages import Studio

GUIDE = ROOT / "docs/authors.md"
WIDE = {"width": 1280, "height": 800}


def capital(name: str, country: str, others: tuple[str, str, str]) -> dict[str, object]:
    choices = [{"id": c, "text": text} for c, text in zip("abcd", (name, *others), strict=True)]
    return content(
        name.lower(),
        prompt=f"What is the capital of **{country}**?",
        body={"choices": choices, "key": "a"},
        explanation=f"{name} is the capital of {country}.",
        tags=["capitals"],
    )


def test_the_guide_has_its_pictures(ada: OpenPage, pictures: Pictures) -> None:
    page = ada(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    studio = Studio(page)
    questions = [
        capital("Canberra", "Australia", ("Sydney", "Melbourne", "Perth")),
        capital("Ottawa", "Canada", ("Toronto", "Montreal", "Vancouver")),
    ]
    studio.quiz("Capitals of Africa", capital("Nairobi", "Kenya", ("Kampala", "Accra", "Lagos")))
    studio.quiz("Capitals: a warm-up", questions[0], publish=False)
    quiz = studio.quiz("Capitals", *questions)
    half = {"type": "truefalse", "prompt": "", "body": {"key": True}}
    path = f"/quizzes/{quiz['id']}/draft"
    studio.send("POST", f"{path}/questions", {"content": half})

    page.get_by_label("Search quizzes").fill("Capitals")
    expect(page.locator("article")).to_have_count(3)
    pictures.take("list", page)
    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(page.get_by_role("button", name="Shuffle again")).to_be_visible()
    pictures.take("editor", page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Enter the question.")).to_be_visible()
    pictures.take("publish", page)
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    expect(page.get_by_text("How it plays").first).to_be_visible()
    pictures.take("settings", page)
    page.goto(f"/studio/quiz/{quiz['id']}")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()
    expect(page.get_by_role("dialog").get_by_role("img").first).to_be_visible()
    pictures.take("share", page)
    page.goto(f"/studio/bank?quiz={quiz['id']}")
    for number in (1, 2):  # the first one selects all
        page.get_by_role("checkbox").nth(number).check()
    pictures.take("bank", page)
    page.goto(f"/studio/quiz/{quiz['id']}/print?seed=4821&versions=2")
    expect(page.locator(".sheet-B .question")).to_have_count(2)
    pictures.take("print", page)

    assert set(re.findall(r"pictures/([a-z]+)\.png", GUIDE.read_text())) == pictures.made
