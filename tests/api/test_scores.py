from collections.abc import Callable

import pytest

from backend.library.packs import Pack
from backend.play.leaderboard import Leaderboard, boards
from tests.support.api import Api
from tests.support.attempts import leaders


def play(api: Api, name: str | None, right: int) -> str:
    """Play with that many right answers; return when it was finished."""
    attempt = api.start()
    for index, question in enumerate(attempt["questions"]):
        api.answer(attempt, question, "a" if index < right else "b")
    finished: str = api.finish(attempt, name)["finished_at"]
    return finished


def test_the_best_come_first_and_ties_are_newest_first(api: Api, quiz: Pack) -> None:
    for name, right in (("Ann", 1), ("Bob", 3), ("Cat", 1), ("Dan", 2)):
        play(api, name, right)

    assert leaders(api) == ["Bob", "Dan", "Cat", "Ann"]


def test_equal_scores_share_a_rank(api: Api, quiz: Pack) -> None:
    for name, right in (("Ann", 1), ("Bob", 3), ("Cat", 3)):
        play(api, name, right)

    board = api.get("/quizzes/small/scores")["scores"]

    assert [score["rank"] for score in board] == [1, 1, 3]


def test_scores_can_be_sorted_by_date(api: Api, quiz: Pack) -> None:
    for name, right in (("Ann", 1), ("Bob", 3), ("Cat", 2)):
        play(api, name, right)

    board = api.get("/quizzes/small/scores?sort=latest")["scores"]

    assert [score["player_name"] for score in board] == ["Cat", "Bob", "Ann"]
    assert {score["rank"] for score in board} == {None}


def test_only_finished_attempts_with_a_name_are_listed(api: Api, quiz: Pack) -> None:
    play(api, None, 3)
    api.start()
    play(api, "Ann", 1)

    assert leaders(api) == ["Ann"]


def test_the_limit_is_respected(api: Api, quiz: Pack) -> None:
    for number in range(4):
        play(api, f"Player {number}", number % 3)

    assert len(leaders(api, "?limit=2")) == 2


def test_attempt_ids_are_never_listed(api: Api, quiz: Pack) -> None:
    play(api, "Ann", 1)

    board = api.get("/quizzes/small/scores")

    fields = {"rank", "player_name", "score", "max_score", "finished_at"}
    assert set(board["scores"][0]) == fields


def test_a_quiz_without_attempts_has_an_empty_board(api: Api, quiz: Pack) -> None:
    assert leaders(api) == []


def test_the_leaderboard_takes_one_statement(
    api: Api, quiz: Pack, queries: Callable[[], list[str]]
) -> None:
    play(api, "Ann", 1)
    queries()

    api.get("/quizzes/small/scores")

    assert len(queries()) == 1


def test_a_board_is_cached_for_a_second_unless_fresh_is_requested(
    api: Api, quiz: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("backend.play.leaderboard.monotonic", lambda: now[0])
    play(api, "Ann", 1)
    assert leaders(api) == ["Ann"]
    play(api, "Bob", 3)

    now[0] += 0.9
    assert leaders(api) == ["Ann"]
    assert leaders(api, "?fresh=true") == ["Bob", "Ann"]
    play(api, "Cat", 2)
    now[0] += 1.1
    assert leaders(api) == ["Bob", "Cat", "Ann"]


def test_cached_boards_do_not_pile_up(api: Api, quiz: Pack) -> None:
    board = Leaderboard(quiz="other", sort="best", scores=[])
    boards.update({(f"quiz-{number}", "best", 10): (0.0, board) for number in range(1000)})

    leaders(api)

    assert len(boards) == 1


def test_unknown_parameters_are_refused(api: Api, quiz: Pack) -> None:
    api.get("/quizzes/other/scores", 404)
    for query in ("sort=worst", "limit=0", "limit=101", "limit=x", "page=2"):
        problem = api.get(f"/quizzes/small/scores?{query}", 422)
        assert problem["errors"][0]["field"] == query.split("=")[0]


def test_the_rank_in_a_result_matches_the_board(api: Api, quiz: Pack) -> None:
    play(api, "Ann", 3)
    play(api, "Bob", 3)
    attempt = api.start()
    api.answer(attempt, attempt["questions"][0])

    assert api.finish(attempt, "Cat")["rank"] == 3
