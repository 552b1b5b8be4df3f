"""An author over plain HTTP, at any server: `make run`, a stack, or one elsewhere."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.support.stacks import Stack

Json = Any  # whatever the API answers
EMAIL = "ada@example.org"
PASSWORD = "correct horse staple 9"


class HttpAuthor:
    """Requests on one connection each, with the cookie of a session once it signed in."""

    def __init__(self, url: str, **headers: str) -> None:
        self.address = urlsplit(url).netloc
        self.headers = {"Origin": url, **headers}

    def post(
        self, path: str, body: bytes, media_type: str = "application/json"
    ) -> tuple[int, Json]:
        """The status, and the content if it is JSON."""
        connection = HTTPConnection(self.address, timeout=60)
        try:
            headers = {**self.headers, "Content-Type": media_type}
            connection.request("POST", f"/api{path}", body, headers)
            answer = connection.getresponse()
            cookie = answer.getheader("Set-Cookie")
            if cookie:
                self.headers["Cookie"] = cookie.partition(";")[0]
            content = answer.read()
        finally:
            connection.close()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(content) if is_json else None

    def json(self, path: str, body: Json) -> Json:
        status, found = self.post(path, json.dumps(body).encode())
        if status >= 400:
            raise SystemExit(f"POST {path}: {status} {found}")
        return found

    def sign_in(self, email: str, password: str) -> None:
        state = self.json("/session", {"email": email, "password": password})
        self.headers["X-CSRF-Token"] = state["csrf_token"]


def author_at(stack: Stack, port: int) -> HttpAuthor:
    """An author of this stack, signed in on a port of this machine. Created when first needed."""
    new = ("python", "manage.py", "create_user", EMAIL)
    entered = ("sh", "-c", f"printf '{PASSWORD}\\n{PASSWORD}\\n' | {' '.join(new)} 2>&1")
    if EMAIL not in stack.exec("web", "python", "manage.py", "list_users"):
        assert f"Created author {EMAIL}." in stack.exec("web", *entered)
    author = HttpAuthor(f"http://127.0.0.1:{port}")
    author.sign_in(EMAIL, PASSWORD)
    return author
