"""Read numbers as people type them: docs/questions.md has the rules.

`client/src/questions/number.ts` reads them alike, for the echo; the cases of both are in
`tests/questions/typed_answers.json`.
"""

import re
from decimal import Decimal

from .folding import typed_alike

LIMIT = 1e100
"""Greater numbers are none."""
MINUS = re.compile("^[\u2796\u30fc]")
"""The heavy minus, and the long vowel mark, which Japanese keyboards have in the minus's place."""
TIMES = "x\u0445\u00d7*\u00b7\u22c5\u2219"
"""With the Cyrillic letter that looks like an x."""
POWER = r"10\^\(?([+-]?[0-9]{1,3})\)?"
NUMERAL = re.compile(
    rf"([+-]?)(?:([0-9.,\u066b]+)(?:e([+-]?[0-9]{{1,3}})|[{TIMES}]{POWER})?|{POWER})"
)


def read_number(typed: str, unit: str) -> list[Decimal]:
    """Return what the text may mean: one number; several if it is ambiguous; none.

    The unit may stand before or behind the number. 42,195 is 42.195 or 42195. A percentage without
    a unit is also a share: 50% is 50 or 0.5.
    """
    text = _without_unit(MINUS.sub("-", _compact(typed)), _compact(unit))
    percent = text.endswith("%")
    found = NUMERAL.fullmatch(text.removesuffix("%"))
    if not found:
        return []
    sign, digits, *exponents = found.groups()
    exponent = next(filter(None, exponents), None)
    written = ["1"] if digits is None else _decimals(digits, exponent is not None)
    numbers = [Decimal(f"{sign}{one}e{exponent or 0}") for one in written]
    if percent and not unit:
        numbers += [number / 100 for number in numbers]
    return numbers if all(abs(number) <= LIMIT for number in numbers) else []


def _compact(text: str) -> str:
    """Without what groups digits and has no other meaning: spaces, quotes, the Arabic sign."""
    return re.sub("[ '\u066c]", "", typed_alike(text)).lower().replace("**", "^")


def _without_unit(text: str, unit: str) -> str:
    sign, text = (text[:1], text[1:]) if text.startswith(("+", "-")) else ("", text)
    # m² may be typed as m^2 or m2.
    for name in (unit, unit.replace("^", "")):
        if name and name[0] not in "0123456789.,+-":
            text = text.removesuffix(name).removeprefix(name)
    return sign + text


def _decimals(digits: str, has_exponent: bool) -> list[str]:
    """Return what digits with points and commas may mean, with a point before the decimals."""
    signs = [character for character in digits if not character.isdigit()]
    if not signs:
        return [digits]
    if len(signs) == len(digits):
        return []
    last = signs[-1]
    whole, _, fraction = digits.rpartition(last)
    if signs.count(last) > 1:
        is_grouped = len(set(signs)) == 1 and _is_grouped(digits, last)
        return [digits.replace(last, "")] if is_grouped else []
    if len(signs) > 1:
        is_grouped = len(set(signs)) == 2 and _is_grouped(whole, signs[0])
        return [f"{whole.replace(signs[0], '')}.{fraction}"] if is_grouped else []
    decimal = f"{whole or 0}.{fraction or 0}"
    is_ambiguous = not has_exponent and _is_grouped(digits, last)
    return [decimal, whole + fraction] if is_ambiguous else [decimal]


def _is_grouped(digits: str, sign: str) -> bool:
    """By thousands, or by lakhs as in India; a leading zero is not grouped."""
    first, *middle, last = digits.split(sign)
    sizes = {len(group) for group in middle}
    starts = first.isdigit() and len(first) <= 3 and not first.startswith("0")
    return sign != "\u066b" and starts and sizes <= {2, 3} and len(last) == 3 and last.isdigit()
