"""A small HTTP client for thousands of connections in one thread: asyncio, keep-alive, JSON.

On asyncio's transports rather than its streams, which take twice the time: a server on the same
machine would have that much less.
"""

import asyncio
import json
import re
import ssl
from functools import cache
from typing import Any, NamedTuple

from .target import TIMEOUT, Target

WITHOUT_BODY = (204, 304)


class Answered(NamedTuple):
    """A response. It is parsed where that is needed: most say only that nothing has changed."""

    status: int
    head: str
    body: bytes = b""

    def header(self, name: str) -> str | None:
        found = _header(name).search(self.head)
        return found and found[1]

    @property
    def content(self) -> Any:  # Any: JSON; None without a body
        """Raises ValueError if it is no JSON."""
        return json.loads(self.body) if self.body else None


@cache
def _header(name: str) -> re.Pattern[str]:
    return re.compile(rf"\n{name}: ([^\r]*)", re.I)


class Connection:
    """One connection, opened when it is needed and again when it was closed."""

    def __init__(self, target: Target, source: str | None = None) -> None:
        """`source`: the address to connect from; None: the system's choice."""
        self.target, self.source = target, source
        self._wire: _Wire | None = None

    async def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answered:  # Any: JSON
        """Send a request and return its response. Raises OSError, also for one that is cut off."""
        target = self.target
        lines = [f"{method} {target.prefix}{path} HTTP/1.1", f"Host: {target.host}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        content = b""
        if body is not None:
            content = json.dumps(body).encode()
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        lines += ["User-Agent: popquiz-loadtest", "", ""]
        try:
            if self._wire is None or self._wire.lost:
                async with asyncio.timeout(TIMEOUT):
                    self._wire = await self._open()
            answered = await self._wire.exchange("\r\n".join(lines).encode() + content)
        except (OSError, ValueError) as error:
            self.close()
            raise OSError(type(error).__name__) from error
        if answered.header("connection") == "close":
            self.close()
        return answered

    async def _open(self) -> "_Wire":
        target = self.target
        _, wire = await asyncio.get_running_loop().create_connection(
            _Wire,
            *(target.host, target.port),
            ssl=_tls() if target.https else None,
            local_addr=(self.source, 0) if self.source else None,
        )
        return wire

    def close(self) -> None:
        if self._wire:
            self._wire.transport.close()
            self._wire = None


@cache
def _tls() -> ssl.SSLContext:
    """Shared: reading the authorities takes longer than a handshake."""
    return ssl.create_default_context()


class _Wire(asyncio.Protocol):
    """An open connection, on which one request is answered at a time."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._received = b""
        self._waiting: asyncio.Future[Answered] | None = None
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.lost = False
        """Whether the server closed it, as it may between two requests."""

    async def exchange(self, request: bytes) -> Answered:
        """Raises OSError or ValueError."""
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        self._deadline = loop.time() + TIMEOUT
        if self._timer is None:
            self._timer = loop.call_at(self._deadline, self._ring)
        self._received = b""
        self.transport.write(request)
        return await self._waiting

    def _ring(self) -> None:
        """One timer for all requests of the connection: each of them moves the deadline on."""
        loop = asyncio.get_running_loop()
        self._timer = None
        if loop.time() < self._deadline:
            self._timer = loop.call_at(self._deadline, self._ring)
        else:
            self._fail(TimeoutError())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  (what TCP and TLS have)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        self._look(ended=False)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        if self._timer is not None:
            self._timer.cancel()
        self._look(ended=True)
        self._fail(exc or ConnectionResetError())

    def _look(self, ended: bool) -> None:
        if self._waiting is None or self._waiting.done():
            return
        try:
            answered = parsed(self._received, ended)
        except ValueError as error:
            self._fail(error)
            return
        if answered is not None:
            self._waiting.set_result(answered)

    def _fail(self, error: Exception) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)


def parsed(received: bytes, ended: bool) -> Answered | None:
    """The response; None if it is not complete. Raises ValueError."""
    head, found, raw = received.partition(b"\r\n\r\n")
    if not found:
        return None
    answered = Answered(int(head[9:12]), head.decode("latin-1"))
    if answered.status in WITHOUT_BODY:
        return answered
    length = answered.header("content-length")
    if answered.header("transfer-encoding") == "chunked":
        body = _unchunked(raw)
    elif length is not None:
        body = raw[: int(length)] if len(raw) >= int(length) else None
    else:
        body = raw if ended else None
    return None if body is None else answered._replace(body=body)


def _unchunked(raw: bytes) -> bytes | None:
    parts: list[bytes] = []
    place = 0
    while (end := raw.find(b"\r\n", place)) >= 0:
        size = int(raw[place:end], 16)
        place = end + 2 + size + 2
        if len(raw) < place:
            return None
        if size == 0:
            return b"".join(parts)
        parts.append(raw[end + 2 : end + 2 + size])
    return None
