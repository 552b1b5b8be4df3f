"""Open invitations, and revoked ones."""

from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.models import Link, User, db
from tests.support.accounts import PASSWORD, SignedIn, add_user, sign_in_as
from tests.support.api import Api
from tests.support.locks import until, waits_for_locks

JOIN = {"name": "New", "password": PASSWORD}


def invite(admin: SignedIn, email: str = "new@example.org", role: str = "author") -> str:
    """The API's address of the link."""
    link = admin.post("/users", {"email": email, "role": role}, 201)["link"]
    return f"/links/{link.removeprefix('/link/')}"


def listed(admin: SignedIn) -> list[str]:
    found = admin.get("/users/invitations")["invitations"]
    return [invitation["email"] for invitation in found]


def test_open_invitations_are_listed_without_their_links(admin: SignedIn) -> None:
    link = invite(admin, "New@example.org", "admin")

    listed = admin.get("/users/invitations")

    assert listed["next"] is None
    (invitation,) = listed["invitations"]
    assert (invitation["email"], invitation["role"]) == ("new@example.org", "admin")
    assert invitation["by"] == "Ada"
    assert invitation["expires_at"] == admin.get(link)["expires_at"]
    token = link.removeprefix("/links/")
    stored = db.session.scalars(select(Link.token_hash)).one()
    assert token not in str(listed)
    assert stored not in str(listed)


def test_invitations_are_paged(admin: SignedIn) -> None:
    for number in range(4):
        invite(admin, f"new{number}@example.org")

    first = admin.get("/users/invitations?limit=3")
    second = admin.get(f"/users/invitations?limit=3&after={first['next']}")

    assert [one["email"] for one in first["invitations"] + second["invitations"]] == [
        f"new{number}@example.org" for number in range(4)
    ]
    assert second["next"] is None


def test_used_expired_and_other_links_are_not_listed(admin: SignedIn, api: Api) -> None:
    api.post(invite(admin, "used@example.org"), JOIN)
    invite(admin, "old@example.org")
    db.session.execute(text("UPDATE link SET expires_at = now() WHERE email = 'old@example.org'"))
    db.session.commit()
    admin.post(f"/users/{admin.id}/reset", {}, 201)
    invite(admin, "open@example.org")

    assert listed(admin) == ["open@example.org"]


def test_a_revoked_invitation_creates_no_account(admin: SignedIn, api: Api) -> None:
    link, other = invite(admin), invite(admin, "other@example.org")
    found = admin.get("/users/invitations")["invitations"][0]

    admin.delete(f"/users/invitations/{found['id']}")

    assert "was revoked" in api.get(link, 404)["detail"]
    assert api.get(link, 404) == api.get(
        f"/links/{'x' * 43}", 404
    )  # does not reveal that it existed
    api.post(link, JOIN, 404)
    assert listed(admin) == ["other@example.org"]
    api.post(other, JOIN)
    admin.delete(f"/users/invitations/{found['id']}", 404)


def test_revoking_is_audited(admin: SignedIn) -> None:
    link = invite(admin, role="admin")
    admin.delete(f"/users/invitations/{admin.get('/users/invitations')['invitations'][0]['id']}")

    entry = admin.get("/audit?limit=1")["entries"][0]

    assert entry["action"] == "link.revoke"
    assert entry["actor"] == "Ada <admin@example.org>"
    assert entry["detail"] == {"whom": "new@example.org", "role": "admin"}
    assert link.removeprefix("/links/") not in str(admin.get("/audit"))


def test_only_invitations_can_be_revoked(admin: SignedIn, api: Api) -> None:
    made = admin.post(f"/users/{admin.id}/reset", {}, 201)["link"]
    used = invite(admin, "used@example.org")
    ids = [stored[:16] for stored in db.session.scalars(select(Link.token_hash))]
    api.post(used, JOIN)

    for link_id in (*ids, "0" * 16):
        admin.delete(f"/users/invitations/{link_id}", 404)
    admin.delete("/users/invitations/%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25", 422)

    assert api.get(f"/links/{made.removeprefix('/link/')}")["purpose"] == "reset"


def test_an_invitation_outlives_the_admin_who_sent_it(admin: SignedIn, app: OpenAPI) -> None:
    gone = sign_in_as(app, "admin", "gone@example.org")
    invite(gone)
    db.session.execute(text("DELETE FROM \"user\" WHERE email = 'gone@example.org'"))
    db.session.commit()

    assert admin.get("/users/invitations")["invitations"][0]["by"] is None


def test_concurrent_invitations_of_one_person_leave_one_link(admin: SignedIn, app: OpenAPI) -> None:
    admins = [admin, *(sign_in_as(app, "admin", f"{n}@example.org") for n in range(4))]
    db.session.remove()

    def race(by: SignedIn) -> int:
        return by.client.post("/api/users", json={"email": "new@example.org"}).status_code

    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(race, admins)) == [201] * 5

    assert listed(admin) == ["new@example.org"]


@pytest.mark.parametrize("first", ["revoke", "join"])
def test_joining_while_being_revoked_is_atomic(app: OpenAPI, admin: SignedIn, first: str) -> None:
    link = f"/api{invite(admin)}"
    path = f"/api/users/invitations/{admin.get('/users/invitations')['invitations'][0]['id']}"
    answers: dict[str, int] = {}

    def join() -> None:
        answers["join"] = app.test_client().post(link, json=JOIN).status_code

    def revoke() -> None:
        answers["revoke"] = admin.client.delete(path).status_code

    # A third transaction locks the link for a moment, so that both wait, in this order.
    threads: list[Thread] = []
    with db.engine.connect() as holder:
        holder.execute(text("SELECT 1 FROM link FOR UPDATE"))
        for act in [revoke, join] if first == "revoke" else [join, revoke]:
            threads.append(Thread(target=act))
            threads[-1].start()
            until(lambda: waits_for_locks() == len(threads))
    for thread in threads:
        thread.join()

    db.session.rollback()
    joined = db.session.scalar(select(func.count()).where(User.email == "new@example.org"))
    assert answers == (
        {"revoke": 204, "join": 404} if first == "revoke" else {"join": 200, "revoke": 404}
    )
    assert joined == (0 if first == "revoke" else 1)


def test_an_address_with_an_account_is_not_invited(admin: SignedIn) -> None:
    add_user("new@example.org")

    admin.post("/users", {"email": "new@example.org"}, 409)
    assert listed(admin) == []
