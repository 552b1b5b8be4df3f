"""Which questions an attempt gets."""

from collections.abc import Sequence
from random import Random


def draw_positions(
    bank: Sequence[int],
    draw: int,
    random: Random,
    first: int = 0,
    last: int = 0,
    shuffle: bool = True,
) -> list[int]:
    """Distinct positions of the bank, in playing order: `draw` of them, or all if there are fewer.

    The first `first` and the last `last` always come, first and last, in the bank's order; so do
    all if they are not to be shuffled. The cost depends on the draw, never on the size of the bank.
    """
    draw = min(draw, len(bank))
    first = min(first, draw)
    last = min(last, draw - first)
    end = len(bank) - last
    middle = random.sample(bank[first:end], draw - first - last)
    return [*bank[:first], *(middle if shuffle else sorted(middle)), *bank[end:]]
