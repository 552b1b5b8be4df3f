import pytest
from pydantic import ValidationError

from backend.questions import TYPES, InvalidResponse
from backend.questions.wordcloud import WordcloudBody, WordcloudResponse, folded

KIND = TYPES["wordcloud"]


def body(**fields: object) -> WordcloudBody:
    return WordcloudBody.model_validate({"entries": 2, **fields})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("  rock   n’ roll ", "rock n' roll"),
        ("STRASSE", "Straße"),
        ("co-operate", "co\u2011operate"),
    ],
)
def test_answers_that_look_alike_are_counted_together(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_an_answer_that_a_player_gives_twice_is_counted_once() -> None:
    assert KIND.tally(body(), WordcloudResponse(words=["Tea", "tea "])) == ["tea"]


def test_it_is_worth_nothing_however_it_is_answered() -> None:
    assert KIND.grade(body(), WordcloudResponse(words=["tea", "milk"])) == 0


def test_more_answers_than_it_asks_for_are_refused() -> None:
    with pytest.raises(InvalidResponse, match="at most 1 answers"):
        KIND.grade(body(entries=1), WordcloudResponse(words=["tea", "milk"]))


@pytest.mark.parametrize(
    "words", [[], [""], ["\u200b"], ["a" * 41], ["two\nlines"], ["a", "b", "c", "d"], [1]]
)
def test_what_cannot_be_shown_is_no_answer(words: list[object]) -> None:
    with pytest.raises(ValidationError):
        WordcloudResponse.model_validate({"words": words})


@pytest.mark.parametrize(
    ("hidden", "word", "by"),
    [
        (["spam"], "Spám", "spam"),
        (["spam"], "spammer", None),
        (["tea", "*SPAM*"], "lots of spam here", "*SPAM*"),
        (["*spam"], "spam here", None),
        ([], "spam", None),
    ],
)
def test_the_authors_patterns_hide_answers(hidden: list[str], word: str, by: str | None) -> None:
    [label] = KIND.tally(body(), WordcloudResponse(words=[word]))

    assert KIND.hidden_by(body(hidden=hidden), label) == by


def test_players_do_not_learn_what_is_hidden() -> None:
    assert "spam" not in KIND.view(body(hidden=["spam"])).model_dump_json()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"hidden": ["**"]}, "no characters"),
        ({"hidden": ["a" * 41]}, "at most 40"),
        ({"hidden": [str(number) for number in range(201)]}, "at most 200"),
        ({"entries": 4}, "less than or equal to 3"),
        ({"key": "a"}, "Extra inputs"),
    ],
)
def test_a_faulty_word_cloud_is_refused(fields: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        body(**fields)
