"""Concurrent requests, each in a thread of its own."""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.library.packs import Pack, load_pack
from backend.models import Answer, db
from backend.play.bank import Bank
from backend.play.caches import current_quiz, kept_quizzes
from tests.support.api import Api, at_once
from tests.support.locks import until, waits_for_locks
from tests.support.questions import pack
from tests.support.shown import as_shown


def test_twenty_identical_answers_store_one_row_with_one_verdict(
    app: OpenAPI, api: Api, quiz: Pack
) -> None:
    attempt = api.start()

    verdicts = at_once(app, [lambda a: a.answer(attempt, attempt["questions"][0])] * 20)

    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 1


def test_one_of_twenty_different_answers_counts(app: OpenAPI, api: Api, quiz: Pack) -> None:
    attempt = api.start()

    def call(choice: str) -> Callable[[Api], Any]:
        return lambda a: a.answer(attempt, attempt["questions"][0], choice)

    verdicts = at_once(app, [call("abcd"[n % 4]) for n in range(20)])

    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 1


def test_a_score_never_misses_an_answer_that_was_acknowledged(app: OpenAPI, api: Api) -> None:
    load_pack(pack(questions=8))
    for round_number in range(12):
        attempt = api.start()

        def answer(question: Any, a: Api, attempt: Any = attempt) -> bool:
            path = f"/api/attempts/{attempt['id']}/answers"
            response = as_shown(question, {"choice": "a"})
            body = {"question": question["id"], "response": response}
            status = a.client.post(path, json=body).status_code
            assert status in (200, 409)
            return status == 200

        calls: list[Callable[[Api], Any]] = [partial(answer, q) for q in attempt["questions"]]
        finish = partial(Api.finish, attempt=attempt)
        calls.insert(Random(round_number).randrange(9), finish)
        acknowledged = sum(result is True for result in at_once(app, calls))

        assert api.get(f"/attempts/{attempt['id']}")["score"] == acknowledged


def test_concurrent_starts_of_a_new_quiz_read_its_bank_once(app: OpenAPI, quiz: Pack) -> None:
    begun: list[Api] = []

    def bank(player: Api) -> Bank:
        begun.append(player)
        with app.app_context(), db.engine.connect() as connection:
            return current_quiz(connection, quiz.slug).bank

    kept_quizzes.clear()
    with db.engine.begin() as slow:
        slow.execute(text("LOCK quiz_question"))

        def let_them_read(_: Api) -> None:
            with app.app_context():
                until(lambda: len(begun) == 3 and waits_for_locks() > 0)
            slow.commit()

        banks = at_once(app, [bank, bank, bank, let_them_read])[:3]

    assert all(each is banks[0] for each in banks)
