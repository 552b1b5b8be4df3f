"""Growing waits after repeated tries, counted in the database for all replicas.

No one is locked out of an account for long: a wait lasts 15 minutes at most, a success or a day
without tries resets it, and a password reset link works meanwhile.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv4Address, ip_address, ip_network
from math import ceil

from flask import current_app
from sqlalchemy import text

from ..errors.accounts import TooManyTries
from ..models import autocommit

FORGOTTEN_AFTER = timedelta(days=1)

# Counting first defeats parallel guessing: the row is locked, so a second try finds the wait set by
# the first. The second's now() may be before that of the first, hence clock_timestamp(): otherwise
# an `until` without a wait would look like one.
TAKE = text("""
    INSERT INTO wait AS w (key, tries, until, tried_at) VALUES (:key, 1, now(), now())
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN w.tried_at < now() - :forgotten THEN 1 ELSE w.tries + 1 END,
        until = CASE WHEN w.tried_at < now() - :forgotten OR w.tries < :free THEN now()
            ELSE now() + least(:longest, power(2, least(w.tries - :free, 30))) * interval '1 second'
            END,
        tried_at = now()
    WHERE w.until <= clock_timestamp()
    RETURNING tries
""")
LEFT = text("SELECT extract(epoch FROM until - clock_timestamp()) FROM wait WHERE key = :key")
GIVE_BACK = text("UPDATE wait SET tries = tries - 1 WHERE key = :key AND tries > 0")
FORGET = text("DELETE FROM wait WHERE key = :key OR tried_at < now() - :forgotten")


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` tries without a wait, then waits of 1, 2, 4, ... seconds, at most `longest`."""

    name: str
    free: int
    longest: int


# Guesses at one account, from anywhere; one minute at most, or they would lock its owner out.
ACCOUNT = Limit("account", free=10, longest=60)
# The same from one network.
ACCOUNT_HERE = Limit("account here", free=5, longest=900)
# Guesses at many accounts. A whole school may share one address.
NETWORK = Limit("network", free=50, longest=900)
# Mails that someone else receives: to one address, and from one network.
MAIL = Limit("mail", free=3, longest=3600)
MAILS_HERE = Limit("mails here", free=20, longest=3600)
# Wrong PINs of games: at this pace, it takes one network months to try all. A school shares one
# address, so a pupil who guesses must not keep the others out for long.
WRONG_PINS = Limit("wrong pins", free=100, longest=15)


def take(limit: Limit, whom: str) -> None:
    """Count one try. Raises TooManyTries during a wait, without extending it."""
    key = _key(limit, whom)
    with autocommit() as connection:
        taken = connection.execute(
            TAKE,
            {
                "key": key,
                "free": limit.free,
                "longest": limit.longest,
                "forgotten": FORGOTTEN_AFTER,
            },
        ).first()
        if taken is None:
            left = connection.scalar(LEFT, {"key": key})
            raise TooManyTries(seconds=max(1, ceil(left or 0)))


def check(limit: Limit, whom: str) -> None:
    """Raise TooManyTries during a wait; count nothing."""
    with autocommit() as connection:
        left = connection.scalar(LEFT, {"key": _key(limit, whom)})
    if left is not None and left > 0:
        raise TooManyTries(seconds=ceil(left))


def forget(limit: Limit, whom: str) -> None:
    """Reset the count, and all counts without a try for a day."""
    with autocommit() as connection:
        connection.execute(FORGET, {"key": _key(limit, whom), "forgotten": FORGOTTEN_AFTER})


def take_sign_in(email: str, client: str) -> None:
    """Count one password try from this IP address. Raises TooManyTries."""
    take(NETWORK, network(client))
    take(ACCOUNT_HERE, f"{email} {network(client)}")
    take(ACCOUNT, email)


def take_mail(email: str, client: str) -> None:
    """Count one mail that is requested from this IP address. Raises TooManyTries."""
    take(MAILS_HERE, network(client))
    take(MAIL, email)


def forget_account(email: str, client: str) -> None:
    """Reset the account's counts, after a correct password or a redeemed link."""
    forget(ACCOUNT, email)
    forget(ACCOUNT_HERE, f"{email} {network(client)}")


def give_back(client: str) -> None:
    """Take back one try of the network, after a correct password."""
    with autocommit() as connection:
        connection.execute(GIVE_BACK, {"key": _key(NETWORK, network(client))})


def network(client: str) -> str:
    """Return a client's network; the 2^64 addresses of an IPv6 customer count as one."""
    try:
        address = ip_address(client)
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False))


def _key(limit: Limit, whom: str) -> str:
    key: str = current_app.config["SECRET_KEY"]
    return hmac.new(key.encode(), f"{limit.name} {whom}".encode(), sha256).hexdigest()
