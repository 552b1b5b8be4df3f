from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES, InvalidResponse
from backend.questions.multiple import MultipleBody, MultipleResponse
from backend.questions.number import NumberBody, NumberResponse
from backend.questions.single import SingleBody, SingleResponse
from backend.questions.text import TextBody, TextResponse

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
def test_credit_lies_between_0_and_1(body: MultipleBody, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(ids(body)), max_size=9))

    assert 0 <= grade(body, chosen) <= 1
    assert grade(body, chosen) == grade(body, sorted(chosen, reverse=True))


@given(multiple_bodies())
def test_the_key_earns_everything_and_nothing_else_does(body: MultipleBody) -> None:
    key = TYPES["multiple"].key(body)

    assert TYPES["multiple"].grade(body, key) == 1
    for other in ids(body):
        toggled = set(key.choices) ^ {other}
        assert grade(body, sorted(toggled)) < 1


@given(multiple_bodies())
def test_choosing_nothing_earns_nothing_and_everything_neither(body: MultipleBody) -> None:
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


CHOICES = [{"id": letter, "text": letter} for letter in "abc"]
BODIES: dict[str, dict[str, object]] = {
    "single": {"choices": CHOICES, "key": "a"},
    "multiple": {"choices": CHOICES, "key": ["a"]},
    "text": {"accept": ["Canberra"], "near": 0.5},
    "number": {"key": 41.5, "tolerance": 0.25, "near": 3, "unit": "km"},
}


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_view_never_holds_the_key(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(BODIES[name])

    view = kind.view(body).model_dump()
    kind.arrange(view, Random(1))

    assert "key" not in str(view)
    assert "41.5" not in str(view)
    assert "Canberra" not in str(view)
    assert view["type"] == name
    assert kind.View.model_validate(view)
    assert kind.grade(body, kind.key(body)) == 1


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_guess_can_be_graded(name: str) -> None:
    kind = TYPES[name]
    body = kind.Body.model_validate(BODIES[name])
    view = kind.view(body).model_dump()

    for seed in range(20):
        response = kind.Response.model_validate(kind.guess(view, Random(seed)))
        assert 0 <= kind.grade(body, response) <= 1


def test_choices_are_arranged_and_none_is_lost() -> None:
    body = SingleBody.model_validate(BODIES["single"])
    orders = set()
    for seed in range(20):
        view = TYPES["single"].view(body).model_dump()
        TYPES["single"].arrange(view, Random(seed))
        orders.add("".join(choice["id"] for choice in view["choices"]))

    assert len(orders) > 1
    assert {"".join(sorted(order)) for order in orders} == {"abc"}


numbers = st.floats(-1e15, 1e15)
distances = st.floats(0, 1e15)


def off(key: float, tolerance: float, near: float | None, number: float) -> float:
    body = NumberBody(key=key, tolerance=tolerance, near=near)
    return TYPES["number"].grade(body, NumberResponse(number=number))


@given(numbers, distances, st.none() | distances, numbers, numbers)
def test_a_number_earns_less_the_farther_off_it_is(
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
def test_a_number_that_is_off(number: float, credit: float) -> None:
    assert off(0.3, 0.1, 0.2, number) == pytest.approx(credit)


def test_without_near_a_number_is_right_or_wrong() -> None:
    assert [off(10, 1, None, number) for number in (8.99, 9, 10, 11, 11.01)] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "7"}, "valid number"),
        ({"key": float("inf")}, "finite number|less than or equal"),
        ({"key": 1e16}, "less than or equal"),
        ({"tolerance": -1}, "greater than or equal"),
        ({"tolerance": 2, "near": 2}, "must be larger"),
    ],
)
def test_a_faulty_number_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        NumberBody.model_validate({"key": 7, **changes})


PRINTABLE = st.characters(exclude_categories=["Cc", "Cs"])


def text_credit(typed: str, *accept: object, **changes: object) -> float:
    body = TextBody.model_validate({"accept": list(accept), **changes})
    return TYPES["text"].grade(body, TextResponse(text=typed))


@pytest.mark.parametrize(
    ("typed", "accepted", "credit"),
    [
        ("Canberra", "Canberra", 1),
        ("  canberra ", "Canberra", 1),
        ("new   york", "New York", 1),
        ("sao paulo", "São Paulo", 1),
        ("SA\u0303O PAULO", "São Paulo", 1),  # written in two characters
        ("STRASSE", "Straße", 1),
        ("ﬁn", "fin", 1),  # a ligature
        ("Sydney", "Canberra", 0),
        ("Canberra", "Can*ra", 1),
        ("Canra", "Can*ra", 1),
        ("the city of canberra", "*canberra", 1),
        ("Canberrax", "Can*ra", 0),
        ("a b c d e", "a * c * e", 1),
        ("a b d e", "a * c * e", 0),
        ("aba", "ab*ba", 0),  # no character counts twice
        ("a.c", "a.c", 1),
        ("abc", "a.c", 0),  # no pattern but the star
        ("Canbera", "Canberra", 0.5),
        ("Cambera", "Canberra", 0),
        ("Canbrera", "Canberra", 0.5),
        ("Canberrra", "Canberra", 0.5),
        ("Xanberra", "Canberra", 0.5),
        ("cat", "car", 0),  # too short for a slip
        ("東京", "東京", 1),
    ],
)
def test_what_counts_of_a_text(typed: str, accepted: str, credit: float) -> None:
    assert text_credit(typed, accepted, near=0.5) == credit


def test_case_and_accents_count_where_the_author_says_so() -> None:
    assert text_credit("rené", "René", match_case=True) == 0
    assert text_credit("Rene", "René", match_case=True) == 1
    assert text_credit("rene", "René", match_accents=True) == 0
    assert text_credit("RENÉ", "René", match_accents=True) == 1


def test_the_best_of_the_accepted_answers_counts() -> None:
    accept = [{"text": "*burg", "credit": 0.25}, {"text": "Hamburg", "credit": 1}]
    assert text_credit("Hamburg", *accept) == 1
    assert text_credit("Freiburg", *accept) == 0.25
    assert text_credit("Bremen", *accept) == 0


@given(st.text(PRINTABLE, min_size=1, max_size=200), st.text("ab*é ", min_size=1, max_size=30))
def test_any_text_is_graded(typed: str, accepted: str) -> None:
    assume(accepted.replace("*", "").strip())
    body = TextBody.model_validate({"accept": [accepted], "near": 0.5})

    assert text_credit(typed, accepted, near=0.5) in (0, 0.5, 1)
    assert TYPES["text"].grade(body, TYPES["text"].key(body)) == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"accept": []}, "at least 1"),
        ({"accept": [{"text": "a", "credit": 0.5}]}, "earns everything"),
        ({"accept": ["a", " * "]}, "no characters of its own"),
        ({"accept": ["a" * 201]}, "at most 200"),
        ({"near": 1}, "less than 1"),
    ],
)
def test_a_faulty_text_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        TextBody.model_validate({"accept": ["a"], **changes})


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
