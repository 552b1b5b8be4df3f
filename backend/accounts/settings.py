"""Settings of accounts, mail and the identity provider; all are optional."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from ..environment import SettingsError, value

Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends our mail."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None
    sender: str
    ca_file: str | None = None
    """Certificates of the trusted authorities; None: those of the system."""


@dataclass(frozen=True, slots=True)
class Oidc:
    """An identity provider (OpenID Connect)."""

    issuer: str
    client_id: str
    client_secret: str | None
    name: str
    """Shown on the sign-in button."""
    allowed_domains: tuple[str, ...]
    """Of e-mail addresses; empty: all."""
    create: bool
    """Whether a new user becomes an author."""
    ca_file: str | None = None
    """As with mail; None: those of requests."""


@dataclass(frozen=True, slots=True)
class Accounts:
    public_url: str | None = None
    """The site's address, without a trailing slash."""
    mail: Mail | None = None
    oidc: Oidc | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Accounts":
        """Read the environment. Raises SettingsError, naming the variable and the remedy."""
        accounts = cls(_public_url(environ), _mail(environ), _oidc(environ))
        if accounts.mail and not accounts.public_url:
            raise SettingsError("SMTP_HOST needs PUBLIC_URL, which the links in mails begin with.")
        return accounts


def _public_url(environ: Mapping[str, str]) -> str | None:
    url = environ.get("PUBLIC_URL")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise SettingsError(
            f"PUBLIC_URL must be the site's address, such as https://quiz.example.org, not {url!r}."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _mail(environ: Mapping[str, str]) -> Mail | None:
    host = environ.get("SMTP_HOST")
    if not host:
        return None
    security = environ.get("SMTP_SECURITY") or "starttls"
    if security not in PORTS:
        raise SettingsError(f"SMTP_SECURITY must be starttls, tls or none, not {security!r}.")
    port = environ.get("SMTP_PORT") or str(PORTS[security])
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError(f"SMTP_PORT must be a number from 1 to 65535, not {port!r}.")
    sender = environ.get("SMTP_FROM")
    if not sender or "@" not in sender:
        raise SettingsError("SMTP_HOST needs SMTP_FROM, the address that mails come from.")
    user = environ.get("SMTP_USER") or None
    password = value(environ, "SMTP_PASSWORD")
    if user and not password:
        raise SettingsError("SMTP_USER needs SMTP_PASSWORD or SMTP_PASSWORD_FILE.")
    return Mail(host, int(port), security, user, password, sender, _ca_file(environ))


def _oidc(environ: Mapping[str, str]) -> Oidc | None:
    issuer = environ.get("OIDC_ISSUER")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise SettingsError(f"OIDC_ISSUER must begin with https://, not {issuer!r}.")
    client_id = environ.get("OIDC_CLIENT_ID")
    if not client_id:
        raise SettingsError("OIDC_ISSUER needs OIDC_CLIENT_ID.")
    create = environ.get("OIDC_CREATE") or "none"
    if create not in ("author", "none"):
        raise SettingsError(f"OIDC_CREATE must be author or none, not {create!r}.")
    domains = (environ.get("OIDC_ALLOWED_DOMAINS") or "").lower().replace(",", " ").split()
    return Oidc(
        issuer=issuer,
        client_id=client_id,
        client_secret=value(environ, "OIDC_CLIENT_SECRET") or None,
        name=environ.get("OIDC_NAME") or parts.hostname or issuer,
        allowed_domains=tuple(domain.lstrip("@") for domain in domains),
        create=create == "author",
        ca_file=_ca_file(environ),
    )


def _ca_file(environ: Mapping[str, str]) -> str | None:
    file = environ.get("CA_FILE") or None
    if file is None:
        return None
    try:
        ssl.create_default_context(cafile=file)
    except OSError as error:
        message = f"CA_FILE must be a file of certificates (PEM), not {file!r}: {error}"
        raise SettingsError(message) from None
    return file
