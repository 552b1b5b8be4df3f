"""What authors do in the studio, as they do it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Site
from tests.e2e.studio import Studio, add_authors, sign_in, tab_to
from tests.e2e.test_pages import fits, violations
from tests.studio import content

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def authors(site: Site) -> None:
    add_authors(site)


@pytest.fixture
def ada(open_page: OpenPage) -> Callable[..., Page]:
    return lambda **options: sign_in(open_page("/studio", **options))


def saved(page: Page) -> None:
    expect(page.locator(".save-mark")).to_contain_text("Saved")


def test_a_quiz_is_made_published_and_played_with_keys_only(ada: Callable[..., Page]) -> None:
    page = ada(viewport=DESKTOP)
    keys = page.keyboard

    tab_to(page, "New quiz")
    keys.press("Enter")
    keys.type("Keys only")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Keys only")).to_be_visible()
    tab_to(page, "Add a question")
    keys.type("True or")
    tab_to(page, "Add")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Question 1: True or false")).to_be_focused()
    tab_to(page, "Prompt")
    keys.type("The sun is a star.")
    tab_to(page, "true")
    keys.press("Space")
    expect(page.get_by_role("button", name="Arrange anew")).to_be_visible()
    saved(page)
    tab_to(page, "Publish …")
    keys.press("Enter")
    tab_to(page, "Publish now")
    keys.press("Enter")
    expect(page.get_by_text("Published.", exact=True).first).to_be_visible()
    tab_to(page, "Play it")
    keys.press("Enter")
    tab_to(page, "Start")
    keys.press("Enter")

    expect(page.get_by_text("The sun is a star.")).to_be_visible()


def test_the_preview_grades_without_a_trace(ada: Callable[..., Page], site: Site) -> None:
    page = ada(viewport=DESKTOP)
    quiz = Studio(page).quiz("Tried out", content("one"))
    before = site.count("attempt")
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="choice a").click()

    expect(page.locator(".verdict")).to_be_visible()
    assert site.count("attempt") == before


def test_questions_are_reordered_with_a_finger_and_with_keys(ada: Callable[..., Page]) -> None:
    page = ada(has_touch=True)
    studio = Studio(page)
    quiz = studio.quiz("Order", *(content(name) for name in "abc"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    handles = page.locator("[data-control=handle]")
    expect(handles).to_have_count(3)
    first, last = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    assert first
    assert last

    page.mouse.move(first["x"] + 10, first["y"] + 10)
    page.mouse.down()
    page.mouse.move(first["x"] + 10, last["y"] + last["height"], steps=8)
    with page.expect_response("**/move"):
        page.mouse.up()
    expect(page.locator(".side li .line").nth(2)).to_have_text("3. Prompt of a")
    handles.nth(2).focus()
    with page.expect_response("**/move"):
        page.keyboard.press("ArrowUp")

    expect(handles.nth(1)).to_be_focused()
    assert studio.prompts(quiz["id"]) == ["Prompt of b", "Prompt of a", "Prompt of c"]


def test_a_deleted_question_comes_back_in_its_place(ada: Callable[..., Page]) -> None:
    page = ada()
    studio = Studio(page)
    quiz = studio.quiz("Deleted", content("a"), content("b"))
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".side li")).to_have_count(1)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".side li")).to_have_count(2)

    assert studio.prompts(quiz["id"]) == ["Prompt of a", "Prompt of b"]


def test_what_was_typed_survives_a_lost_network_and_a_reload(ada: Callable[..., Page]) -> None:
    page = ada(expect=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"))
    studio = Studio(page)
    quiz = studio.quiz("Tunnel", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(page.get_by_label("Prompt", exact=True)).to_be_visible()

    page.route("**/draft/questions/**", lambda route: route.abort())
    page.get_by_label("Prompt", exact=True).fill("Written in a tunnel")
    expect(page.locator(".save-mark")).to_contain_text("kept in this browser")
    page.unroute("**/draft/questions/**")
    page.reload()

    saved(page)
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("Written in a tunnel")
    assert studio.prompts(quiz["id"]) == ["Written in a tunnel"]


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_two_editors_never_overwrite_each_other(open_page: OpenPage, take: str) -> None:
    ada = sign_in(open_page("/studio", expect=("409",)))
    studio = Studio(ada)
    quiz = studio.quiz(f"Together, {take}", content("one"))
    shares = {"shares": [{"email": "ben@example.org", "may": "edit"}]}
    studio.send("PUT", f"/quizzes/{quiz['id']}/shares", shares)
    ben = sign_in(open_page("/studio", expect=("409",)), "Ben")
    for page in (ada, ben):
        page.goto(f"/studio/quiz/{quiz['id']}")
        expect(page.get_by_label("Prompt", exact=True)).to_have_value("Prompt of one")

    ben.get_by_label("Prompt", exact=True).fill("Ben's words")
    saved(ben)
    ada.get_by_label("Prompt", exact=True).fill("Ada's words")
    box = ada.get_by_role("region", name="Ben changed this, too")
    expect(box).to_contain_text("Ben's words")
    expect(box).to_contain_text("Ada's words")
    assert studio.prompts(quiz["id"]) == ["Ben's words"]
    ada.get_by_role("button", name=f"Take {take}").click()

    saved(ada)
    kept = "Ada's words" if take == "mine" else "Ben's words"
    expect(ada.get_by_label("Prompt", exact=True)).to_have_value(kept)
    assert studio.prompts(quiz["id"]) == [kept]


def test_a_file_is_checked_while_one_types_and_imported_as_far_as_it_is_good(
    ada: Callable[..., Page],
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
    page.get_by_role("button", name="Import only the good ones").click()

    expect(page.get_by_role("heading", name="Imported")).to_be_visible()
    expect(page.locator(".side li")).to_have_count(1)


PASTED = """Capitals

