"""Users of the studio, and the settings of a mail server."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI

from backend.accounts.settings import Accounts, Mail
from backend.site import store
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.authors import Author, content, new_author
from tests.support.mail import SITE


@pytest.fixture
def author(app: OpenAPI) -> FlaskClient:
    """The client of a signed-in author."""
    return sign_in_as(app).client


@pytest.fixture
def admin(app: OpenAPI) -> SignedIn:
    return sign_in_as(app, "admin")


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    return new_author(app, "Ada")


@pytest.fixture
def people(app: OpenAPI, ada: Author) -> dict[str, Author]:
    """Ada's quiz, with id 1, and users with fewer and fewer rights to it."""
    ada.new_quiz(content("one"), content("two"))
    authors = {"owner": ada, "admin": new_author(app, "Root", "admin")}
    for name in ("edit", "view", "other"):
        authors[name] = new_author(app, name)
    shares = [{"email": f"{may}@example.org", "may": may} for may in ("edit", "view")]
    ada.put("/studio/quizzes/1/shares", {"shares": shares})
    return authors


@pytest.fixture
def shelf(ada: Author) -> dict[str, int]:
    """Two quizzes of Ada's: one published with a later draft, one never published."""
    cell = ada.new_quiz(
        content("atp", prompt="Which organelle makes ATP?", tags=["cell biology"], difficulty=3),
        content("ribo", prompt="What does a ribosome do?", tags=["cell biology"]),
        title="Cells",
    )
    code = ada.new_quiz(title="Code")
    ada.add(code, content("list", prompt="What does `list.append` do?", tags=["python"]))
    ada.add(code, {"id": "empty", "type": "poll"})
    return {"cell": cell, "code": code}


@pytest.fixture
def site_forgotten() -> Iterator[None]:
    """Nothing that a process keeps of the site outlives the test."""
    store.forget()
    yield
    store.forget()


@pytest.fixture
def mailing(app: OpenAPI, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the application mail through this port."""

    def mailing_(port: int) -> None:
        mail = Mail("127.0.0.1", port, "none", None, None, "Popquiz <quiz@example.org>")
        accounts = replace(Accounts(), public_url=SITE, mail=mail)
        monkeypatch.setitem(app.config, "ACCOUNTS", accounts)
        monkeypatch.setitem(app.config, "PUBLIC_URL", SITE)

    return mailing_
