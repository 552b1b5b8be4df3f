"""Settings, read once from the environment. `.env.example` explains each variable."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from .accounts.settings import Accounts
from .environment import SettingsError, secret_in, value

WEAK_SECRETS = {"", "postgres", "password", "popquiz", "secret", "changeme", "changethis"}
MIN_SECRET_KEY_LENGTH = 32
MIN_PASSWORD_LENGTH = 12
ORIGIN = r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?"
"""Scheme, host and port, as a Content-Security-Policy has them. deploy/nginx/start has the same."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the application."""

    env: Literal["development", "production"]
    database_uri: URL
    secret_key: str
    secret_key_before: str | None = None
    """The previous key; what it signed is still valid."""
    password_file: Path | None = None
    """The file of the database password, if it may change while we run."""
    pooled_transactions: bool = False
    """A pooler gives each transaction any connection: no session state may outlive it."""
    commit: str = "unknown"
    media_quota: int | None = 500 * MEGABYTE
    """Bytes of images and sounds that each author may store; None: no limit."""
    frame_ancestors: tuple[str, ...] = ()
    """Origins of the sites that may embed players' pages."""
    guest_hosts: bool = True
    """Whether people without an account may host games of public quizzes."""
    accounts: Accounts = field(default_factory=Accounts)
    service_worker: bool = True
    """Whether browsers keep the client for times without a network; where `client_dist` is set."""
    client_dist: Path | None = None
    """Folder of the built client; set if no web server is in front (`make run`)."""

    @property
    def production(self) -> bool:
        return self.env == "production"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment. Raises SettingsError, naming the variable and the remedy."""
        env = environ.get("QUIZ_ENV", "production")
        if env not in ("development", "production"):
            raise SettingsError(f"QUIZ_ENV must be 'development' or 'production', not {env!r}.")
        pooler = environ.get("DATABASE_POOLER", "")
        if pooler not in ("", "transaction"):
            raise SettingsError(
                f"DATABASE_POOLER must be 'transaction' or not set, not {pooler!r}."
            )
        dist = environ.get("CLIENT_DIST")
        key_before = Path(f"{environ.get('SECRET_KEY_FILE')}.before")
        password_file = environ.get("DATABASE_PASSWORD_FILE")
        settings = cls(
            env="production" if env == "production" else "development",
            database_uri=_database_uri(environ),
            secret_key=value(environ, "SECRET_KEY") or "",
            secret_key_before=secret_in(key_before) if key_before.exists() else None,
            password_file=Path(password_file) if password_file else None,
            pooled_transactions=pooler == "transaction",
            commit=environ.get("COMMIT_HASH") or "unknown",
            media_quota=_media_quota(environ),
            frame_ancestors=_frame_ancestors(environ),
            guest_hosts=_guest_hosts(environ),
            accounts=Accounts.from_env(environ),
            service_worker=_service_worker(environ),
            client_dist=Path(dist) if dist else None,
        )
        if settings.accounts.oidc and not settings.secret_key:
            raise SettingsError("OIDC_ISSUER needs SECRET_KEY, which signs the sign-in cookie.")
        if settings.production:
            _refuse_weak_secrets(settings)
        return settings


def _database_uri(environ: Mapping[str, str]) -> URL:
    text = value(environ, "SQLALCHEMY_DATABASE_URI")
    if not text:
        raise SettingsError(
            "SQLALCHEMY_DATABASE_URI is not set: name a PostgreSQL database, such as"
            " postgresql://user:password@host/name, or start with `make run`, which brings its own."
        )
    try:
        uri = make_url(text)
    except ArgumentError:
        raise SettingsError("SQLALCHEMY_DATABASE_URI is not a database URI.") from None
    if uri.get_backend_name() != "postgresql":
        raise SettingsError(
            f"SQLALCHEMY_DATABASE_URI names {uri.get_backend_name()}: Popquiz needs PostgreSQL."
        )
    password = value(environ, "DATABASE_PASSWORD")
    if password:
        uri = uri.set(password=password)
    return uri.set(drivername="postgresql+psycopg2")


def _media_quota(environ: Mapping[str, str]) -> int | None:
    megabytes = environ.get("MEDIA_QUOTA_MB") or "500"
    if not re.fullmatch("[0-9]{1,7}", megabytes):
        raise SettingsError(f"MEDIA_QUOTA_MB must be a number of megabytes, not {megabytes!r}.")
    return int(megabytes) * MEGABYTE or None


def _service_worker(environ: Mapping[str, str]) -> bool:
    said = environ.get("SERVICE_WORKER") or "on"
    if said not in ("on", "off"):
        raise SettingsError(f"SERVICE_WORKER must be on or off, not {said!r}.")
    return said == "on"


def _guest_hosts(environ: Mapping[str, str]) -> bool:
    given = environ.get("GUEST_HOSTS") or "true"
    if given not in ("true", "false"):
        raise SettingsError(f"GUEST_HOSTS must be 'true' or 'false', not {given!r}.")
    return given == "true"


def _frame_ancestors(environ: Mapping[str, str]) -> tuple[str, ...]:
    origins = tuple(environ.get("FRAME_ANCESTORS", "").split())
    for origin in origins:
        if not re.fullmatch(ORIGIN, origin, re.ASCII | re.IGNORECASE):
            raise SettingsError(
                "FRAME_ANCESTORS must be origins such as https://lms.example.org, separated by"
                f" spaces, not {origin!r}."
            )
    return origins


def _refuse_weak_secrets(settings: Settings) -> None:
    key = settings.secret_key
    if key.lower() in WEAK_SECRETS or len(key) < MIN_SECRET_KEY_LENGTH:
        raise SettingsError(
            f"SECRET_KEY must have at least {MIN_SECRET_KEY_LENGTH} random characters in production"
            " (set SECRET_KEY or SECRET_KEY_FILE; `openssl rand -hex 32` generates one)."
        )
    host = settings.database_uri.host
    password = settings.database_uri.password or ""
    over_tcp = host is not None and not host.startswith("/")
    if over_tcp and (password.lower() in WEAK_SECRETS or len(password) < MIN_PASSWORD_LENGTH):
        raise SettingsError(
            f"The database password must have at least {MIN_PASSWORD_LENGTH} characters and not be"
            " a common one in production (DATABASE_PASSWORD, DATABASE_PASSWORD_FILE or the URI)."
        )
