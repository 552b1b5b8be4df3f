"""Sign in through an identity provider: OpenID Connect, authorization code with PKCE.

The state of a sign-in is in a signed cookie, not in a process.
"""

import secrets
from typing import Any, Literal

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy import exists, select

from ..audit import audit
from ..document.storable import storable
from ..models import User, db
from ..names import MAX_LENGTH, clean_name
from .identity import Email
from .links import new_user
from .settings import Oidc

TIMEOUT = 3.5  # seconds; four such requests fit into the limit of one of ours
ENDPOINTS = ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"]
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
FAILURES = (
    *(AuthlibBaseError, JoseError, requests.RequestException),
    *(KeyError, TypeError, ValueError, RuntimeError),
)
Why = Literal["failed", "unverified", "domain", "unknown", "unproven", "disabled"]
log = structlog.get_logger(__name__)


class Refused(Exception):
    """The provider's response does not allow a sign-in; the page says why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Pending(BaseModel):
    """The state that the browser keeps during the sign-in."""

    state: str
    nonce: str
    verifier: str


class Claims(BaseModel):
    """The provider's claims about a user."""

    subject: str
    """Issuer and subject: the only claim that never changes."""
    email: str | None
    verified: bool
    name: str | None


def begin(oidc: Oidc, callback: str) -> tuple[str, Pending]:
    """Return the URL to redirect to, and the state to verify on return. Raises Refused."""
    try:
        asked = Provider(oidc).create_authorization_url(callback, nonce=secrets.token_urlsafe(24))
    except FAILURES as error:
        raise _failed(error) from error
    pending = Pending(state=asked["state"], nonce=asked["nonce"], verifier=asked["code_verifier"])
    return asked["url"], pending


def claims_of(oidc: Oidc, callback: str, pending: Pending, answer: str) -> Claims:
    """Return the user's claims; `answer` is the full URL of the callback. Raises Refused."""
    provider = Provider(oidc)
    try:
        token = provider.fetch_access_token(
            callback,
            authorization_response=answer,
            state=pending.state,
            code_verifier=pending.verifier,
        )
        # Without these options Authlib accepts any audience that names us as the authorized party.
        expected = {"iss": {"value": oidc.issuer}, "aud": {"value": oidc.client_id}}
        claims = provider.parse_id_token(token, pending.nonce, expected, leeway=60)
        if "email" not in claims and "userinfo_endpoint" in provider.server_metadata:
            userinfo = provider.userinfo(token=token)
            if userinfo["sub"] != claims["sub"]:
                raise ValueError("userinfo is about a different subject")
            claims = {**userinfo, **claims}
        for name in ("sub", "email", "name"):
            storable(claims.get(name))  # a Fault is a ValueError
    except FAILURES as error:
        raise _failed(error) from error
    return Claims(
        subject=f"{oidc.issuer} {claims['sub']}",
        email=_email(claims.get("email")),
        verified=claims.get("email_verified") is True,
        name=str(claims.get("name") or "") or None,
    )


def user_for(oidc: Oidc, claims: Claims) -> User:
    """Return the user with this subject, on the first sign-in by address. Raises Refused.

    Only verified addresses count: otherwise anyone could claim to be anyone.
    """
    user = db.session.scalar(select(User).where(User.oidc_subject == claims.subject))
    if not claims.verified or claims.email is None:
        raise Refused("unverified")
    domain = claims.email.rpartition("@")[2]
    if oidc.allowed_domains and domain not in oidc.allowed_domains:
        raise Refused("domain")
    if user is None:
        user = _first_sign_in(oidc, claims, claims.email)
    if user.disabled_at:
        raise Refused("disabled")
    return user


def _first_sign_in(oidc: Oidc, claims: Claims, email: str) -> User:
    """Create the account, or link the existing one to the provider's subject."""
    user = db.session.scalar(select(User).where(User.email == email))
    if user is None:
        # The first user is an admin, created through the setup link.
        if not oidc.create or not db.session.scalar(select(exists(select(User.id)))):
            raise Refused("unknown")
        user = new_user(email, _name(claims, email), "author", None)
    elif user.oidc_subject is not None:
        raise Refused("unknown")  # at the provider, the address now has another owner
    elif user.email_unproven:
        raise Refused("unproven")  # an author may have set an address that is not theirs
    user.oidc_subject = claims.subject
    audit(user, "user.oidc")
    return user


def _name(claims: Claims, email: str) -> str:
    try:
        return clean_name((claims.name or "")[:MAX_LENGTH])
    except ValueError:
        return email.partition("@")[0][:MAX_LENGTH]


def _email(given: object) -> str | None:
    try:
        return TypeAdapter(Email).validate_python(given)
    except ValidationError:
        return None


class Session(OAuth2Session):  # type: ignore[misc]  # authlib has no types
    """Trusts the authorities in a file; without one, those of requests."""

    def __init__(self, *, ca_file: str | None, **options: Any) -> None:  # Any: authlib's own
        super().__init__(default_timeout=TIMEOUT, **options)
        self.ca_file = ca_file

    def request(self, *arguments: Any, **options: Any) -> requests.Response:  # Any: requests' own
        # Not as the session's `verify`, which the environment's REQUESTS_CA_BUNDLE overrides.
        answer: requests.Response = super().request(
            *arguments, verify=self.ca_file or True, **options
        )
        return answer


class Provider(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]  # authlib has no types
    """Authlib's Flask client without Flask's session, for one sign-in."""

    client_cls = Session
    server_metadata: dict[str, Any]  # Any: JSON

    def __init__(self, oidc: Oidc) -> None:
        super().__init__(
            framework=None,
            client_id=oidc.client_id,
            client_secret=oidc.client_secret,
            server_metadata_url=f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "ca_file": oidc.ca_file,
            },
        )
        self.issuer = oidc.issuer

    def load_server_metadata(self) -> dict[str, Any]:  # Any: as above
        """Load the fields we need of the metadata (OpenID Connect Discovery, section 4.3).

        Authlib treats all fields as options, including `verify` and the PKCE method, and accepts
        every algorithm that the provider lists, even `none`.
        """
        if not self.server_metadata:
            found = super().load_server_metadata()
            if found["issuer"] != self.issuer:
                raise ValueError(f"OIDC_ISSUER is {self.issuer}, not {found['issuer']}")
            self.server_metadata = {
                **{name: found[name] for name in ENDPOINTS if name in found},
                "id_token_signing_alg_values_supported": ALGORITHMS,
            }
        return self.server_metadata

    def _on_update_token(self, *_: Any, **__: Any) -> None:  # Any: nothing is kept
        """The access token is used once, for userinfo."""


def _failed(error: Exception) -> Refused:
    log.warning("identity provider failed", error=f"{type(error).__name__}: {error}")
    return Refused("failed")
