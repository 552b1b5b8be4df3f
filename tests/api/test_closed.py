"""Routes for authors and admins are closed to everyone else, one by one."""

import re
from collections.abc import Iterator

from flask_openapi3 import OpenAPI

from backend.api.signed_in import FOR_ADMINS, FOR_SIGNED_IN
from tests.support.accounts import SignedIn, sign_in_as

EXAMPLES = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000", "slug": "small"}
OPEN = {
    "/api/session", "/api/session/oidc", "/api/session/oidc/callback", "/api/password-reset",
    "/api/links/<string:token>", "/api/version", "/api/connection", "/api/health/live",
    "/api/health/ready", "/api/openapi.json", "/api/schema/quiz.json", "/api/docs", "/api/docs.css",
    "/api/formats", "/api/previews/page/", "/api/previews/page/quiz/<slug:slug>",
    "/api/previews/site.jpg", "/api/previews/quizzes/<slug:slug>.jpg",
    "/api/previews/icon-<int:side>.png", "/api/previews/maskable-<int:side>.png",
}  # fmt: skip
PLAYERS = (
    "/api/certificates",
    "/api/games",
    "/api/quizzes",
    "/api/attempts",
    "/api/media",
    "/api/site",
)


def closed_routes(app: OpenAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route below the closed branches."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith((*FOR_SIGNED_IN, *FOR_ADMINS)):
            path = re.sub(
                r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>",
                lambda match: EXAMPLES.get(match[1] or "", "a" * 16),
                rule.rule,
            )
            for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                yield method, path


def test_every_route_is_closed_unless_listed_as_open(app: OpenAPI) -> None:
    for rule in app.url_map.iter_rules():
        known = rule.rule in OPEN or rule.rule.startswith((*PLAYERS, *FOR_SIGNED_IN, *FOR_ADMINS))
        assert known or not rule.rule.startswith("/api/"), rule.rule


def test_closed_routes_need_a_session(app: OpenAPI) -> None:
    client = app.test_client()
    routes = list(closed_routes(app))

    assert len(routes) >= 9
    for method, path in routes:
        # Whatever is sent, JSON or not: the response only says that there is no session.
        for body in (None, b"{}", b"{"):
            answer = client.open(path, method=method, data=body, content_type="application/json")
            assert (answer.status_code, method, path) == (401, method, path)
            assert answer.mimetype == "application/problem+json"
            assert answer.headers["WWW-Authenticate"]


def test_changes_need_the_csrf_token(app: OpenAPI, admin: SignedIn) -> None:
    for headers in (
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "ü" * 64},
        {"X-CSRF-Token": admin.csrf, "Sec-Fetch-Site": "cross-site"},
        {"X-CSRF-Token": admin.csrf, "Sec-Fetch-Site": "same-site"},
        {"X-CSRF-Token": admin.csrf, "Origin": "https://evil.example"},
    ):
        for method, path in closed_routes(app):
            if method != "GET":
                answer = admin.client.open(path, method=method, json={}, headers=headers)
                assert (answer.status_code, method, path) == (403, method, path)


def test_authors_cannot_use_admin_routes(app: OpenAPI) -> None:
    author = sign_in_as(app, "author")

    for method, path in closed_routes(app):
        if path.startswith(FOR_ADMINS):
            answer = author.client.open(path, method=method, json={})
            assert (answer.status_code, method, path) == (403, method, path)


def test_signing_out_needs_the_csrf_token(admin: SignedIn) -> None:
    answer = admin.client.delete("/api/session", headers={"X-CSRF-Token": ""})

    assert answer.status_code == 403
    assert admin.get("/session")["user"]
