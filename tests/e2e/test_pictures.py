"""The pictures of the guides for authors, made as their readers would: `make pictures`."""

import re

from playwright.sync_api import expect

from tests.support.api import Api
from tests.support.attempts import play
from tests.support.authors import content
from tests.support.browser import ROOT, OpenPage
from tests.support.pictures import Pictures
from tests.support.site import Site
from tests.support.studio_pages import Studio

GUIDE = ROOT / "docs/authors.md"
RESULTS = ROOT / "docs/results.md"
CLASS = ("Ada", "Ben", "Çağla", "Dimitri", "Eve", "Finn", "Grace", "Hatice", "Ida", "Jo")
PICKED = ("01230", "00110", "02100", "01-00", "00000", "01120", "01110", "00100", "13130", "01200")
"""What each of the class answered: the place of a choice, or nothing."""
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


def test_the_guide_to_results_has_its_pictures(
    ada: OpenPage, site: Site, pictures: Pictures
) -> None:
    page = ada(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    cities = [
        ("Nairobi", "Kenya", ("Kampala", "Accra", "Lagos")),
        ("Canberra", "Australia", ("Sydney", "Melbourne", "Perth")),
        ("Ottawa", "Canada", ("Toronto", "Montreal", "Vancouver")),
        ("Ankara", "Turkey", ("Istanbul", "İzmir", "Bursa")),
        ("Lima", "Peru", ("Cusco", "Quito", "La Paz")),
    ]
    quiz = Studio(page).quiz("Five capitals", *(capital(*city) for city in cities))
    with site.app.app_context():
        api = Api(site.app.test_client())
        for name, picked in zip(CLASS, PICKED, strict=True):
            responses = {
                f"What is the capital of **{country}**?": {"choice": (city, *others)[int(pick)]}
                for (city, country, others), pick in zip(cities, picked, strict=True)
                if pick != "-"
            }
            play(api, "five-capitals", responses, name)

    page.goto(f"/studio/quiz/{quiz['id']}/results")
    expect(page.get_by_role("grid")).to_be_visible()
    page.locator("main").evaluate("node => node.querySelector('h1').scrollIntoView()")
    pictures.take("results", page)
    page.get_by_role("columnheader", name="Q2").get_by_role("button").click()
    page.get_by_role("grid").get_by_role("gridcell", name="wrong").first.click()
    expect(page.get_by_role("dialog").get_by_role("definition").first).to_be_visible()
    pictures.take("answer", page)

    assert set(re.findall(r"pictures/([a-z]+)\.png", RESULTS.read_text())) == pictures.made
