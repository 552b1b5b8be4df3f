"""The pictures of the authors' guide, made as its readers would: `make pictures`."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import ROOT, OpenPage
from tests.support.studio_pages import Studio

GUIDE = ROOT / "docs/authors.md"
WIDE = {"width": 1280, "height": 800}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where they are saved; a temporary folder unless PICTURES is set."""
    wanted = os.environ.get("PICTURES")
    made = Path(wanted).resolve() if wanted else tmp_path
    made.mkdir(exist_ok=True)
    return made


def capital(name: str, country: str, others: tuple[str, str, str]) -> dict[str, object]:
    choices = [{"id": c, "text": text} for c, text in zip("abcd", (name, *others), strict=True)]
    return content(
        name.lower(),
        prompt=f"What is the capital of **{country}**?",
        body={"choices": choices, "key": "a"},
        explanation=f"{name} is the capital of {country}.",
        tags=["capitals"],
    )


def test_the_guide_has_its_pictures(ada: OpenPage, folder: Path) -> None:
    page = ada(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    studio = Studio(page)
    questions = [
        capital("Canberra", "Australia", ("Sydney", "Melbourne", "Perth")),
        capital("Ottawa", "Canada", ("Toronto", "Montreal", "Vancouver")),
    ]
    quiz = studio.quiz("Capitals", *questions)
    half = {"type": "truefalse", "prompt": "", "body": {"key": True}}
    path = f"/quizzes/{quiz['id']}/draft"
    studio.send("POST", f"{path}/questions", {"content": half})

    made = set()

    def picture(name: str) -> None:
        made.add(name)
        page.screenshot(path=folder / f"{name}.png")

    page.get_by_label("Search quizzes").fill("Capitals")
    expect(page.locator("article")).to_have_count(1)
    picture("list")
    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(page.get_by_role("button", name="Shuffle again")).to_be_visible()
    picture("editor")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Enter the question.")).to_be_visible()
    picture("publish")
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")
    expect(page.get_by_text("How it plays").first).to_be_visible()
    picture("settings")

    assert set(re.findall(r"pictures/([a-z]+)\.png", GUIDE.read_text())) == made
