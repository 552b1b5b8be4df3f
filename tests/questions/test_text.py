import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES
from backend.questions.text import TextBody, TextResponse

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
        ("abc", "a.c", 0),  # the star is the only wildcard
        ("Canbera", "Canberra", 0.5),
        ("Cambera", "Canberra", 0),
        ("Canbrera", "Canberra", 0.5),
        ("Canberrra", "Canberra", 0.5),
        ("Xanberra", "Canberra", 0.5),
        ("cat", "car", 0),  # too short for a slip
        ("東京", "東京", 1),
    ],
)
def test_insignificant_differences_are_ignored(typed: str, accepted: str, credit: float) -> None:
    assert text_credit(typed, accepted, near=0.5) == credit


def test_case_and_accents_count_if_enabled() -> None:
    assert text_credit("rené", "René", match_case=True) == 0
    assert text_credit("Rene", "René", match_case=True) == 1
    assert text_credit("rene", "René", match_accents=True) == 0
    assert text_credit("RENÉ", "René", match_accents=True) == 1


def test_the_best_accepted_answer_counts() -> None:
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
