"""Responses of the API: errors reach the client, and caches store nothing."""

from collections.abc import Iterator

from .finding import Finding
from .site import CACHING_FIX, PROBLEM, Site

ERRORS_FIX = (
    "The proxy must pass errors on: nginx `proxy_intercept_errors off;`;"
    " Caddy, no `handle_response`; Traefik, no `errors` middleware."
)


def answers(site: Site) -> Iterator[Finding]:
    missing = site.ask("/api/no-such-thing")
    if (missing.status, missing.one("Content-Type")) == (404, PROBLEM):
        yield Finding("ok", "errors", "reach the player unchanged")
    else:
        yield Finding(
            "fail",
            "errors",
            f"an unknown path returns {missing.status} {missing.one('Content-Type')}",
            ERRORS_FIX,
        )
    listed = site.ask("/api/quizzes")
    if listed.one("Cache-Control") != "no-store" or listed.one("Age"):
        yield Finding("fail", "api caching", "responses of the API are cached", CACHING_FIX)
    else:
        yield Finding("ok", "api caching", "responses of the API are never cached")
