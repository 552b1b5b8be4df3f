"""Which questions an attempt gets, and in what order their choices stand."""

from random import Random


def draw_positions(bank_size: int, draw: int, random: Random) -> list[int]:
    """Distinct positions of a quiz, in playing order: `draw` of them, or all if there are fewer.

    The cost depends on the draw, never on the size of the bank.
    """
    return random.sample(range(1, bank_size + 1), min(draw, bank_size))


def shuffler(seed: int, question_id: int) -> Random:
    """The same order of choices for the same attempt and question, on every process."""
    return Random(f"{seed}:{question_id}")
