"""E-mail addresses and names of accounts."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..errors.accounts import NotAnAddress
from ..names import clean_name

Role = Literal["author", "admin"]


def clean_email(text: str) -> str:
    """Return it in lower case, the domain in ASCII (IDNA): one address, one account.

    Raises NotAnAddress.
    """
    import email_validator  # noqa: PLC0415  (25 ms, so not at startup)

    # Popquiz works without the internet: `localhost` and `school.local` are domains on a LAN.
    email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()
    try:
        checked = email_validator.validate_email(
            text.strip(),
            allow_smtputf8=False,  # few mail servers accept other letters before the @
            check_deliverability=False,
            globally_deliverable=False,
            strict=True,
        )
    except email_validator.EmailNotValidError as error:
        raise NotAnAddress(reason=str(error)) from None
    return f"{checked.local_part}@{checked.ascii_domain}".lower()


OLDER = re.compile(r"[!-?A-~]+@[a-z0-9.-]+")
"""Addresses such as `a..b@example.org`, which older releases accepted, in lower case."""


def account_email(text: str) -> str:
    """Like clean_email, but accept an older release's address, so that its owner can sign in.

    Raises NotAnAddress.
    """
    try:
        return clean_email(text)
    except NotAnAddress:
        email = text.strip().lower()
        if OLDER.fullmatch(email):
            return email
        raise


_FIELD = Field(
    max_length=254, json_schema_extra={"format": "email"}, description="An e-mail address."
)
Email = Annotated[str, _FIELD, AfterValidator(clean_email)]
"""A new address of an account."""
AccountEmail = Annotated[str, _FIELD, AfterValidator(account_email)]
"""The address of an existing account, to look it up or to show it."""
UserName = Annotated[
    str,
    Field(min_length=1, max_length=160, description="1-40 visible characters."),
    AfterValidator(clean_name),
]
