from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES, InvalidResponse
from backend.questions.multiple import MultipleBody, MultipleResponse
from backend.questions.single import SingleBody, SingleResponse

LETTERS = "abcdefghi"


@st.composite
def multiple_bodies(draw: st.DrawFn) -> MultipleBody:
    count = draw(st.integers(2, 9))
    key = draw(st.sets(st.sampled_from(LETTERS[:count]), min_size=1))
    choices = [{"id": letter, "text": letter.upper()} for letter in LETTERS[:count]]
    return MultipleBody.model_validate({"choices": choices, "key": sorted(key)})


def grade(body: MultipleBody, chosen: list[str]) -> float:
    return TYPES["multiple"].grade(body, MultipleResponse(choices=chosen))


def ids(body: MultipleBody) -> list[str]:
    return [choice.id for choice in body.choices]


@given(multiple_bodies(), st.data())
def test_credit_is_between_0_and_1(body: MultipleBody, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(ids(body)), max_size=9))

    assert 0 <= grade(body, chosen) <= 1
    assert grade(body, chosen) == grade(body, sorted(chosen, reverse=True))


@given(multiple_bodies())
def test_only_the_key_earns_full_credit(body: MultipleBody) -> None:
    key = MultipleResponse(choices=body.key)

    assert TYPES["multiple"].grade(body, key) == 1
    for other in ids(body):
        toggled = set(key.choices) ^ {other}
        assert grade(body, sorted(toggled)) < 1


@given(multiple_bodies())
def test_choosing_none_or_all_earns_nothing(body: MultipleBody) -> None:
    assert grade(body, []) == 0
    if set(body.key) != set(ids(body)):
        assert grade(body, ids(body)) == 0


@given(multiple_bodies(), st.data())
def test_a_wrong_choice_never_helps_and_a_right_one_never_hurts(
    body: MultipleBody, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(ids(body)), max_size=8))
    more = data.draw(st.sampled_from(ids(body)))

    before, after = grade(body, sorted(chosen)), grade(body, sorted(chosen | {more}))

    assert after >= before if more in body.key else after <= before


def test_single_choice_is_all_or_nothing() -> None:
    choices = [{"id": letter, "text": letter} for letter in "abc"]
    body = SingleBody.model_validate({"choices": choices, "key": "b"})
    kind = TYPES["single"]

    assert [kind.grade(body, SingleResponse(choice=c)) for c in "abc"] == [0, 1, 0]
    with pytest.raises(InvalidResponse, match="'z'"):
        kind.grade(body, SingleResponse(choice="z"))


def test_choices_are_arranged_without_loss() -> None:
    body = SingleBody.model_validate(TYPES["single"].example)
    orders = set()
    for seed in range(20):
        view = TYPES["single"].view(body).model_dump()
        TYPES["single"].arrange(view, Random(seed))
        orders.add("".join(choice["id"] for choice in view["choices"]))

    assert len(orders) > 1
    assert {"".join(sorted(order)) for order in orders} == {"abcd"}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "z"}, "not among the choices"),
        ({"choices": [{"id": "a", "text": "x"}]}, "at least 2"),
        ({"choices": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, "same id"),
        ({"choices": [{"id": "a", "text": "x"}, {"id": "b", "text": "x"}]}, "same text"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_faulty_question_is_refused(changes: dict[str, object], fault: str) -> None:
    choices = [{"id": letter, "text": letter} for letter in "abc"]

    with pytest.raises(ValidationError, match=fault):
        SingleBody.model_validate({"choices": choices, "key": "a", **changes})
