"""Users: created in the database, signed in through the API."""

from functools import cache
from typing import Any

from argon2 import PasswordHasher
from flask_openapi3 import OpenAPI

from backend.accounts import passwords
from backend.accounts.identity import Role
from backend.accounts.links import new_user
from backend.models import db
from tests.support.api import Api, check_status

PASSWORD = "a long enough one"
SLOW = passwords.HASHER
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""In place of the slow one of the application: 30 ms of a core for each sign-in."""


class SignedIn(Api):
    """A signed-in client that sends the CSRF token with every change, as our pages do."""

    def __init__(self, app: OpenAPI, email: str, password: str = PASSWORD) -> None:
        super().__init__(app.test_client())
        self.email = email
        state = self.post("/session", {"email": email, "password": password})
        self.id: int = state["user"]["id"]
        self.csrf: str = state["csrf_token"]
        self.client.environ_base["HTTP_X_CSRF_TOKEN"] = self.csrf

    def patch(self, path: str, body: object, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.patch(f"/api{path}", json=body), status)

    def put(self, path: str, body: object, status: int = 200) -> Any:  # Any: JSON
        return self._json(self.client.put(f"/api{path}", json=body), status)

    def delete(self, path: str, status: int = 204) -> None:
        answer = self.client.delete(f"/api{path}")
        check_status(answer, status)


def add_user(email: str, role: Role = "author", name: str = "Ada") -> int:
    """A new user with PASSWORD; the id."""
    user = new_user(email, name, role, None)
    user.password_hash = password_hash()
    db.session.commit()
    return user.id


@cache
def password_hash() -> str:
    """The hash of PASSWORD; computed once, since hashing is slow by design."""
    return passwords.hashed(PASSWORD, "", "")


def sign_in_as(app: OpenAPI, role: Role = "author", email: str = "") -> SignedIn:
    """A new user of this role, signed in."""
    email = email or f"{role}@example.org"
    add_user(email, role)
    return SignedIn(app, email)
