"""Fold typed texts, so that they compare as people mean them: docs/questions.md has the rules.

Everything is decided by the character properties of Unicode, not by lists of characters.
"""

import unicodedata
from functools import lru_cache
from itertools import groupby

import regex

DASH = regex.compile(r"\p{Dash}")
INVISIBLE = regex.compile("[\\p{Default_Ignorable_Code_Point}\u0640]+")
"""With the Arabic tatweel, which only widens a word."""
QUOTE = regex.compile(r"\p{Quotation_Mark}")
QUOTE_NAMES = regex.compile(
    r"(APOSTROPHE|PRIME|GERESH|GERSHAYIM)$|^(MODIFIER LETTER )?(ACUTE|GRAVE) ACCENT$"
    r"|^MODIFIER LETTER (TURNED |REVERSED )?COMMA$"
)
"""What is typed as a quote but lacks the property."""
DOUBLE = regex.compile(r"DOUBLE|GERSHAYIM|^QUOTATION|CORNER BRACKET")
MIXED_NUMBER = regex.compile(r"(?<=\p{Nd})(?=\p{Numeric_Type=Numeric})")
LATIN_LETTER = regex.compile(
    r"LATIN (SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2}|SHARP S)(?: WITH .*)?"
)
OPTIONAL_MARKS = regex.compile(r"[\p{Script=Latin}\p{Script=Greek}]")
"""Their marks may be left out in writing, or are a matter of the keyboard."""
POINTED = regex.compile(r"[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]")
"""Their vowel points are optional; marks that Unicode composes with a letter make another one."""
CYRILLIC = regex.compile(r"\p{Script=Cyrillic}")


def typed_alike(text: str) -> str:
    """Write quotes, dashes, digits, spaces and widths in one way, and drop what is invisible.

    10² becomes 10^2, and 1½ becomes 1 1/2: compatibility decomposition alone makes 102 and 11/2.
    """
    text = MIXED_NUMBER.sub(" ", INVISIBLE.sub("", text))
    written = ""
    for position, run in groupby(text, _position):
        if position == "<super>":
            written += "^"
        elif position == "<sub>" and written[-1:].isdecimal():
            written += "_"
        written += "".join(map(_one_way, run))
    return " ".join(unicodedata.normalize("NFKC", written).replace("\u2044", "/").split())


def without_marks(text: str) -> str:
    """Drop marks where they are optional in writing, and fold Latin letters such as ø and æ."""
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            base = character
            kept.append(_plain_latin(character))
        elif not _is_optional(base, character):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(4096)
def _position(character: str) -> str:
    """`<super>` or `<sub>` for digits and signs above or below the line; letters are letters."""
    kind = unicodedata.decomposition(character).partition(" ")[0]
    is_letter = unicodedata.normalize("NFKC", character).isalpha()
    return kind if kind in ("<super>", "<sub>") and not is_letter else ""


@lru_cache(4096)
def _one_way(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if DASH.match(character):
        return "-"
    name = unicodedata.name(character, "")
    if category[0] != "M" and (QUOTE.match(character) or QUOTE_NAMES.search(name)):
        return '"' if DOUBLE.search(name) else "'"
    return character


@lru_cache(4096)
def _plain_latin(character: str) -> str:
    """The letter that the name says: `LATIN SMALL LETTER O WITH STROKE` is an o."""
    found = LATIN_LETTER.fullmatch(unicodedata.name(character, ""))
    if character.isascii() or not found:
        return character
    letters = "ss" if found[2] == "SHARP S" else found[2].lower()
    return letters if found[1] == "SMALL" else letters.upper()


@lru_cache(4096)
def _is_optional(base: str, mark: str) -> bool:
    if OPTIONAL_MARKS.match(base):
        return True
    composes = len(unicodedata.normalize("NFC", base + mark)) == 1
    if CYRILLIC.match(base):
        # The diaeresis of io and marks of stress are optional; other marks make another letter.
        return (
            base + mark in ("е\u0308", "Е\u0308")
            or mark == "\u0300"
            or (mark == "\u0301" and not composes)
        )
    return bool(POINTED.match(base)) and not composes
