"""Which questions an attempt gets."""

from random import Random


def draw_positions(bank_size: int, draw: int, random: Random) -> list[int]:
    """Distinct positions of a quiz, in playing order: `draw` of them, or all if there are fewer.

    The cost depends on the draw, never on the size of the bank.
    """
    return random.sample(range(1, bank_size + 1), min(draw, bank_size))
