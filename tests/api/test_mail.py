"""Mails, through a real SMTP server on this machine."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from flask_openapi3 import OpenAPI

from backend.accounts.settings import Accounts
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.api import Api
from tests.support.mail import SITE, Box
from tests.support.ports import free_port


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, server.port
    server.stop()


def link_in(body: str) -> str:
    found = re.search(rf"{SITE}/link/([\w-]{{43}})\s", body)
    assert found, body
    return f"/links/{found[1]}"


def test_an_invitation_is_mailed(
    app: OpenAPI, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    admin = sign_in_as(app, "admin")

    made = admin.post("/users", {"email": "new@example.org"}, 201)

    to, message, body = box[0].next()
    assert made["mailed"] is True
    assert made["link"].startswith(f"{SITE}/link/")
    assert to == ["new@example.org"]
    assert message["From"] == "Popquiz <quiz@example.org>"
    assert "Ada invites you" in body
    assert admin.get(link_in(body))["purpose"] == "invitation"


def test_only_account_holders_get_a_reset_link(
    app: OpenAPI, api: Api, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    add_user("ada@example.org")
    assert api.get("/session")["offered"]["mail"] is True

    unknown = api.post("/password-reset", {"email": "nobody@example.org"}, 202)
    known = api.post("/password-reset", {"email": "Ada@example.org"}, 202)

    assert known == unknown
    to, _message, body = box[0].next()
    assert to == ["ada@example.org"]
    assert box[0].mails.empty()
    api.post(link_in(body), {"password": "another long enough one"})
    SignedIn(app, "ada@example.org", "another long enough one")


def test_reset_mails_are_rate_limited(
    app: OpenAPI, api: Api, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    add_user("ada@example.org")
    for _ in range(4):
        api.post("/password-reset", {"email": "ada@example.org"}, 202)
        box[0].next()

    api.post("/password-reset", {"email": "ada@example.org"}, 429)


def test_the_old_address_is_notified_of_a_change(
    app: OpenAPI, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    author, admin = sign_in_as(app, "author"), sign_in_as(app, "admin")

    author.patch("/account", {"email": "second@example.org", "old_password": PASSWORD})
    to, message, body = box[0].next()
    assert to == ["author@example.org"]
    assert message["Subject"] == "Your address at Popquiz was changed"
    assert "was changed by someone with your password at" in body

    admin.patch(f"/users/{author.id}", {"email": "third@example.org"})
    to, _message, body = box[0].next()
    assert to == ["second@example.org"]
    assert "was changed by Ada, an admin, at" in body
    assert "third" not in body  # the old address must not learn the new one

    author = SignedIn(app, "third@example.org")
    author.patch("/account", {"name": "Ada Lovelace"})
    author.patch("/account", {"password": "another long enough one", "old_password": PASSWORD})
    admin.patch(f"/users/{author.id}", {"email": "third@example.org", "role": "admin"})
    assert box[0].mails.empty()


def test_change_notifications_are_rate_limited(
    app: OpenAPI, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    author = sign_in_as(app, "author")
    theirs = {"email": "victim@example.org", "old_password": PASSWORD}
    own = {"email": author.email, "old_password": PASSWORD}

    def change(number: int) -> int:
        body = own if number % 2 else theirs
        return author.client.patch("/api/account", json=body).status_code

    changed = next(number for number in range(30) if change(number) == 429)
    assert changed >= 8  # four of each
    for _ in range(changed):
        box[0].next()
    assert box[0].mails.empty()


def test_an_address_changes_even_if_mail_fails(
    app: OpenAPI, mailing: Callable[[int], None]
) -> None:
    mailing(9)
    author = sign_in_as(app, "author")

    author.patch("/account", {"email": "second@example.org", "old_password": PASSWORD})

    SignedIn(app, "second@example.org")


def test_failed_mail_is_reported_and_the_link_still_works(
    app: OpenAPI, mailing: Callable[[int], None]
) -> None:
    mailing(9)
    admin = sign_in_as(app, "admin")

    made = admin.post("/users", {"email": "new@example.org"}, 201)

    assert made["mailed"] is False
    admin.get(link_in(made["link"] + "\n"))


def test_no_mail_goes_to_a_server_without_required_encryption(
    app: OpenAPI,
    box: tuple[Box, int],
    mailing: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mailing(box[1])
    accounts: Accounts = app.config["ACCOUNTS"]
    assert accounts.mail
    strict = replace(accounts, mail=replace(accounts.mail, security="starttls"))
    monkeypatch.setitem(app.config, "ACCOUNTS", strict)
    admin = sign_in_as(app, "admin")

    assert admin.post("/users", {"email": "new@example.org"}, 201)["mailed"] is False
    assert box[0].mails.empty()


def test_password_reset_needs_a_mail_server(api: Api) -> None:
    assert "an admin can" in api.post("/password-reset", {"email": "a@example.org"}, 404)["detail"]


def test_mails_do_not_contain_the_password(
    app: OpenAPI, box: tuple[Box, int], mailing: Callable[[int], None]
) -> None:
    mailing(box[1])
    admin = sign_in_as(app, "admin")
    author = add_user("ada@example.org")

    assert admin.post(f"/users/{author}/reset", {}, 201)["mailed"] is True

    _to, message, _body = box[0].next()
    assert PASSWORD not in message.as_string()
