import pytest
from pydantic import ValidationError

from backend.questions import TYPES
from backend.questions.truefalse import TrueFalseBody, TrueFalseResponse


@pytest.mark.parametrize("key", [True, False])
@pytest.mark.parametrize("answer", [True, False])
def test_truefalse_is_all_or_nothing(key: bool, answer: bool) -> None:
    credit = TYPES["truefalse"].grade(TrueFalseBody(key=key), TrueFalseResponse(answer=answer))

    assert credit == (1 if key == answer else 0)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "key\n.*Field required"),
        ({"key": "true"}, "valid boolean"),
        ({"key": 1}, "valid boolean"),
        ({"key": True, "choices": []}, "Extra inputs"),
    ],
)
def test_a_faulty_statement_is_refused(body: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        TrueFalseBody.model_validate(body)
