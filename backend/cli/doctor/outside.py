"""Popquiz as a player's browser meets it: through the user's own proxy, if there is one."""

import json
import re
import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ...api.client import SECURITY_HEADERS
from .finding import Finding, clock

TIMEOUT = 10.0  # seconds
FORGED = "203.0.113.66"
"""An address that nobody has (RFC 5737)."""
PROBLEM = "application/problem+json"

# What to tell the proxy.
ADDRESS_FIX = (
    "Name the proxy in TRUSTED_PROXIES, and let it pass the client on: nginx"
    " `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`;"
    " Caddy and Traefik do so by themselves."
)
SCHEME_FIX = (
    "Name the proxy in TRUSTED_PROXIES, and let it pass the scheme on: nginx"
    " `proxy_set_header X-Forwarded-Proto $scheme;`; Caddy and Traefik do so by themselves."
)
HEADERS_FIX = (
    "The proxy must not remove or add it: nginx, no `proxy_hide_header` or `add_header` for it;"
    " Caddy, no `header` line for it; Traefik, no `headers` middleware that sets it."
)
ERRORS_FIX = (
    "The proxy must pass errors on: nginx `proxy_intercept_errors off;`;"
    " Caddy, no `handle_response`; Traefik, no `errors` middleware."
)
BODIES_FIX = (
    "Let bodies of 16 kB pass: nginx `client_max_body_size 64k;`;"
    " Caddy `request_body { max_size 64KB }`; Traefik, `buffering.maxRequestBodyBytes=65536`."
)
ENCODING_FIX = (
    "Let the proxy pass Accept-Encoding on, or compress: nginx, no"
    ' `proxy_set_header Accept-Encoding "";`, or `gzip on; gzip_types *;`;'
    " Caddy `encode zstd gzip`; Traefik, the `compress` middleware."
)
CACHING_FIX = (
    "The proxy must heed Cache-Control: nginx, no `proxy_ignore_headers` and no `expires`;"
    " Caddy, no `header Cache-Control`; Traefik, no `headers` middleware that sets it."
)


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")


