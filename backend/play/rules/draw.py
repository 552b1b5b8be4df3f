"""Draw the questions of an attempt."""

from collections.abc import Mapping, Sequence
from random import Random

from ...document.quiz_settings import QuizSettings


def draw_by(
    settings: QuizSettings,
    size: int,
    tagged: Mapping[str, Sequence[int]],
    random: Random,
    shuffle: bool | None = None,
) -> list[int]:
    """Return the indexes into a bank of this size of the questions that the settings ask for.

    `tagged` has, for each tag that the quiz draws by, the indexes of the questions with it;
    `shuffle` replaces the setting.
    """
    order = (
        settings.first,
        settings.last,
        settings.shuffle_questions if shuffle is None else shuffle,
    )
    if not settings.draw_per_tag:
        return draw_places(size, settings.most_drawn, random, *order)
    wanted = [(tagged.get(tag, ()), count) for tag, count in settings.draw_per_tag.items()]
    return draw_places_per_tag(size, wanted, random, *order)


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


def draw_places_per_tag(
    size: int,
    tagged: Sequence[tuple[Sequence[int], int]],
    random: Random,
    first: int = 0,
    last: int = 0,
    shuffle: bool = True,
) -> list[int]:
    """Return distinct indexes like `draw_places`, but so many of each tag, or all that there are.

    `tagged` has the indexes of the questions with a tag, and how many of them to draw. One that has
    several of the tags counts for one: that with the fewest questions goes first. The bank's first
    and last questions come in addition. The cost depends on the size of the draw alone.
    """
    first = min(first, size)
    last = min(last, size - first)
    ends = [*range(first), *range(size - last, size)]
    taken = set(ends)
    middle: list[int] = []
    for places, count in sorted(tagged, key=lambda one: len(one[0])):
        candidates = random.sample(places, min(len(places), count + len(taken)))
        found = [place for place in candidates if place not in taken][:count]
        taken.update(found)
        middle += found
    if shuffle:
        random.shuffle(middle)
    else:
        middle.sort()
    return [*ends[:first], *middle, *ends[first:]]
