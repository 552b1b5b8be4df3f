"""The list of quizzes: found, sorted, labelled, covered, deleted and restored."""

from playwright.sync_api import Page, expect

from tests.support.authors import content
from tests.support.browser import OpenPage, until
from tests.support.looks import EVERY_SIZE, PHONE, STILL, look_at
from tests.support.media import image
from tests.support.studio_pages import Studio


def of_menu(page: Page, title: str, item: str) -> None:
    page.get_by_role("button", name=f"More actions: {title}").click()
    page.get_by_role("menuitem", name=item).click()


def cards(page: Page) -> list[str]:
    return page.locator("article h2").all_inner_texts()


def test_a_quiz_is_deleted_with_what_belongs_to_it_and_restored(ada: OpenPage) -> None:
    page = ada()
    Studio(page).quiz("To be deleted", content("one"), content("two"))
    page.reload()

    of_menu(page, "To be deleted", "Delete")
    dialog = page.get_by_role("dialog", name="Delete “To be deleted”?")
    expect(dialog.get_by_text("2 questions")).to_be_visible()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    dialog.get_by_role("button", name="Delete quiz").click()
    expect(page.get_by_role("link", name="To be deleted")).to_have_count(0)
    assert page.request.get("/api/quizzes/to-be-deleted").status == 404
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="To be deleted").first).to_be_visible()

    of_menu(page, "To be deleted", "Delete")
    page.get_by_role("button", name="Delete quiz").click()
    page.get_by_label("Show", exact=True).select_option("deleted")
    expect(page.get_by_text("Permanently removed on")).to_be_visible()
    page.get_by_role("button", name="Restore: To be deleted").click()
    expect(page.get_by_text("Nothing deleted")).to_be_visible()
    assert page.request.get("/api/quizzes/to-be-deleted").ok


def test_labels_sort_and_filter_the_list(ada: OpenPage) -> None:
    page = ada()
    studio = Studio(page)
    for title in ("Zebras", "Ants"):
        studio.quiz(title, content("one", prompt=f"Where do {title.lower()} live?"))
    page.reload()

    of_menu(page, "Zebras", "Labels")
    dialog = page.get_by_role("dialog", name="Labels of “Zebras”")
    dialog.get_by_label("New label").fill("Animals, 7b")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.get_by_label("Label", exact=True).select_option("7b")
    expect(page.locator("article")).to_have_count(1)
    page.get_by_label("Label", exact=True).select_option("")
    page.get_by_label("Sort by").select_option("name")
    page.get_by_label("Search quizzes").fill("live where")
    expect(page.locator("article h2")).to_have_text(["Ants", "Zebras"])


def test_a_cover_is_uploaded_and_seen_by_players(ada: OpenPage) -> None:
    page = ada()
    Studio(page).quiz("Covered", content("one"))
    page.reload()

    of_menu(page, "Covered", "Change cover")
    dialog = page.get_by_role("dialog", name="Cover of “Covered”")
    expect(dialog.locator("svg").first).to_be_visible()
    dialog.get_by_label("Choose image").set_input_files(
        {"name": "cover.png", "mimeType": "image/png", "buffer": image("PNG", (500, 300))}
    )
    expect(dialog).to_be_hidden()
    expect(page.locator("article img").first).to_be_visible()
    page.get_by_role("link", name="Play: Covered").click()
    expect(page.locator('.quiz-cover img[src="/api/quizzes/covered/cover"]')).to_be_visible()


def test_a_card_says_how_a_quiz_stands_and_offers_what_comes_next(ada: OpenPage) -> None:
    page = ada()
    studio = Studio(page)
    studio.quiz("Only begun", content("one"), publish=False)
    out = studio.quiz("Is out", content("one"))
    page.reload()

    begun = page.get_by_role("article").filter(has_text="Only begun")
    expect(begun.get_by_text("Draft", exact=True)).to_be_visible()
    expect(begun.get_by_role("link", name="Edit: Only begun")).to_be_visible()
    expect(begun.get_by_role("link", name="Play: Only begun")).to_have_count(0)
    card = page.get_by_role("article").filter(has_text="Is out")
    expect(card.get_by_text("Published", exact=True)).to_be_visible()
    card.get_by_role("button", name="Share: Is out").click()
    expect(page.get_by_role("dialog")).to_contain_text("Is out")
    page.keyboard.press("Escape")
    studio.send("POST", f"/quizzes/{out['id']}/draft/questions", {"content": content("two")})
    page.reload()
    expect(card.get_by_text("Unpublished changes", exact=True)).to_be_visible()
    card.get_by_role("link", name="Results: Is out").click()
    expect(page).to_have_url(f"{page.url.partition('/studio')[0]}/studio/quiz/{out['id']}/results")


def test_covers_keep_their_height_on_a_phone(ada: OpenPage) -> None:
    page = ada(path=None, viewport=PHONE)
    Studio(page).quiz("Covered on a phone", content("one"))
    page.goto("/studio")
    cover = page.locator("article .quiz-cover").first
    expect(cover).to_be_visible()
    # The players' pages, which have covers too, are fetched when there is time.
    until(page, "document.querySelector('link[href*=\"/later.\"]')?.sheet")

    box = cover.bounding_box()
    assert box
    assert round(box["width"] / box["height"], 1) == 3.0


def test_the_dialogs_are_accessible_at_every_size(ada: OpenPage) -> None:
    page = ada(path=None, **STILL)
    Studio(page).quiz("Looked at", content("one"))
    page.goto("/studio")
    for item in ("Labels", "Change cover", "Delete"):
        of_menu(page, "Looked at", item)
        expect(page.get_by_role("dialog")).to_be_visible()
        look_at(page, *EVERY_SIZE)
        page.keyboard.press("Escape")
    page.get_by_label("Show", exact=True).select_option("archived")
    expect(page.get_by_text("Nothing archived")).to_be_visible()
    look_at(page, *EVERY_SIZE)


def by_keys(page: Page, title: str, item: str) -> None:
    """Choose something from the menu of a card, without the mouse."""
    page.get_by_role("button", name=f"More actions: {title}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    while not page.get_by_role("menuitem", name=item).evaluate("e => e === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_the_focus_moves_on_when_a_card_leaves_the_list(ada: OpenPage) -> None:
    page = ada(path=None)
    studio = Studio(page)
    for title in ("Leaves C", "Leaves B", "Leaves A"):  # the last edited one comes first
        studio.quiz(title, content("one"))
    page.goto("/studio")
    page.get_by_label("Search quizzes").fill("Leaves")
    expect(page.locator("article")).to_have_count(3)

    by_keys(page, "Leaves B", "Archive")
    expect(page.get_by_role("link", name="Leaves C", exact=True)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("link", name="Leaves B", exact=True)).to_be_focused()

    *_, before, last = cards(page)
    by_keys(page, last, "Delete")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    expect(page.get_by_role("button", name="Delete quiz")).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=before, exact=True)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("link", name=last, exact=True)).to_be_focused()

    for title in ("Leaves A", "Leaves B", "Leaves C"):
        by_keys(page, title, "Archive")
        expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Clear search and filters")).to_be_focused()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Leaves C", exact=True)).to_be_focused()


def test_undo_by_keys_leaves_fields_alone(ada: OpenPage) -> None:
    page = ada(path=None)
    Studio(page).quiz("Typed over", content("one"))
    page.goto("/studio")
    of_menu(page, "Typed over", "Archive")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    page.get_by_label("Search quizzes").press("Control+z")

    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert page.get_by_role("link", name="Typed over", exact=True).count() == 0
