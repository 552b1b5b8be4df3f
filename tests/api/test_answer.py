from collections.abc import Callable
from uuid import uuid4

import pytest

from backend.library.packs import Pack, load_pack
from backend.models import Answer
from tests.support.api import Api
from tests.support.questions import multiple, number, pack, single, typed
from tests.support.shown import as_shown
from tests.support.tables import count, empty_tables


def test_answering_returns_the_verdict_with_key_and_explanation(api: Api) -> None:
    load_pack(pack(of=[single("one", tags=["python", "wat"])]))
    attempt = api.start()

    answer = api.answer(attempt, attempt["questions"][0], "a")

    verdict = answer["verdict"]
    assert (verdict["credit"], verdict["points"]) == (1, 1)
    assert verdict["key"] == as_shown(attempt["questions"][0], {"choice": "a"})
    assert verdict["explanation_html"] == "<p>Explanation of one</p>"
    assert verdict["wat"] is True


def test_a_wrong_choice_earns_nothing(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    verdict = api.answer(attempt, attempt["questions"][0], "b")["verdict"]

    assert (verdict["credit"], verdict["points"]) == (0, 0)


def test_multiple_choice_earns_partial_credit(api: Api) -> None:
    load_pack(pack(of=[multiple("one", points=4)]))
    attempt = api.start()
    [question] = attempt["questions"]
    response = as_shown(question, {"choices": ["a", "c", "b"]})
    body = {"question": question["id"], "response": response}

    verdict = api.post(f"/attempts/{attempt['id']}/answers", body)["verdict"]

    assert (verdict["credit"], verdict["points"]) == (0.5, 2)


def test_a_number_near_the_key_earns_partial_credit(api: Api) -> None:
    load_pack(pack(of=[number("one", points=4)]))
    for given, points in ((42, 4), (40.0, 4), (48, 2), (-3e3, 0)):
        attempt = api.start()
        question = attempt["questions"][0]
        body = {"question": question["id"], "response": {"number": given}}

        answer = api.post(f"/attempts/{attempt['id']}/answers", body)

        assert question["view"] == {"type": "number", "unit": "km"}
        assert answer["response"] == {"number": given}
        assert answer["verdict"]["points"] == points
        assert answer["verdict"]["key"] == {"number": 42}


def test_a_text_near_the_key_earns_partial_credit(api: Api) -> None:
    load_pack(pack(of=[typed("one", points=4)]))
    for given, points in ((" CANBERRA ", 4), ("Canbera", 2), ("<b>Sydney</b>", 0)):
        attempt = api.start()
        question = attempt["questions"][0]
        body = {"question": question["id"], "response": {"text": given}}

        answer = api.post(f"/attempts/{attempt['id']}/answers", body)

        assert question["view"] == {"type": "text"}
        assert answer["response"] == {"text": given}
        assert answer["verdict"]["points"] == points
        assert answer["verdict"]["key"] == {"text": "Canberra"}


@pytest.mark.parametrize("given", ["", "a\x00b", "a\nb", "x" * 201, "\ud800", 42, None])
def test_a_response_that_is_not_one_line_of_text_is_refused(api: Api, given: object) -> None:
    load_pack(pack(of=[typed("one")]))
    attempt = api.start()
    body = {"question": attempt["questions"][0]["id"], "response": {"text": given}}

    api.post(f"/attempts/{attempt['id']}/answers", body, 422)

    assert count(Answer) == 0


@pytest.mark.parametrize("given", ["many", None, True, 1e101, [42]])
def test_a_response_that_is_not_a_number_can_be_retried(api: Api, given: object) -> None:
    load_pack(pack(of=[number("one")]))
    attempt = api.start()
    path = f"/attempts/{attempt['id']}/answers"
    body = {"question": attempt["questions"][0]["id"], "response": {"number": given}}

    api.post(path, body, 422)

    assert count(Answer) == 0
    assert api.post(path, {**body, "response": {"number": 42}})["verdict"]["credit"] == 1


def test_the_same_answer_again_returns_the_first_verdict(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    first = api.answer(attempt, attempt["questions"][0], "b")

    assert api.answer(attempt, attempt["questions"][0], "b") == first
    assert count(Answer) == 1


def test_another_answer_to_the_same_question_changes_nothing(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    first = api.answer(attempt, attempt["questions"][0], "b")

    assert api.answer(attempt, attempt["questions"][0], "a") == first
    assert count(Answer) == 1


def test_answering_takes_one_statement_plus_one_for_an_uncached_question(
    api: Api, quiz: Pack, queries: Callable[[], list[str]]
) -> None:
    first, second = api.start(), api.start()
    queries()

    api.answer(first, first["questions"][0])
    assert len(queries()) == 2

    api.answer(second, first["questions"][0])
    assert len(queries()) == 1


def test_cached_questions_of_another_database_are_not_reused(api: Api) -> None:
    load_pack(pack(questions=1))
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])
    empty_tables()
    load_pack(pack(of=[single("other", key="b")]))

    attempt = api.start()
    verdict = api.answer(attempt, attempt["questions"][0], "b")["verdict"]

    assert verdict["credit"] == 1
    assert verdict["key"] == as_shown(attempt["questions"][0], {"choice": "b"})
    assert verdict["explanation"] == "Explanation of other"


def test_only_drawn_questions_are_graded(api: Api) -> None:
    load_pack(pack(questions=2, settings={"draw": 1}))
    attempt, other = api.start(), api.start()
    while other["questions"][0]["id"] == attempt["questions"][0]["id"]:
        other = api.start()

    problem = api.answer(attempt, other["questions"][0], status=422)

    assert "not part of the attempt" in problem["detail"]
    assert count(Answer) == 0


def test_a_missing_question_is_refused(api: Api, quiz: Pack) -> None:
    api.answer(api.start(), {"id": 999_999}, status=422)


def test_an_unknown_choice_is_refused(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    problem = api.answer(attempt, attempt["questions"][0], "z", status=422)

    assert "'z'" in problem["detail"]
    assert count(Answer) == 0


def test_a_response_of_another_type_is_refused(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    body = {"question": attempt["questions"][0]["id"], "response": {"choices": ["a"]}}

    problem = api.post(f"/attempts/{attempt['id']}/answers", body, 422)

    assert "choice" in problem["detail"]


def test_an_unknown_attempt_is_404(api: Api, quiz: Pack) -> None:
    question = api.start()["questions"][0]

    api.answer({"id": uuid4()}, question, status=404)
    api.answer({"id": "not-a-uuid"}, question, status=404)


def test_a_finished_attempt_takes_no_answers_but_repeats_verdicts(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    first = api.answer(attempt, attempt["questions"][0])
    api.finish(attempt)

    problem = api.answer(attempt, attempt["questions"][1], status=409)

    assert "finished" in problem["detail"]
    assert api.answer(attempt, attempt["questions"][0]) == first
    assert count(Answer) == 1


def test_feedback_at_the_end_withholds_verdict_and_score(api: Api) -> None:
    load_pack(pack(settings={"feedback": "at_end"}))
    attempt = api.start()

    answer = api.answer(attempt, attempt["questions"][0])
    halfway = api.get(f"/attempts/{attempt['id']}")

    assert answer["verdict"] is None
    assert attempt["score"] is halfway["score"] is None
    assert all(question["verdict"] is None for question in halfway["questions"])
    assert all(question["verdict"] for question in api.finish(attempt)["questions"])


def test_editing_a_question_does_not_affect_a_running_attempt(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    load_pack(pack(of=[single(f"q{n}", key="b", prompt="Edited") for n in (1, 2, 3)]))

    verdict = api.answer(attempt, attempt["questions"][0], "a")["verdict"]

    assert verdict["credit"] == 1
    assert verdict["key"] == as_shown(attempt["questions"][0], {"choice": "a"})


def test_editing_a_question_does_not_affect_a_finished_attempt(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    for question in attempt["questions"]:
        api.answer(attempt, question)
    before = api.finish(attempt, "Ann")

    load_pack(pack(of=[single(f"q{n}", key="b", points=5, prompt="New") for n in (1, 2)]))

    assert api.get(f"/attempts/{attempt['id']}") == before
    assert api.get("/quizzes/small/scores")["scores"][0]["score"] == 3
