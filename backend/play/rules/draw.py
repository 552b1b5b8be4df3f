"""Which questions an attempt gets."""

from random import Random


def draw_places(
    size: int, draw: int, random: Random, first: int = 0, last: int = 0, shuffle: bool = True
) -> list[int]:
    """Distinct places of a bank of this size, from 0 on, in playing order: `draw` of them, or all.

    The first `first` and the last `last` always come, first and last, in the bank's order; so do
    all if they are not to be shuffled. The cost depends on the draw, never on the size of the bank.
    """
    draw = min(draw, size)
    first = min(first, draw)
    last = min(last, draw - first)
    middle = random.sample(range(first, size - last), draw - first - last)
    return [*range(first), *(middle if shuffle else sorted(middle)), *range(size - last, size)]
