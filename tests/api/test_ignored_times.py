"""Authors read that a question's own time limit does not apply where players can go back."""

from typing import Any

import pytest

from tests.support.authors import Author, content

FREE = {"feedback": "at_end", "navigation": "free"}
IGNORED = ("seconds", "question-time-ignored", "warning")


def warnings(question: dict[str, Any]) -> list[tuple[str, str, str]]:  # Any: JSON
    return [(one["field"], one["code"], one["severity"]) for one in question["problems"]]


def test_each_question_with_a_limit_of_its_own_is_named(ada: Author) -> None:
    quiz = ada.new_quiz(content("timed", seconds=20), content("plain"))
    before = ada.draft(quiz)
    assert [warnings(question) for question in before["questions"]] == [[], []]

    free = {"version": before["version"], "settings": FREE}
    changed = ada.patch(f"/studio/quizzes/{quiz}/draft", free)

    assert [warnings(question) for question in changed["questions"]] == [[IGNORED], []]
    assert ada.draft(quiz)["questions"] == changed["questions"]
    timed, plain = changed["questions"]
    assert warnings(ada.put_question(quiz, plain, seconds=30)) == [IGNORED]
    assert warnings(ada.put_question(quiz, timed, seconds=None)) == []
    assert warnings(ada.add(quiz, content("added", seconds=5))) == [IGNORED]


def test_it_keeps_nothing_from_being_published(ada: Author) -> None:
    quiz = ada.new_quiz(content("timed", seconds=20))
    ada.patch(f"/studio/quizzes/{quiz}/draft", {"version": 1, "settings": FREE})

    ada.publish(quiz)

    assert warnings(ada.draft(quiz)["questions"][0]) == [IGNORED]


@pytest.mark.parametrize("chosen", [{"navigation": ["free"]}, {"navigation": "forward"}])
def test_other_settings_cause_none(ada: Author, chosen: dict[str, Any]) -> None:  # Any: JSON
    quiz = ada.new_quiz(content("timed", seconds=20))
    ada.patch(f"/studio/quizzes/{quiz}/draft", {"version": 1, "settings": chosen})

    assert warnings(ada.draft(quiz)["questions"][0]) == []
