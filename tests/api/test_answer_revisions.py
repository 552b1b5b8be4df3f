"""Revisions of answers: whatever the order of arrival, the last one stands."""

from itertools import permutations
from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from tests.support.api import Api, at_once
from tests.support.free_navigation import clear, give, load, seen, stored
from tests.support.shown import shown_id

Json = Any  # whatever the API answers


@pytest.mark.parametrize("order", [*permutations((1, 2, 3))])
@pytest.mark.parametrize("cleared", [1, 2, 3])
def test_whatever_the_order_of_arrival_the_highest_revision_stands(
    api: Api, order: tuple[int, ...], cleared: int
) -> None:
    load()
    attempt = api.start()
    choices = {1: "a", 2: "b", 3: "c"}

    highest = 0
    for revision in order:
        if revision == cleared:
            answered = clear(api, attempt, revision)
        else:
            answered = give(api, attempt, choices[revision], revision)
        highest = max(highest, revision)
        assert answered["revision"] == highest

    assert seen(api, attempt) == (None if cleared == 3 else "c", 3)
    assert len(stored()) == (0 if cleared == 3 else 1)


def test_a_revision_that_is_sent_again_changes_nothing(api: Api) -> None:
    """Two tabs that know nothing of each other count the same: the first one stands for both."""
    load()
    attempt = api.start()
    first = give(api, attempt, "b", 1)

    assert give(api, attempt, "b", 1) == first
    assert give(api, attempt, "a", 1) == first
    assert seen(api, attempt) == ("b", 1)


def test_a_client_that_does_not_count_answers_once(api: Api) -> None:
    load()
    attempt = api.start()

    assert give(api, attempt, "a")["revision"] == 1
    assert give(api, attempt, "b")["response"] == {"choice": shown_id(attempt["questions"][0], "a")}
    clear(api, attempt, 2)
    assert give(api, attempt, "b")["response"] is None


def test_moves_at_the_same_moment(api: Api, app: OpenAPI) -> None:
    """Answers and clearings of one question race; the highest revision stands, whole."""
    load()
    for _round in range(5):
        attempt = api.start()

        def move(revision: int, attempt: Json = attempt) -> Any:
            if revision % 3 == 2:
                return lambda client: clear(client, attempt, revision)
            return lambda client: give(client, attempt, "abc"[revision % 3], revision)

        at_once(app, [move(revision) for revision in (5, 8, 3, 7, 2, 6, 1, 4)])

        assert seen(api, attempt) == (None, 8)
        at_once(app, [move(revision) for revision in (9, 11, 12, 10)])
        assert seen(api, attempt) == ("a", 12)
        assert api.finish(attempt)["score"] == 1


def test_handing_in_while_an_answer_arrives(api: Api, app: OpenAPI) -> None:
    """The score is that of the stored answers, in whatever order the requests came."""
    load()
    for _round in range(5):
        attempt = api.start()
        give(api, attempt, "b", 1)

        def change(client: Api, attempt: Json = attempt) -> int:
            question = attempt["questions"][0]
            body = {
                "question": question["id"],
                "response": {"choice": shown_id(question, "a")},
                "revision": 2,
            }
            return client.client.post(
                f"/api/attempts/{attempt['id']}/answers", json=body
            ).status_code

        def hand_in(client: Api, attempt: Json = attempt) -> float:
            return float(client.finish(attempt)["score"])

        status, score = at_once(app, [change, hand_in])

        assert score == (1 if status == 200 else 0)
        assert api.get(f"/attempts/{attempt['id']}")["questions"][0]["verdict"]["credit"] == score