1. What is the capital of *Australia*?
A. Sydney
B. Canberra
ANSWER: B

2. And of Canada?
A. Toronto
C. Ottawa
ANSWER: C
"""


def test_plain_text_is_recognised_when_it_is_pasted_and_its_faults_are_shown(
    ada: Callable[..., Page],
) -> None:
    page = ada()
    keys = page.keyboard
    page.get_by_role("button", name="Import", exact=True).click()
    form, area = page.get_by_label("Format"), page.get_by_label("Text of the file")

    expect(area).to_be_focused()
    keys.insert_text("---\ntitle: Capitals\n---\n")
    expect(form).to_have_value("md")
    keys.press("Control+A")
    keys.insert_text(PASTED)
    expect(form).to_have_value("txt")
    expect(page.get_by_text("Plain text, “Capitals”: 1 question can be imported.")).to_be_visible()
    page.get_by_role("button", name="Line 10").click()
    selected = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert area.evaluate(selected) == "C. Ottawa"
    keys.insert_text("B. Ottawa")
    expect(page.get_by_text("ANSWER tells C, which is no choice")).to_be_visible()
    page.get_by_role("button", name="Line 11").click()
    keys.insert_text("ANSWER: B")
    expect(page.get_by_text("2 questions can be imported.")).to_be_visible()
    form.select_option("md")
    expect(page.get_by_text("Markdown: 0 questions can be imported.")).to_be_visible()
    keys.insert_text("\n")
    expect(form).to_have_value("md")
    form.select_option("txt")
    page.locator("section").get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("heading", name="Capitals")).to_be_visible()
    expect(page.locator(".side li")).to_have_count(2)
    preview = page.get_by_text("What is the capital of *Australia*?", exact=True).last
    expect(preview).to_be_visible()


def test_a_file_is_added_to_a_quiz(ada: Callable[..., Page]) -> None:
    page = ada()
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

    expect(page.get_by_role("heading", name="Question 2: One right choice")).to_be_focused()
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("Prompt of one")
    expect(page.get_by_role("heading", name="Added to")).to_be_visible()
    assert studio.prompts(quiz["id"]) == ["Before", "Prompt of one", "Prompt of two"]


def test_the_draft_and_what_is_published_are_exported(ada: Callable[..., Page]) -> None:
    page = ada(expect=("422",))
    quiz = Studio(page).quiz("Exported", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    prompt = page.get_by_label("Prompt", exact=True)

    def exported(link: str) -> str:
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        return download.value.path().read_text("utf-8")

    prompt.fill("Not seen by players")
    page.get_by_role("link", name="Files").click()
    for name in ("Markdown", "JSON", "YAML"):
        assert "Not seen by players" in exported(f"The draft as {name}")
        assert "Prompt of one" in exported(f"What is published as {name}")

    page.get_by_role("link", name="Questions").click()
    prompt.fill("")
    page.get_by_role("link", name="Files").click()
    page.get_by_role("link", name="The draft as JSON").click()
    expect(page.get_by_role("alert")).to_contain_text("It cannot be exported: prompt")
    page.get_by_role("button", name="Question 1", exact=True).click()
    expect(page.get_by_role("heading", name="Question 1: One right choice")).to_be_focused()


def test_an_earlier_version_is_looked_at_and_brought_back(ada: Callable[..., Page]) -> None:
    page = ada(viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("History", content("one"))
    path = f"/quizzes/{quiz['id']}/draft"
    question = studio.send("GET", path)["questions"][0]
    news = {"version": question["version"], "content": content("one", prompt="Worse")}
    studio.send("PUT", f"{path}/questions/{question['id']}", news)
    studio.send("POST", f"{path}/publish", {})
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="Earlier versions").click()
    older = page.get_by_role("region", name="Earlier versions").get_by_role("listitem").nth(1)
    older.get_by_role("button", name="Look").click()
    expect(older.get_by_role("button", name="choice a")).to_be_visible()
    older.get_by_role("button", name="Bring back into the draft").click()

    expect(page.get_by_label("Prompt", exact=True)).to_have_value("Prompt of one")
    assert studio.prompts(quiz["id"]) == ["Prompt of one"]


def test_changes_are_undone_and_the_draft_is_discarded(ada: Callable[..., Page]) -> None:
    page = ada(viewport=DESKTOP)
    studio = Studio(page)
    quiz = studio.quiz("Discarded", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}")
    prompt = page.get_by_label("Prompt", exact=True)

    prompt.fill("Worse")
    page.get_by_role("button", name="Undo").click()
    expect(prompt).to_have_value("Prompt of one")
    page.get_by_role("button", name="Redo").click()
    expect(prompt).to_have_value("Worse")
    saved(page)
    page.get_by_role("button", name="Publish …").click()
    page.get_by_role("button", name="Discard changes").click()
    page.get_by_role("button", name="Discard them").click()

    expect(prompt).to_have_value("Prompt of one")
    assert studio.prompts(quiz["id"]) == ["Prompt of one"]


def test_problems_lead_to_their_question(ada: Callable[..., Page]) -> None:
    page = ada()
    quiz = Studio(page).quiz("Faulty", content("a"), content("b", prompt=""), publish=False)
    page.goto(f"/studio/quiz/{quiz['id']}")

    page.get_by_role("button", name="Publish …").click()
    expect(page.get_by_role("button", name="Publish now")).to_be_disabled()
    page.get_by_role("button", name="Question 2", exact=True).click()

    expect(page.get_by_role("heading", name="Question 2: One right choice")).to_be_focused()


def test_settings_are_saved_as_they_are_made_and_hold_when_published(
    ada: Callable[..., Page],
) -> None:
    page = ada(timezone_id="Europe/Berlin")
    studio = Studio(page)
    quiz = studio.quiz("Timed", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("Title").fill("Timed and told")
    page.get_by_label("Percent of the points that go with the time").fill("50")
    problem = page.get_by_text("`speed_weight` needs `question_seconds`")
    expect(problem.first).to_be_visible()
    page.get_by_label("Seconds for each question").fill("30")
    page.get_by_role("button", name="Use mine: Europe/Berlin").click()
    page.get_by_label("Opens").fill("2026-01-15T10:00")
    page.get_by_label("Closes").fill("2036-07-15T10:00")
    page.get_by_label("Closes").blur()
    expect(problem).to_have_count(0)
    saved(page)
    studio.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {})

    rules = page.request.get(f"/api/quizzes/{quiz['slug']}").json()["rules"]
    assert (rules["question_seconds"], rules["speed_weight"]) == (30, 50)
    assert (rules["opens_at"], rules["closes_at"]) == (
        "2026-01-15T09:00:00Z",
        "2036-07-15T08:00:00Z",
    )


def test_a_personal_link_is_made_and_taken_back(ada: Callable[..., Page]) -> None:
    page = ada()
    quiz = Studio(page).quiz("With links", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=settings")

    page.get_by_label("For whom").fill("Grace")
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_label("Grace", exact=True)).to_have_value(
        re.compile(r"/quiz/with-links\?for=")
    )
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_text("There is no personal link.")).to_be_visible()


def test_a_quiz_is_shared_and_no_longer(ada: Callable[..., Page]) -> None:
    page = ada(expect=("422",))
    quiz = Studio(page).quiz("Shared", content("one"))
    page.goto(f"/studio/quiz/{quiz['id']}?at=sharing")
    email = page.get_by_label("E-mail of somebody with an account")

    email.fill("nobody@example.org")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("There is nobody with the address")).to_be_visible()
    email.fill("ben@example.org")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_label("May: Ben")).to_have_value("edit")
    page.get_by_label("May: Ben").select_option("view")
    page.get_by_role("button", name="Remove: Ben").click()

    expect(page.get_by_text("Nobody yet.")).to_be_visible()


def test_who_may_only_look_changes_nothing(open_page: OpenPage) -> None:
    studio = Studio(sign_in(open_page("/studio")))
    quiz = studio.quiz("Only look", content("one"))
    shares = {"shares": [{"email": "ben@example.org", "may": "view"}]}
    studio.send("PUT", f"/quizzes/{quiz['id']}/shares", shares)
    ben = sign_in(open_page("/studio"), "Ben")

    ben.get_by_label("Show", exact=True).select_option("shared")
    ben.get_by_role("link", name="Look: Only look").click()

    expect(ben.get_by_text("You may look at this quiz, but not change it.")).to_be_visible()
    expect(ben.get_by_label("Prompt", exact=True)).to_be_disabled()
    expect(ben.get_by_role("button", name="Publish …")).to_have_count(0)
    ben.get_by_role("link", name="Files").click()
    expect(ben.get_by_role("link", name="The draft as Markdown")).to_be_visible()
    expect(ben.get_by_text("Import questions")).to_have_count(0)


def test_searching_keeps_the_focus_and_archiving_takes_from_the_list(
    ada: Callable[..., Page],
) -> None:
    page = ada()
    studio = Studio(page)
    for title in ("Needle", "Hay"):
        studio.quiz(title, content("one"))
    page.reload()

    page.get_by_label("Search by title").fill("need")
    expect(page.locator("article")).to_have_count(1)
    expect(page.get_by_label("Search by title")).to_be_focused()
    page.get_by_role("button", name="Archive: Needle").click()
    expect(page.get_by_text("No title has “need” in it.")).to_be_visible()
    page.get_by_label("Show", exact=True).select_option("archived")
    page.get_by_role("button", name="Restore: Needle").click()

    expect(page.locator("article")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_of_the_studio_is_accessible(
    ada: Callable[..., Page], viewport: dict[str, int], scheme: str, tmp_path: Path
) -> None:
    page = ada(
        expect=("422",),
        viewport=viewport,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    found = {}

    def check(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}-{viewport['width']}-{scheme}.png", full_page=True)
        found[name] = violations(page)
        assert fits(page), name

    quiz = Studio(page).quiz("A look", content("a"), content("b", prompt=""), publish=False)
    page.reload()
    expect(page.get_by_role("link", name="Edit: A look").first).to_be_visible()
    check("list")
    page.get_by_role("button", name="New quiz").click()
    check("new")
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_label("Text of the file").fill(PASTED)
    expect(page.locator("h3")).to_be_visible()
    check("import")
    page.goto(f"/studio/quiz/{quiz['id']}")
    expect(page.get_by_role("button", name="Arrange anew")).to_be_visible()
    check("editor")
    page.locator("summary").first.click()
    page.get_by_role("button", name="Publish …").click()
    expect(page.get_by_role("button", name="Publish now")).to_be_visible()
    check("publish")
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_label("Seconds for the whole quiz")).to_be_visible()
    check("settings")
    page.get_by_role("link", name="Sharing").click()
    expect(page.get_by_text("Nobody yet.")).to_be_visible()
    check("sharing")
    page.get_by_role("link", name="Files").click()
    page.get_by_role("link", name="The draft as Markdown").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check("files")
    assert {name: problems for name, problems in found.items() if problems} == {}
