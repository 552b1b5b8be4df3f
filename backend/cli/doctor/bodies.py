"""Bodies: what players and authors send comes through, and what is larger is refused by Popquiz."""

import json
from collections.abc import Iterator
from http.client import HTTPException

from .finding import Finding
from .site import PROBLEM, Answer, Site

BODIES_FIX = (
    "Let bodies of 9 MB pass, Popquiz bounds each itself: nginx `client_max_body_size 9m;`;"
    " Caddy `request_body { max_size 9MiB }`; Traefik, `buffering.maxRequestBodyBytes=9437184`."
)
ANSWER_FIX = (
    "The proxy must pass /api/ on whole, and the answers back: nginx, one `proxy_pass` for all and"
    " `proxy_intercept_errors off;`; Caddy, one `reverse_proxy` and no `handle_response`; Traefik,"
    " no middleware that answers by itself, such as `errors`."
)


def bodies(site: Site) -> Iterator[Finding]:
    """What players send, what authors send, and files. Nobody is signed in: nothing is stored."""
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
        return Finding("fail", "bodies", "15 kB are refused on the way", BODIES_FIX)
    if (refused.status, refused.one("Content-Type")) != (413, PROBLEM):
        told = f"20 kB get {_told(refused)}, not from Popquiz"
        return Finding("warn", "bodies", told, BODIES_FIX)
    return Finding("ok", "bodies", "16 kB pass, more is refused by Popquiz")


def _of_authors(site: Site, subject: str, path: str, media_type: str, megabytes: int) -> Finding:
    """Where it came through, the application says that nobody is signed in."""
    body = b" " * (megabytes * 1_000_000)
    try:
        answer = site.ask(path, body, Content_Type=media_type)
    except (OSError, HTTPException) as error:
        told = f"{megabytes} MB break off on the way ({error})"
        return Finding("fail", subject, told, BODIES_FIX)
    if (answer.status, answer.one("Content-Type")) == (401, PROBLEM):
        return Finding("ok", subject, f"{megabytes} MB of an author's pass")
    if answer.status == 413:
        return Finding("fail", subject, f"{megabytes} MB are refused on the way", BODIES_FIX)
    told = f"{megabytes} MB get {_told(answer)}, not 401 from Popquiz"
    return Finding("warn", subject, told, ANSWER_FIX)


def _told(answer: Answer) -> str:
    return f"{answer.status} {answer.one('Content-Type')}".strip()
