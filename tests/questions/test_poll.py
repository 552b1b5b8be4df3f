import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.questions import TYPES, InvalidResponse
from backend.questions.poll import PollBody, PollResponse

CHOICES = [{"id": letter, "text": letter.upper()} for letter in "abcd"]
VOTES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)


def grade(several: bool, *votes: str) -> float:
    body = PollBody.model_validate({"choices": CHOICES, "several": several})
    return TYPES["poll"].grade(body, PollResponse(votes=list(votes)))


@given(VOTES)
def test_no_vote_earns_anything(votes: list[str]) -> None:
    assert grade(True, *votes) == grade(False, votes[0]) == 0


def test_multiple_votes_are_refused_in_a_single_choice_poll() -> None:
    with pytest.raises(InvalidResponse, match="takes one vote"):
        grade(False, "a", "b")


def test_unknown_options_cannot_be_voted_for() -> None:
    with pytest.raises(InvalidResponse, match="no choice 'z'"):
        grade(True, "a", "z")


@pytest.mark.parametrize("votes", [[], ["a", "a"], ["A"], list("abcdefghij")])
def test_a_faulty_ballot_is_refused(votes: list[str]) -> None:
    with pytest.raises(ValidationError):
        PollResponse(votes=votes)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "a"}, "Extra inputs"),
        ({"choices": CHOICES[:1]}, "at least 2"),
        ({"choices": [CHOICES[0], CHOICES[0]]}, "same id"),
        ({"several": 2}, "valid boolean"),
    ],
)
def test_a_faulty_poll_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        PollBody.model_validate({"choices": CHOICES, **changes})
