import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

TIMEOUT = 30.0  # seconds; longer than the server's own limits


@dataclass(frozen=True, slots=True)
class Target:
    """The site under test."""

    https: bool
    host: str
    port: int
    prefix: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Parse a URL. Raises ValueError with a sentence."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is not an http or https URL.")
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise ValueError(f"{url!r} has no valid port.") from None
        return cls(parts.scheme == "https", parts.hostname, port, parts.path.rstrip("/"))

    def is_own(self) -> bool:
        """Return whether every address of the host is this machine's or a private network's.

        Raises ValueError for a name that does not resolve.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise ValueError(f"{self.host} does not resolve: {error.strerror}.") from None
        addresses = {ip_address(str(info[4][0]).partition("%")[0]) for info in found}
        return all(address.is_loopback or address.is_private for address in addresses)

    def connect(self) -> HTTPConnection:
        kind = HTTPSConnection if self.https else HTTPConnection
        return kind(self.host, self.port, timeout=TIMEOUT)
