from collections import Counter
from itertools import permutations
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import InvalidResponse
from backend.questions.opaque import ids_of
from backend.questions.ordering import Ordering, OrderingBody, OrderingResponse

KIND = Ordering()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
ITEMS = st.lists(TEXTS, min_size=2, max_size=9, unique_by=str.strip)


def body(items: list[str]) -> OrderingBody:
    return OrderingBody(items=items)


def ids(items: list[str]) -> list[str]:
    """The credit of items given in this order."""
    return KIND.key(body(items)).order


def grade(items: list[str], order: list[str]) -> float:
    return KIND.grade(body(items), OrderingResponse(order=order))


@given(ITEMS, st.data())
def test_only_the_right_order_earns_full_credit(items: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(ids(items)))

    credit = grade(items, order)

    assert 0 <= credit <= 1
    assert (credit == 1) == (order == ids(items))
    assert grade(items, ids(items)[::-1]) == 0


@given(ITEMS, st.data())
def test_swapping_neighbours_into_order_never_hurts(items: list[str], data: st.DataObject) -> None:
    right = ids(items)
    order = data.draw(st.permutations(right))
    at = data.draw(st.integers(0, len(order) - 2))
    better = list(order)
    better[at : at + 2] = sorted(order[at : at + 2], key=right.index)

    assert grade(items, better) >= grade(items, order)


def test_one_swap_costs_one_pair() -> None:
    a, b, c, d, e = ids(list("abcde"))

    assert grade(list("abcde"), [b, a, c, d, e]) == pytest.approx(0.8)
    assert grade(list("abcde"), [b, c, d, e, a]) == pytest.approx(0.2)


def test_guessing_earns_little() -> None:
    """0 on average before the cut at 0, which adds what bad luck would have cost."""
    credits = [grade(list("abcdef"), list(order)) for order in permutations(ids(list("abcdef")))]

    assert mean(credits) < 0.2


@given(ITEMS, st.data(), st.integers(0, 2**63 - 1))
def test_view_and_order_do_not_reveal_the_key(
    items: list[str], data: st.DataObject, seed: int
) -> None:
    other = data.draw(st.permutations(items))
    views = [KIND.view(body(order)).model_dump() for order in (items, other)]
    assert views[0] == views[1]

    for view in views:
        KIND.arrange(view, Random(seed))

    assert views[0] == views[1]
    assert {item["text"] for item in views[0]["items"]} == set(items)


def test_every_order_is_shown_about_equally_often() -> None:
    """The right one too: were it left out, every order on the screen would be known as wrong."""
    counts: Counter[str] = Counter()
    for seed in range(3000):
        view = KIND.view(body(["x", "y", "z"])).model_dump()
        KIND.arrange(view, Random(seed))
        counts["".join(item["text"] for item in view["items"])] += 1

    assert len(counts) == 6
    assert all(400 < count < 600 for count in counts.values())  # 500 is expected


def test_clashing_ids_are_lengthened() -> None:
    texts = [str(number) for number in range(20)]  # more than there are hexadecimal digits

    found = ids_of(texts, "item", 1)

    assert len(set(found.values())) == 20
    assert len({len(item) for item in found.values()}) == 1
    assert ids_of(texts[::-1], "item", 1) == found


@pytest.mark.parametrize("order", [[], ["a"], list("aabc"), list("abcdd"), list("abce")])
def test_a_response_that_is_not_an_order_is_refused(order: list[str]) -> None:
    known = dict(zip("abcd", ids(list("abcd")), strict=True))
    response = OrderingResponse.model_construct(order=[known.get(o, "0" * 8) for o in order])

    with pytest.raises(InvalidResponse, match="every item of the question once"):
        KIND.grade(body(list("abcd")), response)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"items": ["a"]}, "at least 2"),
        ({"items": list("abcdefghij")}, "at most 9"),
        ({"items": ["a", " a "]}, "Two items have the same text: 'a'"),
        ({"items": ["a", " "]}, "match pattern"),
        ({"items": ["a", "x" * 2001]}, "at most 2000"),
        ({"top": "x" * 61}, "at most 60"),
        ({"key": "a"}, "Extra inputs"),
    ],
)
def test_a_faulty_order_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        OrderingBody.model_validate({"items": ["a", "b"], **changes})
