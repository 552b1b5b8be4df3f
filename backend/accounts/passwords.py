"""Passwords: what is accepted, and how it is kept (argon2id)."""

from pathlib import Path
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import Field, SecretStr

from ..errors import Unacceptable

MIN_LENGTH, MAX_LENGTH = 10, 200
# OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. Four threads use 76 MiB.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS = HASHER.hash("there is no such user")
"""Verified where there is no user, so that the answer takes as long."""

# The most used ones of ten and more characters, in lower case, one a line.
COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text().splitlines())

Password = Annotated[
    SecretStr,
    Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH, description="10 to 200 characters."),
]
GivenPassword = Annotated[SecretStr, Field(max_length=MAX_LENGTH)]
"""One to be checked: whatever it was accepted as."""


def hashed(password: str, email: str, name: str, field: str = "password") -> str:
    """The hash to keep. Raises Unacceptable for what everybody would try first."""
    plain = password.casefold().strip()
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise Unacceptable(field, f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters.")
    if plain in COMMON or len(set(plain)) < 4:
        raise Unacceptable(field, "This is one of the most used passwords: take another one.")
    if plain in (email.casefold(), email.partition("@")[0].casefold(), name.casefold()):
        raise Unacceptable(field, "Your name or address is no secret: take another password.")
    return HASHER.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Whether it is the password. Takes as long where there is none."""
    try:
        HASHER.verify(password_hash or NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def made_anew(password: str, password_hash: str) -> str:
    """The hash with the parameters of today."""
    return HASHER.hash(password) if HASHER.check_needs_rehash(password_hash) else password_hash
