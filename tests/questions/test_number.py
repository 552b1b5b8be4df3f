from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES
from backend.questions.number import NumberBody, NumberResponse

numbers = st.floats(-1e15, 1e15)
distances = st.floats(0, 1e15)


def off(key: float, tolerance: float, near: float | None, number: float) -> float:
    body = NumberBody(key=key, tolerance=tolerance, near=near)
    return TYPES["number"].grade(body, NumberResponse(number=number))


@given(numbers, distances, st.none() | distances, numbers, numbers)
def test_credit_falls_with_distance_from_the_key(
    key: float, tolerance: float, near: float | None, one: float, other: float
) -> None:
    assume(near is None or near > tolerance)
    closer, farther = sorted((one, other), key=lambda n: abs(Decimal(repr(n)) - Decimal(repr(key))))

    assert off(key, tolerance, near, key) == 1
    assert 0 <= off(key, tolerance, near, farther) <= off(key, tolerance, near, closer) <= 1


@pytest.mark.parametrize(
    ("number", "credit"),
    [
        (0.3, 1),
        (0.4, 1),  # as floats, 0.4 - 0.3 is more than 0.1
        (0.2, 1),
        (0.41, 0.9),
        (0.45, 0.5),
        (0.1, 0),
        (0.5, 0),
        (-0.3, 0),
    ],
)
def test_numbers_near_a_decimal_key_earn_partial_credit(number: float, credit: float) -> None:
    assert off(0.3, 0.1, 0.2, number) == pytest.approx(credit)


def test_without_near_a_number_is_right_or_wrong() -> None:
    assert [off(10, 1, None, number) for number in (8.99, 9, 10, 11, 11.01)] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "7"}, "valid number"),
        ({"key": float("inf")}, "finite number|less than or equal"),
        ({"key": 1e101}, "less than or equal"),
        ({"tolerance": -1}, "greater than or equal"),
        ({"tolerance": 2, "near": 2}, "must be larger"),
    ],
)
def test_a_faulty_number_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        NumberBody.model_validate({"key": 7, **changes})


SLIDER = {"from": 0, "to": 10, "step": 2.5}


def slid(**fields: object) -> NumberBody:
    return NumberBody.model_validate({"key": 5, "slider": SLIDER, **fields})


def test_a_slider_is_shown_and_says_nothing_of_the_key() -> None:
    kind = TYPES["number"]
    view = kind.view(slid()).model_dump(mode="json")

    assert view["slider"] == SLIDER
    assert kind.view(slid(key=7.5)).model_dump(mode="json") == view


def test_a_number_without_a_slider_stores_nothing_of_it() -> None:
    assert "slider" not in NumberBody(key=1).model_dump()
    assert "slider" not in TYPES["number"].view(NumberBody(key=1)).model_dump()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"key": 11}, "not between the ends"),
        ({"key": -0.1}, "not between the ends"),
        ({"key": 6}, "between two stops"),
        ({"key": 10, "slider": {"from": 0, "to": 10, "step": 3}}, "between two stops"),
        ({"slider": {"from": 5, "to": 5}}, "1 to 1000 steps"),
        ({"slider": {"from": 9, "to": 5}}, "1 to 1000 steps"),
        ({"slider": {"from": 5, "to": 5.5}}, "1 to 1000 steps"),
        ({"slider": {"from": 0, "to": 10, "step": 0.009}}, "1 to 1000 steps"),
        ({"slider": {"from": 0, "to": 10, "step": 0}}, "greater than 0"),
        ({"slider": {"from": 0}}, "Field required"),
        ({"slider": {"from": 0, "to": 1e101}}, "less than or equal"),
    ],
)
def test_a_faulty_slider_is_refused(fields: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        slid(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"key": 6, "tolerance": 1},
        {"key": 0.3, "slider": {"from": 0, "to": 1, "step": 0.1}},  # 3 * 0.1 is more, as floats
        {"key": 9, "slider": {"from": 0, "to": 10, "step": 3}},
        {"key": -40, "slider": {"from": -40, "to": 0}},
        {"key": 1, "slider": {"from": 0, "to": 10, "step": 0.01}},
    ],
)
def test_a_slider_can_stop_where_all_points_are_earned(fields: dict[str, object]) -> None:
    assert slid(**fields).slider


def test_a_gap_of_a_text_has_no_slider() -> None:
    gap = {"key": 5, "slider": SLIDER}
    with pytest.raises(ValidationError, match="Extra inputs"):
        TYPES["blanks"].Body.model_validate({"text": "[[five]]", "gaps": {"five": gap}})