class Site:
    """The site at a URL, asked without following redirects."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is no http or https URL")
        self.https = parts.scheme == "https"
        self.host = parts.hostname
        self.port = parts.port
        self.prefix = parts.path.rstrip("/")
        self.days_left: int | None = None

    def ask(
        self, path: str, body: bytes | None = None, https: bool | None = None, **headers: str
    ) -> Answer:
        """Raises OSError or HTTPException."""
        secure = self.https if https is None else https
        port = self.port if secure is self.https else None
        kind = HTTPSConnection if secure else HTTPConnection
        connection = kind(self.host, port, timeout=TIMEOUT)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.connect()
            if isinstance(connection.sock, ssl.SSLSocket):
                self._read_certificate(connection.sock)
            method = "GET" if body is None else "POST"
            connection.request(method, f"{self.prefix}{path}", body, names)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def _read_certificate(self, connection: ssl.SSLSocket) -> None:
        certificate: Any = connection.getpeercert()  # Any: nested tuples
        ends = ssl.cert_time_to_seconds(certificate["notAfter"])
        self.days_left = int((ends - time.time()) // 86400)


def outside(url: str, commit: str) -> Iterator[Finding]:
    """Ask the site at `url`, which should be the one whose release is of `commit`."""
    try:
        site = Site(url)
        version = site.ask("/api/version")
        told = json.loads(version.body)
        found = told["commit"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        yield Finding(
            "fail",
            "reach",
            f"no Popquiz answers at {url} ({error})",
            "Does the name lead to this host, is the port open, does the proxy pass /api/ on?",
        )
        return
    if found == commit:
        yield Finding("ok", "reach", f"release {told['version']}, commit {found}")
    else:
        yield Finding(
            "warn",
            "reach",
            f"commit {found} answers there, not {commit}",
            "Another installation, or an older release? Roll out there, or correct the URL.",
        )
    try:
        yield from _transport(site)
        yield from _identity(site)
        yield from _answers(site)
        yield from _page(site)
        if date := version.one("Date"):
            yield clock("clock outside", parsedate_to_datetime(date), "the outermost server")
    except (OSError, HTTPException, ValueError, KeyError) as error:
        yield Finding(
            "fail", "reach", f"the answers break off ({error})", "Look at the proxy's log."
        )


def _transport(site: Site) -> Iterator[Finding]:
    if not site.https:
        if not _is_public(site.host):
            yield Finding("ok", "https", "not used, and not needed inside one's own network")
            return
        yield Finding(
            "warn",
            "https",
            "not used: anyone on the way may read and change the game",
            "docker-compose.tls.yml brings certificates; or let the proxy in front have them.",
        )
        return
    days = site.days_left or 0
    level: Any = "ok" if days > 14 else "warn" if days > 3 else "fail"  # Any: a literal
    yield Finding(
        level,
        "https",
        f"the certificate is good for {days} days",
        "" if days > 14 else "Its renewal does not work: look at the log of what renews it.",
    )
    try:
        plain = site.ask("/", https=False)
    except OSError:
        yield Finding("ok", "redirect", "nothing answers plain http")
    else:
        led = plain.status in (301, 308) and plain.one("Location").startswith("https://")
        yield (
            Finding("ok", "redirect", "http leads to https")
            if led
            else Finding(
                "warn",
                "redirect",
                "http is answered, but does not lead to https",
                "nginx `return 308 https://$host$request_uri;`; Caddy does so by itself; Traefik"
                " `entrypoints.web.http.redirections.entrypoint.to=websecure`.",
            )
        )
    if not site.ask("/").one("Strict-Transport-Security"):
        yield Finding(
            "warn",
            "hsts",
            "browsers are not told to stay with https",
            'nginx `add_header Strict-Transport-Security "max-age=31536000" always;`; Caddy'
            ' `header Strict-Transport-Security "max-age=31536000"`; Traefik `headers.stsSeconds`.',
        )


def _identity(site: Site) -> Iterator[Finding]:
    told = json.loads(site.ask("/api/connection", X_Forwarded_For=FORGED).body)
    address, scheme = told["address"], told["scheme"]
    if address == FORGED:
        yield Finding(
            "fail",
            "address",
            "a client may claim any address, and so escape the limits",
            "Name only your own proxies in TRUSTED_PROXIES, and let the outermost one replace what"
            " clients send: nginx `proxy_set_header X-Forwarded-For $remote_addr;`; Caddy does so"
            " by itself; Traefik does unless `forwardedHeaders.insecure` is set.",
        )
    elif _is_public(site.host) and not _is_public(address):
        yield Finding(
            "warn", "address", f"clients are seen as {address}, the proxy's address", ADDRESS_FIX
        )
    else:
        yield Finding("ok", "address", f"you are seen as {address}")
    expected = "https" if site.https else "http"
    if scheme == expected:
        yield Finding("ok", "scheme", f"seen as {scheme}")
    else:
        yield Finding("warn", "scheme", f"{expected} is seen as {scheme}", SCHEME_FIX)


def _answers(site: Site) -> Iterator[Finding]:
    json_type = "application/json"
    missing = site.ask("/api/no-such-thing")
    if (missing.status, missing.one("Content-Type")) == (404, PROBLEM):
        yield Finding("ok", "errors", "reach the player as they are")
    else:
        yield Finding(
            "fail",
            "errors",
            f"a missing thing is {missing.status} {missing.one('Content-Type')}",
            ERRORS_FIX,
        )
    small = json.dumps({"x": "x" * 15_000}).encode()
    large = json.dumps({"x": "x" * 20_000}).encode()
    path = "/api/quizzes/no-such-quiz/attempts"
    passed = site.ask(path, small, Content_Type=json_type)
    refused = site.ask(path, large, Content_Type=json_type)
    if passed.status == 413:
        yield Finding("fail", "bodies", "15 kB are refused on the way", BODIES_FIX)
    elif (refused.status, refused.one("Content-Type")) != (413, PROBLEM):
        yield Finding(
            "warn",
            "bodies",
            f"20 kB get {refused.status} {refused.one('Content-Type')}, not from Popquiz",
            BODIES_FIX,
        )
    else:
        yield Finding("ok", "bodies", "16 kB pass, more is refused by Popquiz")
    listed = site.ask("/api/quizzes")
    if listed.one("Cache-Control") != "no-store" or listed.one("Age"):
        yield Finding("fail", "api caching", "answers of the API are cached", CACHING_FIX)
    else:
        yield Finding("ok", "api caching", "answers of the API are never cached")


def _page(site: Site) -> Iterator[Finding]:
    page = site.ask("/")
    wrong = [name for name, value in SECURITY_HEADERS.items() if page.all(name) != [value]]
    if wrong:
        yield Finding(
            "fail", "headers", f"changed, doubled or missing: {', '.join(wrong)}", HEADERS_FIX
        )
    else:
        yield Finding("ok", "headers", "the security headers arrive as they were sent")
    if page.all("Set-Cookie"):
        yield Finding(
            "warn",
            "cookies",
            "something on the way sets a cookie; Popquiz sets none",
            "Tell your players why, or turn it off (Traefik: `sticky.cookie`).",
        )
    else:
        yield Finding("ok", "cookies", "none")
    script = re.search(rb'src="(/assets/[^"]+\.js)"', page.body)
    if not script:
        yield Finding(
            "fail", "page", f"/ is {page.status} and not Popquiz's page", "Pass / on, too."
        )
        return
    asset = site.ask(script[1].decode(), Accept_Encoding="gzip, br, zstd")
    encoding = asset.one("Content-Encoding")
    yield (
        Finding("ok", "compression", encoding)
        if encoding
        else Finding("warn", "compression", "the client arrives uncompressed", ENCODING_FIX)
    )
    kept = "immutable" in asset.one("Cache-Control") and page.one("Cache-Control") == "no-cache"
    yield (
        Finding("ok", "caching", "assets are kept, the page is asked for anew")
        if kept
        else Finding(
            "warn",
            "caching",
            f"page: {page.one('Cache-Control') or 'not said'}; assets:"
            f" {asset.one('Cache-Control') or 'not said'}",
            CACHING_FIX,
        )
    )


def _is_public(host: str) -> bool:
    """A public address, or a name that may lead to one."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(
            (".local", ".internal", ".localhost", ".home.arpa")
        )
