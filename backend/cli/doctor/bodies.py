"""Request bodies: valid sizes get through, and Popquiz itself refuses larger ones."""

import json
from collections.abc import Iterator
from http.client import HTTPException

from .finding import Finding
from .site import PROBLEM, Answer, Site

BODIES_FIX = (
    "Allow bodies of 9 MB, Popquiz limits each itself: nginx `client_max_body_size 9m;`;"
    " Caddy `request_body { max_size 9MiB }`; Traefik, `buffering.maxRequestBodyBytes=9437184`."
)
ANSWER_FIX = (
    "The proxy must forward all of /api/, and every response: nginx, one `proxy_pass` for all and"
    " `proxy_intercept_errors off;`; Caddy, one `reverse_proxy` and no `handle_response`; Traefik,"
    " no middleware that answers by itself, such as `errors`."
)


def bodies(site: Site) -> Iterator[Finding]:
    """Send bodies as players and authors do. Without a session, so nothing is stored."""
    yield _of_players(site)
    yield _of_authors(site, "studio bodies", "/api/studio/imports", "application/json", 1)
    yield _of_authors(site, "uploads", "/api/studio/media", "application/octet-stream", 9)


def _of_players(site: Site) -> Finding:
    json_type = "application/json"
    small = json.dumps({"x": "x" * 15_000}).encode()
    large = json.dumps({"x": "x" * 20_000}).encode()
    path = "/api/quizzes/no-such-quiz/attempts"
    passed = site.ask(path, small, Content_Type=json_type)
    refused = site.ask(path, large, Content_Type=json_type)
    if passed.status == 413:
        return Finding("fail", "bodies", "15 kB never reach Popquiz", BODIES_FIX)
    if (refused.status, refused.one("Content-Type")) != (413, PROBLEM):
        message = f"20 kB get {_summary(refused)}, not from Popquiz"
        return Finding("warn", "bodies", message, BODIES_FIX)
    return Finding("ok", "bodies", "16 kB pass, Popquiz refuses more")


def _of_authors(site: Site, subject: str, path: str, media_type: str, megabytes: int) -> Finding:
    """A body that gets through is answered with 401: there is no session."""
    body = b" " * (megabytes * 1_000_000)
    try:
        answer = site.ask(path, body, Content_Type=media_type)
    except (OSError, HTTPException) as error:
        message = f"the connection broke while {megabytes} MB were sent ({error})"
        return Finding("fail", subject, message, BODIES_FIX)
    if (answer.status, answer.one("Content-Type")) == (401, PROBLEM):
        return Finding("ok", subject, f"an author's {megabytes} MB pass")
    if answer.status == 413:
        return Finding("fail", subject, f"{megabytes} MB never reach Popquiz", BODIES_FIX)
    message = f"{megabytes} MB get {_summary(answer)}, not 401 from Popquiz"
    return Finding("warn", subject, message, ANSWER_FIX)


def _summary(answer: Answer) -> str:
    return f"{answer.status} {answer.one('Content-Type')}".strip()
