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
