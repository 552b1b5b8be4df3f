from uuid import uuid4

from backend.library.packs import Pack
from tests.support.api import Api
from tests.support.shown import as_shown


def test_resuming_continues_where_the_player_was(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    answer = api.answer(attempt, attempt["questions"][1], "b")

    again = api.get(f"/attempts/{attempt['id']}")

    given = as_shown(attempt["questions"][1], {"choice": "b"})
    assert again["questions"][1]["response"] == answer["response"] == given
    assert again["questions"][1]["verdict"] == answer["verdict"]
    for index in (0, 2):  # the others are as they were, in the same order
        assert again["questions"][index] == attempt["questions"][index]


def test_resuming_shows_the_score_so_far(api: Api, quiz: Pack) -> None:
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0], "a")
    api.answer(attempt, attempt["questions"][1], "b")

    assert api.get(f"/attempts/{attempt['id']}")["score"] == 1


def test_an_unknown_attempt_is_404(api: Api) -> None:
    api.get(f"/attempts/{uuid4()}", 404)
    api.get("/attempts/1", 404)
