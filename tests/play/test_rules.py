from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backend.play.rules.draw import draw_places, draw_places_per_tag
from backend.play.rules.score import ranks, total

SEEDS = st.integers(0, 2**63 - 1)


@given(bank=st.integers(0, 10**12), draw=st.integers(1, 100), seed=SEEDS)
def test_a_draw_is_distinct_and_within_the_bank(bank: int, draw: int, seed: int) -> None:
    places = draw_places(bank, draw, Random(seed))

    assert len(set(places)) == len(places) == min(draw, bank)
    assert all(0 <= place < bank for place in places)


def test_every_question_is_drawn_about_equally_often() -> None:
    counts = dict.fromkeys(range(10), 0)
    for seed in range(2000):
        for place in draw_places(10, 3, Random(seed)):
            counts[place] += 1

    assert all(450 < count < 750 for count in counts.values())  # 600 is expected


TAGGED = st.lists(
    st.tuples(st.lists(st.integers(0, 29), unique=True).map(sorted), st.integers(1, 9)), max_size=4
)


@given(TAGGED, st.integers(0, 3), st.integers(0, 3), st.booleans(), SEEDS)
def test_a_draw_per_tag_is_distinct_and_of_the_tags(
    tagged: list[tuple[list[int], int]], first: int, last: int, shuffle: bool, seed: int
) -> None:
    places = draw_places_per_tag(30, tagged, Random(seed), first, last, shuffle)

    ends = [*range(first), *range(30 - last, 30)]
    middle = places[first : len(places) - last]
    assert [*places[:first], *places[len(places) - last :]] == ends
    assert len(set(places)) == len(places)
    assert shuffle or middle == sorted(middle)
    assert set(middle) <= {place for known, _count in tagged for place in known}
    for known, count in tagged:
        # One of another tag, too, may count for that one.
        assert len(set(known) & set(middle)) >= min(count, len(set(known) - set(ends)))
    assert len(middle) <= sum(count for _known, count in tagged)


def test_a_draw_per_tag_takes_the_scarcest_first() -> None:
    for seed in range(50):
        # Number 9 has both tags; it must not be spent on the one that has many others.
        places = draw_places_per_tag(10, [(range(10), 3), ([9], 1)], Random(seed))
        assert (9 in places, len(places)) == (True, 4)


def test_every_question_of_a_tag_is_drawn_about_equally_often() -> None:
    counts = dict.fromkeys(range(10), 0)
    for seed in range(2000):
        for place in draw_places_per_tag(20, [(range(10), 3), (range(10, 20), 2)], Random(seed)):
            if place in counts:
                counts[place] += 1

    assert all(450 < count < 750 for count in counts.values())  # 600 is expected


@given(st.integers(1, 9), st.integers(1, 100))
def test_equal_shares_add_up_to_the_whole(parts: int, worth: int) -> None:
    share = round(worth / parts, 4)  # as it is stored

    assert abs(total([share] * parts) - worth) < 0.001


@given(st.lists(st.floats(0, 100), max_size=10))
def test_totals_do_not_depend_on_order(points: list[float]) -> None:
    exact = sum((Fraction(point) for point in points), Fraction())

    assert abs(Fraction(total(points)) - exact) < Fraction(1, 1000)


@given(st.lists(st.integers(0, 10), max_size=20))
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores: list[int]) -> None:
    best_first = sorted(scores, reverse=True)

    expected = [1 + sum(other > score for other in scores) for score in best_first]
    assert ranks(map(float, best_first)) == expected


@given(
    bank=st.integers(0, 60),
    draw=st.integers(1, 30),
    first=st.integers(0, 10),
    last=st.integers(0, 10),
    shuffle=st.booleans(),
    seed=SEEDS,
)
def test_pinned_questions_keep_their_order(
    bank: int, draw: int, first: int, last: int, shuffle: bool, seed: int
) -> None:
    first, last = min(first, draw), min(last, draw - min(first, draw))

    places = draw_places(bank, draw, Random(seed), first, last, shuffle)

    assert len(set(places)) == len(places) == min(draw, bank)
    assert places[:first] == list(range(bank))[:first]
    if first + last <= bank:
        assert places[len(places) - last :] == list(range(bank))[bank - last :]
    if not shuffle:
        assert places == sorted(places)
