"""The studio in a real browser: the keyboard, and the API without clicking."""

from typing import Any

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from backend.models import User, db
from tests.support.accounts import add_user
from tests.support.authors import content
from tests.support.browser import OpenPage
from tests.support.site import Site

PASTED = """Seats

1. What is the capital of *Australia*?
A. Sydney
B. Canberra
ANSWER: B

2. And of Canada?
A. Toronto
C. Ottawa
ANSWER: C
"""


def add_authors(site: Site) -> None:
    """Ada and Ben, unless they are there already."""
    with site.app.app_context():
        known = set(db.session.scalars(select(User.email)))
        for name in ("Ada", "Ben"):
            if email_of(name) not in known:
                add_user(email_of(name), name=name)


def email_of(name: str) -> str:
    return f"{name.lower()}@example.org"


def open_studio(
    open_page: OpenPage, name: str, path: str | None = "/studio", **options: Any
) -> Page:
    """A page for Ada or Ben: the list of quizzes, or blank where a test goes elsewhere first."""
    page = open_page(path, user=email_of(name), **options)
    if path == "/studio":
        expect(page.get_by_role("button", name="New quiz")).to_be_visible()
    return page


class Studio:
    """The API as an author's browser uses it, without clicking."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.csrf = page.request.get("/api/session").json()["csrf_token"]

    def send(self, method: str, path: str, body: object = None) -> Any:  # Any: JSON
        answer = self.page.request.fetch(
            f"/api/studio{path}", method=method, data=body, headers={"X-CSRF-Token": self.csrf}
        )
        assert answer.ok, answer.text()
        return answer.json() if answer.status != 204 else None

    def quiz(
        self, title: str, *questions: dict[str, Any], publish: bool = True
    ) -> Any:  # Any: JSON
        """A new quiz of these questions."""
        made = self.send("POST", "/quizzes", {"title": title, "names": "end"})
        for question in questions:
            self.send("POST", f"/quizzes/{made['id']}/draft/questions", {"content": question})
        if publish:
            body = {"visibility": "public"}
            self.send("POST", f"/quizzes/{made['id']}/draft/publish", body)
        return made

    def in_list(self, names: list[str], title: str, **settings: Any) -> Any:  # Any: JSON
        """A published quiz of three questions that asks for one of these names."""
        quiz = self.quiz(title, *(content(name) for name in ("one", "two", "three")))
        made = self.send("POST", "/lists", {"title": f"Class of {title}", "names": names})
        self.send("PUT", f"/quizzes/{quiz['id']}/list", {"list": made["id"]})
        draft = self.send("GET", f"/quizzes/{quiz['id']}/draft")
        changed = {**draft["fields"]["settings"], "names": "list", **settings}
        body = {"version": draft["version"], "settings": changed}
        self.send("PATCH", f"/quizzes/{quiz['id']}/draft", body)
        self.send("POST", f"/quizzes/{quiz['id']}/draft/publish", {"visibility": "unlisted"})
        return self.send("GET", f"/quizzes/{quiz['id']}")

    def prompts(self, quiz_id: int) -> list[str]:
        draft = self.send("GET", f"/quizzes/{quiz_id}/draft")
        return [question["content"]["prompt"] for question in draft["questions"]]


def saved(page: Page) -> None:
    expect(page.locator(".save-mark")).to_contain_text("Saved")


def prompt(page: Page) -> Locator:
    """The field for what the open question asks."""
    return page.get_by_role("textbox", name="Question", exact=True)


def errors(page: Page) -> Locator:
    """What is said to be wrong in the form of a question; tips are not."""
    return page.locator(".middle [data-problem].error")


FOCUSED = """() => {
    const { ariaLabel, labels, innerText } = document.activeElement
    return (ariaLabel || labels?.[0]?.innerText || innerText || '').trim()
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until something of this name has the focus."""
    for _ in range(100):
        page.keyboard.press(key)
        if str(page.evaluate(FOCUSED)).startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name!r}")
