"""Password rules and hashing (argon2id)."""

from pathlib import Path
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import Field, SecretStr

from ..document.storable import UNSTORABLE
from ..errors.accounts import CommonPassword, PasswordIsName
from ..errors.fields import TooLong, TooShort, UnstorableCharacter
from ..errors.requests import refused

MIN_LENGTH, MAX_LENGTH = 10, 200
# OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. Four threads use 76 MiB.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def dummy_hash(hasher: PasswordHasher) -> str:
    """Return a hash that matches no password and takes as long to verify as the hasher's own.

    It is made of zeros: a real hash would delay the start of every process.
    """
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    salt, tag = ("A" * -(-size * 8 // 6) for size in (hasher.salt_len, hasher.hash_len))  # base64
    return f"$argon2id$v=19${costs}${salt}${tag}"


DUMMY_HASH = dummy_hash(HASHER)
"""Verified if there is no such user, so that the response takes just as long."""

# The most common passwords of ten or more characters, in lower case, one per line.
COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text().splitlines())

Password = Annotated[
    SecretStr,
    Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH, description="10 to 200 characters."),
]
GivenPassword = Annotated[SecretStr, Field(max_length=MAX_LENGTH)]
"""A password to check: when it was set, other rules may have applied."""


def hashed(password: str, email: str, name: str, field: str = "password") -> str:
    """Return the hash to store. Raises InvalidRequest if the password is easy to guess."""
    if UNSTORABLE.search(password):  # a terminal's bytes that are not UTF-8
        raise refused(field, UnstorableCharacter())
    plain = password.casefold().strip()
    if len(password) < MIN_LENGTH:
        raise refused(field, TooShort(limit=MIN_LENGTH))
    if len(password) > MAX_LENGTH:
        raise refused(field, TooLong(limit=MAX_LENGTH))
    if plain in COMMON or len(set(plain)) < 4:
        raise refused(field, CommonPassword())
    if plain in (email.casefold(), email.partition("@")[0].casefold(), name.casefold()):
        raise refused(field, PasswordIsName())
    return HASHER.hash(password)


def fits(password: str, password_hash: str | None) -> bool:
    """Return whether the password is correct; takes just as long without a hash."""
    try:
        HASHER.verify(password_hash or DUMMY_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def rehashed(password: str, password_hash: str) -> str:
    """Return the hash with the current parameters."""
    return HASHER.hash(password) if HASHER.check_needs_rehash(password_hash) else password_hash
