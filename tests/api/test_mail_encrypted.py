"""Mails over STARTTLS and TLS, through a real SMTP server, inspecting every byte on the wire."""

import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from select import select
from socket import create_connection
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from flask_openapi3 import OpenAPI

from backend.accounts.settings import Accounts, Security
from tests.support.accounts import sign_in_as
from tests.support.certificates import Authority
from tests.support.mail import Box
from tests.support.ports import free_port

USER, PASSWORD = "quiz", "a secret of the mail server"
ENCRYPTED: list[Security] = ["starttls", "tls"]
Invite = Callable[[Security, int, Path | None], bool]
# What must not be readable on the wire; the password in plain and in SMTP's encoding (RFC 4616).
SECRETS = (
    *(b"new@example.org", b"quiz@example.org", b"/link/", b"invites you", b"AUTH PLAIN "),
    *(PASSWORD.encode(), b64encode(f"\0{USER}\0{PASSWORD}".encode())),
)


class Wire(ThreadingTCPServer):
    """Between us and the mail server: forwards and records everything."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Ends)
        self.port = port
        self.seen = bytearray()


class Ends(BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        with create_connection(("127.0.0.1", self.server.port)) as there:
            other = {self.request: there, there: self.request}
            while True:
                for end in select(list(other), [], [])[0]:
                    try:
                        data = end.recv(65536)
                        other[end].sendall(data)
                    except ConnectionError:
                        return
                    if not data:
                        return
                    self.server.seen += data


class MailServer:
    """A server that accepts mail and passwords only over TLS, unless it has no TLS."""

    def __init__(self, security: Security, certificate: Path | None = None) -> None:
        self.box = Box()
        self.passwords: list[bytes] = []
        how: dict[str, Any] = {"auth_require_tls": security == "starttls"}  # Any: aiosmtpd's
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            how["ssl_context" if security == "tls" else "tls_context"] = context
            how["require_starttls"] = security == "starttls"
        self.controller = Controller(
            self.box,
            hostname="127.0.0.1",
            port=free_port(),
            authenticator=self.authenticate,
            **how,
        )
        self.wire = Wire(self.controller.port)

    def authenticate(self, _server: Any, _session: Any, _e: Any, _how: Any, given: Any) -> Any:
        self.passwords.append(given.password)
        fits = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=fits)

    def __enter__(self) -> "MailServer":
        self.controller.start()
        Thread(target=self.wire.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.wire.shutdown()
        self.wire.server_close()
        self.controller.stop()

    def sent_in_clear(self) -> list[bytes]:
        return [secret for secret in SECRETS if secret in self.wire.seen]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def invite(app: OpenAPI, mailing: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> Invite:
    """Invite a user by mail through this port; returns whether it was mailed."""

    def invite_(security: Security, port: int, trusted: Path | None) -> bool:
        mailing(port)
        accounts: Accounts = app.config["ACCOUNTS"]
        assert accounts.mail
        mail = replace(
            accounts.mail,
            security=security,
            user=USER,
            password=PASSWORD,
            ca_file=str(trusted) if trusted else None,
        )
        monkeypatch.setitem(app.config, "ACCOUNTS", replace(accounts, mail=mail))
        made = sign_in_as(app, "admin").post("/users", {"email": "new@example.org"}, 201)
        mailed: bool = made["mailed"]
        return mailed

    return invite_


@pytest.mark.parametrize("security", ENCRYPTED)
def test_a_mail_arrives_encrypted(
    authority: Authority,
    invite: Invite,
    security: Security,
) -> None:
    with MailServer(security, authority.certificate("127.0.0.1")) as server:
        assert invite(security, server.wire.server_address[1], authority.root) is True

        to, message, body = server.box.next()

    assert to == ["new@example.org"]
    assert message["From"] == "Popquiz <quiz@example.org>"
    assert "/link/" in body
    assert server.passwords == [PASSWORD.encode()]
    assert (b"STARTTLS" in server.wire.seen) is (security == "starttls")
    assert b"\x16\x03" in server.wire.seen  # a handshake (RFC 8446, section 5.1)
    assert server.sent_in_clear() == []


@pytest.mark.parametrize("security", ENCRYPTED)
@pytest.mark.parametrize(
    ("host", "age", "trusted", "why"),
    [
        ("127.0.0.1", 0, False, "unable to get local issuer certificate"),
        ("127.0.0.2", 0, True, "IP address mismatch"),
        ("127.0.0.1", 1, True, "certificate has expired"),
    ],
)
def test_a_server_with_an_untrusted_certificate_gets_nothing(
    authority: Authority,
    invite: Invite,
    caplog: pytest.LogCaptureFixture,
    security: Security,
    host: str,
    age: int,
    trusted: bool,
    why: str,
) -> None:
    with MailServer(security, authority.certificate(host, timedelta(days=age))) as server:
        port = server.wire.server_address[1]
        assert invite(security, port, authority.root if trusted else None) is False

    assert server.wire.seen  # it was asked, no more
    assert server.sent_in_clear() == []
    assert server.passwords == []
    assert server.box.mails.empty()
    ours = [record.msg for record in caplog.records if record.name == "backend.accounts.mail"]
    (logged,) = cast(list[Any], ours)  # Any: structlog's events
    assert logged["event"] == "mail not sent"
    assert logged["server"] == "127.0.0.1"
    assert logged["error"].startswith(f"its certificate is not trusted: {why}")


@pytest.mark.parametrize("security", ENCRYPTED)
def test_a_server_without_tls_gets_nothing(invite: Invite, security: Security) -> None:
    with MailServer("none") as server:
        assert invite(security, server.wire.server_address[1], None) is False

    assert server.wire.seen
    assert server.sent_in_clear() == []
    assert server.box.mails.empty()


def test_unencrypted_mail_is_readable_on_the_wire(
    invite: Invite,
) -> None:
    with MailServer("none") as server:
        assert invite("none", server.wire.server_address[1], None) is True

    assert set(server.sent_in_clear()) == set(SECRETS) - {PASSWORD.encode()}
