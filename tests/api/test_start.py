from collections.abc import Callable

from backend.library.packs import Pack, load_pack
from tests.conftest import Api, pack


def test_it_draws_all_questions_when_there_are_fewer_than_the_draw(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    assert len(attempt["questions"]) == len(quiz.questions) == 3


def test_it_draws_as_many_distinct_questions_as_the_quiz_says(api: Api) -> None:
    load_pack(pack(questions=30, settings={"draw": 10}))

    attempt = api.start()

    assert len({question["id"] for question in attempt["questions"]}) == 10


def test_it_takes_three_statements_at_most(
    api: Api, quiz: Pack, queries: Callable[[], list[str]]
) -> None:
    api.start()

    assert len(queries()) <= 3
