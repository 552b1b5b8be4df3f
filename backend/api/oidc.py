"""Sign-in through the identity provider. The browser visits these routes, so they redirect.

The callback is the only GET that writes: the protocol requires a GET.
"""

from datetime import timedelta
from http import HTTPStatus

from flask import Response, current_app, request
from flask_openapi3 import Tag
from itsdangerous import BadData, URLSafeTimedSerializer

from ..accounts import sessions
from ..accounts.settings import Oidc
from ..audit import audit
from ..errors.accounts import NoIdentityProvider
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .signed_in import cookie_name, drop_cookie, set_cookie, token

api = LazyBlueprint(
    "oidc", __name__, url_prefix="/api/session/oidc", abp_tags=[Tag(name="Session")]
)
PENDING = "-oidc"
"""Ends the name of the cookie for a sign-in that has begun."""
LASTS = timedelta(minutes=10)
STUDIO, SIGN_IN = "/studio", "/studio/sign-in"
GOES = {302: {"description": "Redirect"}, **documented(HTTPStatus.NOT_FOUND)}


@api.get("", responses=GOES)
def begin() -> Response:
    """Redirect to the identity provider"""
    from ..accounts import oidc  # noqa: PLC0415  (slow to import)

    provider = _provider()
    try:
        url, pending = oidc.begin(provider, _callback())
    except oidc.Refused as refused:
        return _to(f"{SIGN_IN}?refused={refused.why}")
    answer = _to(url)
    set_cookie(answer, _signer().dumps(pending.model_dump()), PENDING, LASTS)
    return answer


@api.get("/callback", responses=GOES)
def end() -> Response:
    """Return from the identity provider, signed in or with a reason for refusal"""
    from ..accounts import oidc  # noqa: PLC0415  (slow to import)

    provider = _provider()
    try:
        pending = oidc.Pending.model_validate(
            _signer().loads(
                request.cookies.get(cookie_name() + PENDING, ""), max_age=int(LASTS.total_seconds())
            )
        )
        claims = oidc.claims_of(provider, _callback(), pending, request.url)
        user = oidc.user_for(provider, claims)
    except BadData:  # expired or forged
        answer = _to(f"{SIGN_IN}?refused=failed")
    except oidc.Refused as refused:
        answer = _to(f"{SIGN_IN}?refused={refused.why}")
    else:
        if token():
            sessions.end(token())
        fresh = sessions.begin(user, request.user_agent.string)
        audit(user, "session.begin", oidc=True)
        db.session.commit()
        answer = _to(STUDIO)
        set_cookie(answer, fresh)
    drop_cookie(answer, PENDING)
    return answer


def _provider() -> Oidc:
    provider: Oidc | None = current_app.config["ACCOUNTS"].oidc
    if provider is None:
        raise NoIdentityProvider
    return provider


def _callback() -> str:
    site = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return f"{site}{api.url_prefix}/callback"


def _signer() -> URLSafeTimedSerializer:
    config = current_app.config
    keys = [*(config["SECRET_KEY_FALLBACKS"] or []), config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="oidc")


def _to(url: str) -> Response:
    answer = Response(status=HTTPStatus.FOUND)
    answer.headers["Location"] = url
    answer.headers["Cache-Control"] = "no-store"
    return answer
