"""A provider whose description, ID token and user are whatever a test sets."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from joserfc import jws
from joserfc.jwk import RSAKey

ACCESS = "an access token"
CLIENT = "popquiz"


class Forger:
    """Any: JSON, and keys of any kind."""

    def __init__(self, address: str) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.shown: list[Any] = [self.key]
        """The keys that it publishes."""
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        """Each request's path and form."""
        self.user: dict[str, Any] = {}
        self.instead: dict[str, Any] = {}
        """Other answers, by path."""
        self.token: dict[str, Any] = {"access_token": ACCESS, "token_type": "Bearer"}
        self.description: dict[str, Any] = {
            "issuer": address,
            "authorization_endpoint": f"{address}/authorize",
            "token_endpoint": f"{address}/token",
            "jwks_uri": f"{address}/keys",
            "userinfo_endpoint": f"{address}/user",
        }

    def say(self, expected: str, **changes: Any) -> None:
        """Sign an ID token with `changes` to an honest one; None leaves a claim out."""
        self.token["id_token"] = self.signed(self.claims(expected, **changes))

    def claims(self, expected: str, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        honest = {
            "iss": self.description["issuer"],
            "sub": "ada",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": expected,
            "email": "ada@example.org",
            "email_verified": True,
        }
        return {name: value for name, value in {**honest, **changes}.items() if value is not None}

    def signed(self, claims: dict[str, Any], key: Any = None, algorithm: str = "RS256") -> str:
        header = {"alg": algorithm, "kid": (key or self.key).kid}
        # jwt.encode() would refuse lone surrogates, which JSON can escape.
        payload = json.dumps(claims).encode()
        return jws.serialize_compact(header, payload, key or self.key, [algorithm])

    def answer(self, path: str) -> Any:
        if path in self.instead:
            return self.instead[path]
        return {
            "/.well-known/openid-configuration": self.description,
            "/keys": {"keys": [key.as_dict(private=False) for key in self.shown]},
            "/token": self.token,
            "/user": self.user,
        }[path]


@contextmanager
def running() -> Iterator[Forger]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            forger.asked.append((self.path, parse_qs(self.rfile.read(length).decode())))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(forger.answer(self.path)).encode())

        do_POST = do_GET  # noqa: N815  (the base class's name)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        forger = Forger(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield forger
        server.shutdown()
