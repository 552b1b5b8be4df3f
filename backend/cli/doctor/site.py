"""The HTTP client of the checks from outside."""

import ssl
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPSConnection
from io import BytesIO
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

TIMEOUT = 10.0  # seconds without any progress
PROBLEM = "application/problem+json"
CACHING_FIX = (
    "The proxy must respect Cache-Control: nginx, no `proxy_ignore_headers` and no `expires`;"
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
    """The site at a URL; redirects are not followed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is not an http or https URL")
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
            self._send(connection, path, body, names)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def _send(
        self, connection: HTTPConnection, path: str, body: bytes | None, headers: dict[str, str]
    ) -> None:
        target = f"{self.prefix}{path}"
        if body is None:
            connection.request("GET", target, headers=headers)
            return
        headers = {"Content-Length": str(len(body)), **headers}
        # A server that refuses the body may respond before all of it was sent.
        with suppress(BrokenPipeError, ConnectionResetError):
            # A file is sent in chunks, and the time-out applies to each.
            connection.request("POST", target, BytesIO(body), headers)

    def _read_certificate(self, connection: ssl.SSLSocket) -> None:
        certificate: Any = connection.getpeercert()  # Any: nested tuples
        ends = ssl.cert_time_to_seconds(certificate["notAfter"])
        self.days_left = int((ends - time.time()) // 86400)


def is_public(host: str) -> bool:
    """Return whether it is a public address, or a name that may resolve to one."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(
            (".local", ".internal", ".localhost", ".home.arpa")
        )
