"""A small HTTP client for thousands of connections in one thread: asyncio, keep-alive, JSON."""

import asyncio
import json
import ssl
from typing import Any, NamedTuple

from .target import TIMEOUT, Target


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    """By lower-case name."""
    content: Any  # Any: JSON; None without a body


class Connection:
    """One connection, opened when it is needed and again when it was closed."""

    def __init__(self, target: Target, source: str | None = None) -> None:
        """`source`: the address to connect from; None: the system's choice."""
        self.target, self.source = target, source
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answered:  # Any: JSON
        """Send a request and return its response. Raises OSError, also for one that is cut off."""
        async with asyncio.timeout(TIMEOUT):
            try:
                return await self._ask(method, path, body, headers or {})
            except (OSError, EOFError, ValueError, IndexError) as error:
                self.close()
                raise OSError(type(error).__name__) from error

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _ask(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> Answered:  # Any: JSON
        target = self.target
        if self._streams is None:
            secure = ssl.create_default_context() if target.https else None
            self._streams = await asyncio.open_connection(
                *(target.host, target.port),
                ssl=secure,
                local_addr=(self.source, 0) if self.source else None,
            )
        reader, writer = self._streams
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {target.prefix}/api{path} HTTP/1.1", f"Host: {target.host}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        lines += ["User-Agent: popquiz-loadtest", "", ""]
        writer.write("\r\n".join(lines).encode() + content)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        found = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
        found = {name.lower(): value for name, value in found.items()}
        raw = await _body(reader, found, status)
        if found.get("connection", "").lower() == "close":
            self.close()
        return Answered(status, found, json.loads(raw) if raw else None)


async def _body(reader: asyncio.StreamReader, headers: dict[str, str], status: int) -> bytes:
    if status in (204, 304):
        return b""
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding") != "chunked":
        return await reader.read()
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
