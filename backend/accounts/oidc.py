"""Sign in through an identity provider: OpenID Connect, authorization code with PKCE.

What has to be remembered on the way is in a signed cookie of the browser, not in a process.
"""

import secrets
from typing import Any, Literal

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy import exists, select

from ..audit import audit
from ..models import User, db
from ..names import MAX_LENGTH, clean_name
from .identity import Email
from .links import new_user
from .settings import Oidc

TIMEOUT = 3.5  # seconds; four requests of that length are less than one of ours may take
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
FAILURES = (AuthlibBaseError, JoseError, requests.RequestException, KeyError, TypeError, ValueError)
Why = Literal["failed", "unverified", "domain", "unknown", "unproven", "disabled"]
log = structlog.get_logger(__name__)


class Refused(Exception):
    """The provider's word does not sign anybody in here; the page says why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Pending(BaseModel):
    """What the browser keeps while it is at the provider's."""

    state: str
    nonce: str
    verifier: str


class Claims(BaseModel):
    """What the provider says about somebody."""

    subject: str
    """Issuer and subject: the only thing about them that never changes."""
    email: str | None
    verified: bool
    name: str | None


def begin(oidc: Oidc, callback: str) -> tuple[str, Pending]:
    """Where to send the browser, and what it has to bring back. Raises Refused."""
    pending = Pending(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
    )
    try:
        with _session(oidc, callback) as session:
            url, _state = session.create_authorization_url(
                _discover(session, oidc)["authorization_endpoint"],
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
    except FAILURES as error:
        raise _failed(error) from error
    return str(url), pending


def claims_of(oidc: Oidc, callback: str, pending: Pending, answer: str) -> Claims:
    """Who came back to the callback's full address `answer`. Raises Refused."""
    try:
        with _session(oidc, callback) as session:
            provider = _discover(session, oidc)
            token = session.fetch_token(
                provider["token_endpoint"],
                authorization_response=answer,
                state=pending.state,
                code_verifier=pending.verifier,
            )
            claims = _checked(session, oidc, provider, token, pending.nonce)
            if "email" not in claims and "userinfo_endpoint" in provider:
                told = _json(session.get(provider["userinfo_endpoint"]))
                if told["sub"] != claims["sub"]:
                    raise ValueError("the answer of userinfo is about somebody else")
                claims = {**told, **claims}
    except FAILURES as error:
        raise _failed(error) from error
    return Claims(
        subject=f"{oidc.issuer} {claims['sub']}",
        email=_email(claims.get("email")),
        verified=claims.get("email_verified") is True,
        name=str(claims.get("name") or "") or None,
    )


def user_for(oidc: Oidc, claims: Claims) -> User:
    """The user with this subject; at first by address. Raises Refused.

    An address counts only if the provider has verified it: else anybody could claim to be anybody.
    """
    user = db.session.scalar(select(User).where(User.oidc_subject == claims.subject))
    if not claims.verified or claims.email is None:
        raise Refused("unverified")
    domain = claims.email.rpartition("@")[2]
    if oidc.allowed_domains and domain not in oidc.allowed_domains:
        raise Refused("domain")
    if user is None:
        user = _meet(oidc, claims, claims.email)
    if user.disabled_at:
        raise Refused("disabled")
    return user


def _meet(oidc: Oidc, claims: Claims, email: str) -> User:
    """Somebody who comes from the provider for the first time."""
    user = db.session.scalar(select(User).where(User.email == email))
    if user is None:
        # The first user is an admin, and comes by the setup link.
        if not oidc.create or not db.session.scalar(select(exists(select(User.id)))):
            raise Refused("unknown")
        user = new_user(email, _name(claims, email), "author", None)
    elif user.oidc_subject is not None:
        raise Refused("unknown")  # their address has another owner at the provider by now
    elif user.email_unproven:
        raise Refused("unproven")  # an author waits there for whom the address belongs to
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
    """Trusts the authorities in a file; without one, those that requests knows."""

    ca_file: str | None = None

    def request(self, *arguments: Any, **options: Any) -> requests.Response:  # Any: requests' own
        # Not as the session's `verify`, which the environment's REQUESTS_CA_BUNDLE outweighs.
        answer: requests.Response = super().request(
            *arguments, verify=self.ca_file or True, **options
        )
        return answer


def _session(oidc: Oidc, callback: str) -> Session:
    session = Session(
        oidc.client_id,
        oidc.client_secret,
        token_endpoint_auth_method="client_secret_basic" if oidc.client_secret else "none",
        scope="openid email profile",
        redirect_uri=callback,
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )
    session.ca_file = oidc.ca_file
    return session


def _discover(session: Any, oidc: Oidc) -> dict[str, Any]:  # Any: authlib's session; JSON
    """The provider's own description (OpenID Connect Discovery, section 4)."""
    url = f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
    provider = _json(session.get(url, withhold_token=True))
    if provider["issuer"] != oidc.issuer:
        raise ValueError(f"OIDC_ISSUER is {oidc.issuer}, the provider says {provider['issuer']}")
    return provider


def _checked(
    session: Any, oidc: Oidc, provider: dict[str, Any], token: dict[str, Any], nonce: str
) -> dict[str, Any]:  # Any: as above
    """The claims of the ID token (OpenID Connect Core, section 3.1.3.7)."""
    found = _json(session.get(provider["jwks_uri"], withhold_token=True))
    keys = KeySet.import_key_set({"keys": found["keys"]})
    decoded = jwt.decode(
        token["id_token"],
        key=keys,
        registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False),
    )
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        {"iss": {"value": oidc.issuer}, "aud": {"value": oidc.client_id}},
        {"nonce": nonce, "client_id": oidc.client_id, "access_token": token["access_token"]},
    )
    claims.validate(leeway=60)
    return dict(claims)


def _json(answer: requests.Response) -> dict[str, Any]:  # Any: JSON
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise TypeError("not a JSON object")
    return found


def _failed(error: Exception) -> Refused:
    log.warning("identity provider", error=f"{type(error).__name__}: {error}")
    return Refused("failed")
