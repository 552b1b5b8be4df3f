"""Access control for everything that only authors and admins may do.

It covers whole branches of the API (`guard`), so no route can forget it, and runs before anything
of the request is read.
"""

import hmac
from datetime import timedelta
from hashlib import sha256
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from ..accounts import sessions
from ..accounts.sessions import LASTS
from ..errors.accounts import AdminsOnly, CrossSiteRequest, SignedOut, WrongCsrfToken
from ..models import User

FOR_SIGNED_IN = ("/api/account", "/api/studio")
FOR_ADMINS = ("/api/users", "/api/audit")
READING = ("GET", "HEAD", "OPTIONS")
USER = "popquiz.user"
"""Key in the request's environ. Not in `g`, which may outlive a request."""
CSRF_HEADER = "X-CSRF-Token"


def signed_in() -> User:
    """The user who is signed in.

    Raises SignedOut without a session, and WrongCsrfToken or CrossSiteRequest if the request may
    change something but does not prove that it comes from our own page.
    """
    if USER not in request.environ:
        found = sessions.find_session(token())
        if found is None:
            raise SignedOut
        session, user = found
        if request.method not in READING:
            _check_own_page()
            sessions.note_use(session)
        request.environ[USER] = user
    return cast(User, request.environ[USER])


def found_user() -> User | None:
    """Return the user who is signed in, or None. Only for reading."""
    found = sessions.find_session(token())
    return found[1] if found else None


def admin() -> User:
    """Return the admin who is signed in. Raises SignedOut, or AdminsOnly for an author."""
    user = signed_in()
    if user.role != "admin":
        raise AdminsOnly
    return user


def guard() -> None:
    """Before each request, check access to these branches."""
    if request.url_rule is None:
        return
    if _below(FOR_ADMINS):
        admin()
    elif _below(FOR_SIGNED_IN):
        signed_in()


def register(app: Flask) -> None:
    app.before_request(guard)


def _below(branches: tuple[str, ...]) -> bool:
    return any(f"{request.path}/".startswith(f"{branch}/") for branch in branches)


def cookie_name() -> str:
    """Over https, a name that no other host of the domain can set (RFC 6265bis, 4.1.3.2)."""
    return "__Host-popquiz" if request.is_secure else "popquiz"


def token() -> str:
    """Return the session token that the browser sent; empty if none."""
    return request.cookies.get(cookie_name(), "")


def client_address() -> str:
    """Return the client's IP address, as reported by the proxies in front; empty if unknown."""
    return request.remote_addr or ""


def set_cookie(answer: Response, value: str, suffix: str = "", lasts: timedelta = LASTS) -> None:
    """Set the cookie of the session, or one whose name ends with this suffix."""
    answer.set_cookie(
        cookie_name() + suffix,
        value,
        max_age=lasts,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(answer: Response, suffix: str = "") -> None:
    name = cookie_name() + suffix
    answer.delete_cookie(name, path="/", secure=request.is_secure, httponly=True, samesite="Lax")


def csrf_token(session_token: str) -> str:
    """Return the token that a page sends to prove that it could read our responses."""
    return _csrf(session_token, current_app.config["SECRET_KEY"])


def _csrf(session_token: str, key: str) -> str:
    return hmac.new(key.encode(), f"csrf {session_token}".encode(), sha256).hexdigest()


def _check_own_page() -> None:
    check_same_origin()
    given = request.headers.get(CSRF_HEADER, "").encode()
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or [])]
    if not any(hmac.compare_digest(given, _csrf(token(), key).encode()) for key in keys):
        raise WrongCsrfToken


def check_same_origin() -> None:
    """Raises CrossSiteRequest if the browser says that another site's page sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        same = site == "same-origin"
    elif origin is not None:
        own = {request.host, urlsplit(current_app.config.get("PUBLIC_URL") or "").netloc} - {""}
        same = urlsplit(origin).netloc in own
    else:
        return  # not a recent browser
    if not same:
        raise CrossSiteRequest
