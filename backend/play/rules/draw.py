"""Draw the questions of an attempt."""

from random import Random


def draw_places(
    size: int, draw: int, random: Random, first: int = 0, last: int = 0, shuffle: bool = True
) -> list[int]:
    """Return distinct indexes into a bank of this size, in playing order: `draw` of them, or all.

    The bank's first `first` and last `last` questions are always drawn and stay first and last, in
    the bank's order. Without `shuffle`, the others keep that order, too. The cost depends on the
    size of the draw, never on that of the bank.
    """
    draw = min(draw, size)
    first = min(first, draw)
    last = min(last, draw - first)
    middle = random.sample(range(first, size - last), draw - first - last)
    return [*range(first), *(middle if shuffle else sorted(middle)), *range(size - last, size)]
