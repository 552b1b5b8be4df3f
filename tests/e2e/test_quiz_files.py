"""Quiz files: checked while typing, imported, exported."""

from playwright.sync_api import expect

from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.looks import DESKTOP
from tests.support.studio_pages import PASTED, Studio


def test_a_file_is_checked_while_typing_and_its_good_questions_imported(
    ada: OpenPage,
) -> None:
    page = ada()
    studio = Studio(page)
    source = studio.quiz("Source", content("one"), content("two"))
    export = page.request.get(f"/api/studio/quizzes/{source['id']}/export?format=json").text()
    faulty = export.replace("Prompt of two", "").replace('"Source"', '"Imported"')
    page.get_by_role("button", name="Import", exact=True).click()

    page.get_by_label("Format").select_option("json")
    page.get_by_label("Text of the file").fill(faulty)
    expect(page.get_by_text("1 question can be imported.")).to_be_visible()
    expect(page.get_by_text("question two: ")).to_be_visible()
    page.get_by_role("button", name="Import valid questions only").click()

    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    expect(page.locator(".side li")).to_have_count(1)


def test_pasted_plain_text_is_recognised_and_its_faults_shown(
    ada: OpenPage,
) -> None:
    page = ada(viewport=DESKTOP)
    keys = page.keyboard
    page.get_by_role("button", name="Import", exact=True).click()
    form, area = page.get_by_label("Format"), page.get_by_label("Text of the file")

    expect(area).to_be_focused()
    keys.insert_text("---\ntitle: Seats\n---\n")
    expect(form).to_have_value("markdown")
    keys.press("Control+A")
    keys.insert_text(PASTED)
    expect(form).to_have_value("text")
    expect(page.get_by_text("Plain text, “Seats”: 1 question can be imported.")).to_be_visible()
    page.get_by_role("button", name="Line 10").click()
    selected = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert area.evaluate(selected) == "C. Ottawa"
    keys.insert_text("B. Ottawa")
    expect(page.get_by_text("ANSWER is C, but there is no choice C.")).to_be_visible()
    page.get_by_role("button", name="Line 11").click()
    keys.insert_text("ANSWER: B")
    expect(page.get_by_text("2 questions can be imported.")).to_be_visible()
    form.select_option("markdown")
    expect(page.get_by_text("Markdown: 0 questions can be imported.")).to_be_visible()
    keys.insert_text("\n")
    expect(form).to_have_value("markdown")
    form.select_option("text")
    page.locator("section").get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", name="Seats")).to_be_visible()
    expect(page.locator(".side li")).to_have_count(2)
    preview = page.get_by_text("What is the capital of *Australia*?", exact=True).last
    expect(preview).to_be_visible()


def test_a_file_is_added_to_a_quiz(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    source = studio.quiz("Source of more", content("one"), content("two"))
    quiz = studio.quiz("Added to", content("one", prompt="Before"))
    export = page.request.get(f"/api/studio/quizzes/{source['id']}/export?format=markdown")
    page.goto(f"/studio/quiz/{quiz['id']}")
    page.get_by_role("link", name="Files").click()

    page.get_by_label("Choose a file").set_input_files(
        {"name": "more.md", "mimeType": "text/markdown", "buffer": export.body()}
    )
    expect(page.get_by_text("2 questions can be imported.")).to_be_visible()
    page.get_by_role("region", name="Import questions").get_by_role(
        "button", name="Import", exact=True
    ).click()

    expect(page.get_by_text("2 of 3")).to_be_visible()
    expect(page.get_by_role("textbox", name="Question", exact=True)).to_have_value("Prompt of one")
    expect(page.get_by_role("heading", name="Added to")).to_be_attached()
    assert studio.prompts(quiz["id"]) == ["Before", "Prompt of one", "Prompt of two"]


def test_draft_and_published_quiz_are_exported(ada: OpenPage) -> None:
    page = ada(path=None, viewport=DESKTOP, expect=("422",))
    quiz = Studio(page).quiz("Exported", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    prompt = page.get_by_role("textbox", name="Question", exact=True)

    def exported(link: str) -> str:
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        return download.value.path().read_text("utf-8")

    prompt.fill("Not seen by players")
    page.get_by_role("link", name="Files").click()
    for name in ("Markdown", "JSON", "YAML"):
        assert "Not seen by players" in exported(f"Draft as {name}")
        assert "Prompt of one" in exported(f"Published version as {name}")

    page.get_by_role("link", name="Questions").click()
    prompt.fill("")
    page.get_by_role("link", name="Files").click()
    page.get_by_role("link", name="Draft as JSON").click()
    expect(page.get_by_role("alert")).to_contain_text("Can’t export: Fix the errors first.")
    page.get_by_role("button", name="Question 1", exact=True).click()
    expect(page.get_by_role("textbox", name="Question", exact=True)).to_be_focused()
