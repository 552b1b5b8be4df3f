"""What people are called: their address and their name."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..names import clean_name

Role = Literal["author", "admin"]

# What browsers accept in a field for addresses (HTML, "valid e-mail address").
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = rf"^\s*[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*\s*$"


def clean_email(text: str) -> str:
    """In lower case, without spaces around: one address, one account."""
    return text.strip().lower()


Email = Annotated[
    str,
    Field(pattern=EMAIL, max_length=254, description="An e-mail address."),
    AfterValidator(clean_email),
]
UserName = Annotated[
    str,
    Field(min_length=1, max_length=160, description="1-40 visible characters."),
    AfterValidator(clean_name),
]
