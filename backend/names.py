"""Names of players and users: any script, no invisible characters."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from .errors.fields import TooLong
from .errors.names import NameControlCharacter, NameInvisibleCharacter, NameNotVisible

MAX_LENGTH = 40
# Joiners that emoji and several scripts need. All other format characters are refused, such as
# bidirectional overrides, which would reverse the rest of a line.
ALLOWED_FORMAT = {"\u200c", "\u200d"}
REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(text: str) -> str:
    """Return the name in Unicode's composed form, trimmed, with single spaces.

    Raises a Fault if it is empty, longer than 40 characters or holds a character that is
    not visible.
    """
    name = re.sub(r" {2,}", " ", unicodedata.normalize("NFC", text).strip())
    for character in name:
        if unicodedata.category(character) in REFUSED_CATEGORIES - {"Cf"}:
            raise NameControlCharacter
        if unicodedata.category(character) == "Cf" and character not in ALLOWED_FORMAT:
            raise NameInvisibleCharacter
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise NameNotVisible
    if len(name) > MAX_LENGTH:
        raise TooLong(limit=MAX_LENGTH)
    return name


PlayerName = Annotated[
    str,
    # Room for characters that trimming and composing remove; bounded, as every input is.
    Field(min_length=1, max_length=4 * MAX_LENGTH, description="1-40 visible characters."),
    AfterValidator(clean_name),
]
