"""Answers as people type them: one table of cases for the server and (in vitest) the client."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors.responses import InvalidResponse
from backend.questions import TYPES
from backend.questions.numerals import read_number
from backend.questions.text import TextBody, plain

CASES = json.loads((Path(__file__).parent / "typed_answers.json").read_text())
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200)


def credit(type_: str, body: dict[str, Any], response: object) -> float:  # Any: JSON
    kind = TYPES[type_]
    graded = kind.grade(kind.Body.model_validate(body), kind.Response.model_validate(response))
    return float(graded)


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: ascii(case["typed"]))
def test_texts_are_compared_leniently(case: dict[str, Any]) -> None:
    body = {"accept": [case["accepted"]], **case.get("options", {})}

    assert plain(case["typed"], TextBody.model_validate(body)) == case["normal"]
    assert credit("text", body, {"text": case["typed"]}) == case["right"]
    gap = {"text": "[[gap]]", "gaps": {"gap": body}}
    assert credit("blanks", gap, {"gaps": {"gap": case["typed"]}}) == case["right"]


@pytest.mark.parametrize("case", CASES["numbers"], ids=lambda case: ascii(case["typed"]))
def test_numbers_are_parsed_leniently(case: dict[str, Any]) -> None:
    readings = read_number(case["typed"], case["unit"])

    assert [float(number) for number in readings] == case["readings"]
    if "key" in case:
        body = {"key": case["key"], "unit": case["unit"]}
        assert credit("number", body, {"number": case["typed"]}) == case["credit"]
        gap = {"text": "[[gap]]", "gaps": {"gap": body}}
        assert credit("blanks", gap, {"gaps": {"gap": case["typed"]}}) == case["credit"]


def test_text_that_is_not_a_number_is_refused() -> None:
    number = {"key": 7, "unit": "km"}
    gap = {"text": "[[gap]]", "gaps": {"gap": number}}

    with pytest.raises(InvalidResponse, match="not a number"):
        credit("number", number, {"number": "seven"})
    with pytest.raises(InvalidResponse, match="takes a number"):
        credit("blanks", gap, {"gaps": {"gap": "seven"}})


@pytest.mark.parametrize(
    ("typed", "label"), [("42,195", "42.195 km"), ("43,000", "43 km"), ("42 km", "42 km")]
)
def test_an_ambiguous_number_is_counted_by_its_credit(typed: str, label: str) -> None:
    kind = TYPES["number"]
    body = kind.Body.model_validate({"key": 42.195, "unit": "km"})

    assert kind.tally(body, kind.Response.model_validate({"number": typed})) == [label]


@given(typed=PRINTABLE, unit=st.sampled_from(["", "km", "%", "m²", "€"]) | PRINTABLE)
def test_every_text_is_a_number_or_none(typed: str, unit: str) -> None:
    assert all(abs(number) <= 1e100 for number in read_number(typed, unit))


@given(st.floats(-1e15, 1e15))
def test_a_machine_written_number_is_read_back(number: float) -> None:
    assert number in [float(reading) for reading in read_number(repr(number), "")]


@given(typed=PRINTABLE)
def test_a_text_of_any_length_is_counted_under_a_short_label(typed: str) -> None:
    kind = TYPES["text"]
    body = kind.Body.model_validate({"accept": ["x"]})
    [label] = kind.tally(body, kind.Response.model_validate({"text": typed}))

    assert 0 < len(label) <= 300
