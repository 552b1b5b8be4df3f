from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import InvalidResponse
from backend.questions.matching import Matching, MatchingBody, MatchingResponse

KIND = Matching()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
LEFTS = st.lists(TEXT, min_size=2, max_size=9, unique_by=str.strip)
RIGHTS = st.lists(TEXT.map(str.strip), min_size=2, max_size=9, unique=True)


def made(lefts: list[str], rights: list[str], among: list[str]) -> MatchingBody:
    """A question with these pairs; the rest of `among` are distractors."""
    pairs = [{"left": left, "right": right} for left, right in zip(lefts, rights, strict=True)]
    distractors = [right for right in among if right not in rights]
    return MatchingBody.model_validate({"pairs": pairs, "distractors": distractors})


@st.composite
def bodies(draw: st.DrawFn) -> list[MatchingBody]:
    """Two questions that differ in the key alone."""
    lefts, among = draw(LEFTS), draw(RIGHTS)
    right = st.lists(st.sampled_from(among), min_size=len(lefts), max_size=len(lefts))
    return [made(lefts, draw(right), among) for _ in range(2)]


def key(body: MatchingBody) -> dict[str, str]:
    return KIND.key(body).pairs


def grade(body: MatchingBody, pairs: dict[str, str]) -> float:
    return KIND.grade(body, MatchingResponse(pairs=pairs))


@given(bodies(), st.data())
def test_credit_is_the_share_of_right_pairs(two: list[MatchingBody], data: st.DataObject) -> None:
    body = two[0]
    right = key(body)
    rights = [right.id for right in KIND.view(body).rights]
    given = data.draw(st.dictionaries(st.sampled_from(sorted(right)), st.sampled_from(rights)))

    hits = sum(given.get(left) == right[left] for left in right)

    assert grade(body, given) == pytest.approx(hits / len(right))
    assert grade(body, {}) == 0
    assert grade(body, right) == 1


@given(bodies(), st.data())
def test_one_more_right_pair_earns_more(two: list[MatchingBody], data: st.DataObject) -> None:
    right = key(two[0])
    known = data.draw(st.sets(st.sampled_from(sorted(right)), max_size=len(right) - 1))
    one = data.draw(st.sampled_from(sorted(set(right) - known)))
    before = {left: right[left] for left in known}

    assert grade(two[0], {**before, one: right[one]}) > grade(two[0], before)


@given(bodies(), st.integers(0, 2**63 - 1))
def test_view_and_order_do_not_reveal_the_key(two: list[MatchingBody], seed: int) -> None:
    views = [KIND.view(body).model_dump() for body in two]
    assert views[0] == views[1]

    for view in views:
        KIND.arrange(view, Random(seed))

    assert views[0] == views[1]


def test_equal_texts_on_both_sides_have_different_ids() -> None:
    body = made(["a", "b"], ["b", "a"], [])

    assert not set(key(body)) & set(key(body).values())


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_unknown_option_is_refused(side: str) -> None:
    body = made(["a", "b"], ["x", "y"], [])
    left, right = next(iter(key(body).items()))
    pairs = {"0" * 8: right} if side == "left" else {left: "0" * 8}

    with pytest.raises(InvalidResponse, match=f"no {side} '00000000'"):
        grade(body, pairs)


PAIRS = [{"left": "a", "right": "x"}, {"left": "b", "right": "x"}]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"pairs": PAIRS[:1]}, "at least 2"),
        ({"pairs": [PAIRS[0], {"left": " a", "right": "y"}]}, "Two lefts have the same text: 'a'"),
        ({"pairs": [{"left": str(n), "right": "x"} for n in range(10)]}, "at most 9"),
        ({"pairs": [{"left": "a", "right": ""}, PAIRS[1]]}, "at least 1"),
        ({"distractors": []}, "only one right: add a distractor"),
        ({"distractors": ["x"]}, "Two rights have the same text: 'x'"),
        ({"distractors": ["y", "y "]}, "Two rights have the same text: 'y'"),
        ({"key": {}}, "Extra inputs"),
    ],
)
def test_a_faulty_question_is_refused(changes: dict[str, object], fault: str) -> None:
    assert MatchingBody.model_validate({"pairs": PAIRS, "distractors": ["y"]})

    with pytest.raises(ValidationError, match=fault):
        MatchingBody.model_validate({"pairs": PAIRS, "distractors": ["y"], **changes})
