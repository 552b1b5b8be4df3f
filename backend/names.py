"""Names of players and users, and titles: any script, nothing invisible."""

import unicodedata
from typing import Annotated

import regex
from pydantic import AfterValidator, Field

from .errors.fields import TooLong
from .errors.names import (
    NameControlCharacter,
    NameInvisibleCharacter,
    NameNotVisible,
    TooManyMarks,
)

MAX_LENGTH = 40
MAX_MARKS = 4
"""On one letter. Hebrew and Tibetan names have up to three; more would cover the lines around."""

# Symbols that are blank in every font; no property says so: a braille cell and a note's head.
BLANK = r"\u2800\U0001d159"
JOINERS = r"\u200c\u200d"
VISIBLE = regex.compile(rf"[[\p{{L}}\p{{N}}\p{{P}}\p{{S}}]--[\p{{DI}}{BLANK}]]", regex.V1)
STACKED = regex.compile(rf"[\p{{Mn}}\p{{Me}}\p{{DI}}]{{{MAX_MARKS + 1}}}")
CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]")
# Default ignorable code points (DI), and format characters such as bidirectional overrides, which
# would reverse the rest of a line. Joiners and variation selectors stay where emoji and several
# scripts need them: elsewhere two names would look the same.
INVISIBLE = regex.compile(
    rf"[[\p{{DI}}\p{{Cf}}{BLANK}]--[{JOINERS}\p{{Variation_Selector}}]]"
    rf"|(?<![\p{{M}}\p{{jt=D}}\p{{jt=R}}\p{{ExtPict}}\p{{EMod}}])[{JOINERS}]"
    rf"|[{JOINERS}]$"
    r"|(?<![\p{Emoji}\p{S}\p{Han}\p{Mongolian}\p{Myanmar}\p{Phags_Pa}])\p{Variation_Selector}",
    regex.V1,
)


def clean_name(text: str) -> str:
    """Return the name in Unicode's composed form, trimmed, with single spaces.

    Raises a Fault if it is empty, longer than 40 characters, holds a character that is not
    visible, or a letter under more than MAX_MARKS marks.
    """
    name = regex.sub(r"\p{Zs}+", " ", unicodedata.normalize("NFC", text).strip())
    if CONTROL.search(name):
        raise NameControlCharacter
    if INVISIBLE.search(name):
        raise NameInvisibleCharacter
    if len(name) > MAX_LENGTH:
        raise TooLong(limit=MAX_LENGTH)
    return readable(name)


def readable(text: str) -> str:
    """Return the text. Raises a Fault if none of it is visible, or a letter has too many marks."""
    if not VISIBLE.search(text):
        raise NameNotVisible
    if STACKED.search(text):
        raise TooManyMarks(limit=MAX_MARKS)
    return text


PlayerName = Annotated[
    str,
    # Room for characters that trimming and composing remove; bounded, as every input is.
    Field(min_length=1, max_length=4 * MAX_LENGTH, description="1-40 visible characters."),
    AfterValidator(clean_name),
]
