import json
import re
from collections.abc import Callable

from sqlalchemy import text

from backend.library.packs import Pack, load_pack
from backend.models import Quiz, db
from backend.play import caches
from tests.support.api import Api
from tests.support.questions import multiple, pack, single


def test_a_small_bank_is_drawn_completely(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    assert len(attempt["questions"]) == len(quiz.questions) == 3


def test_the_draw_has_the_configured_number_of_distinct_questions(api: Api) -> None:
    load_pack(pack(questions=30, settings={"draw": 10}))

    attempt = api.start()

    assert len({question["id"] for question in attempt["questions"]}) == 10


def test_a_large_quiz_is_drawn_whole_and_played_to_the_end(api: Api) -> None:
    load_pack(pack(questions=200, settings={"draw": 200}))

    attempt = api.start()
    api.answer(attempt, attempt["questions"][199], "a")

    assert len({question["id"] for question in attempt["questions"]}) == 200


def test_without_a_number_it_draws_all(api: Api) -> None:
    load_pack(pack(questions=12, settings={}))

    assert len(api.start()["questions"]) == api.get("/quizzes/small")["draw"] == 12


def test_a_quiz_stored_by_an_older_release_without_a_draw_still_draws_ten(api: Api) -> None:
    load_pack(pack(questions=12, settings={}))
    db.session.execute(text("UPDATE quiz SET settings = '{}', revision = revision + 1"))
    db.session.commit()

    assert len(api.start()["questions"]) == api.get("/quizzes/small")["draw"] == 10


def test_draws_differ_between_attempts(api: Api) -> None:
    load_pack(pack(questions=30, settings={"draw": 10}))

    draws = {tuple(question["id"] for question in api.start()["questions"]) for _ in range(5)}

    assert len(draws) == 5


def test_a_started_attempt_contains_nothing_that_reveals_a_key(api: Api) -> None:
    questions = [single("one", tags=["wat"]), multiple("two")]
    load_pack(pack(of=questions))

    attempt = api.start()

    text = json.dumps(attempt)
    assert "Explanation" not in text
    assert '"key"' not in text
    assert "wat" not in text
    assert all(question["verdict"] is None for question in attempt["questions"])
    shown = {"type", "choices", "shuffle"}
    assert all(set(question["view"]) == shown for question in attempt["questions"])


def test_starting_takes_one_to_three_statements(
    api: Api, quiz: Pack, queries: Callable[[], list[str]]
) -> None:
    api.start()
    assert len(queries()) == 2

    api.start()
    assert len(queries()) == 1

    load_pack(pack(questions=4))
    queries()
    api.start()
    assert len(queries()) == 3


def test_changes_to_a_quiz_apply_from_the_next_start(api: Api) -> None:
    for questions, settings in ((3, {"draw": 2}), (5, {"draw": 4}), (1, {"draw": 4})):
        load_pack(pack(questions=questions, settings={**settings, "feedback": "at_end"}))
        attempt = api.start()
        assert len(attempt["questions"]) == min(questions, settings["draw"])
        assert attempt["score"] is None

    load_pack(pack(title="Renamed", settings={"feedback": "immediate"}))
    assert (api.start()["quiz"]["title"], api.start()["score"]) == ("Renamed", 0)

    db.session.query(Quiz).update({"visibility": "private"})
    db.session.commit()
    api.post("/quizzes/small/attempts", {}, 404)


def test_a_reload_shows_the_same_questions_and_choices_in_the_same_order(api: Api) -> None:
    questions = [multiple("m", shuffle=False), *(single(f"q{n}") for n in range(6))]
    load_pack(pack(of=questions, settings={"draw": 5}))
    for _ in range(5):
        attempt = api.start()
        assert api.get(f"/attempts/{attempt['id']}") == attempt


def test_choices_are_shuffled_per_attempt_and_keep_opaque_ids(api: Api, quiz: Pack) -> None:
    orders = {
        tuple(choice["id"] for choice in question["view"]["choices"])
        for _ in range(5)
        for question in api.start()["questions"]
    }

    assert len(orders) > 1
    [ids] = {frozenset(order) for order in orders}
    assert all(re.fullmatch("[0-9a-f]{12}", shown) for shown in ids)


def test_unshuffled_choices_keep_their_order(api: Api) -> None:
    load_pack(pack(of=[single("one", shuffle=False)]))

    for _ in range(5):
        choices = api.start()["questions"][0]["view"]["choices"]
        assert [choice["text"] for choice in choices] == [f"choice {c}" for c in "abcd"]


def test_an_unknown_quiz_is_404(api: Api, quiz: Pack) -> None:
    problem = api.post("/quizzes/other/attempts", {}, 404)

    assert "other" in problem["detail"]


def test_a_private_quiz_is_404(api: Api, quiz: Pack) -> None:
    db.session.query(Quiz).update({"visibility": "private"})
    db.session.commit()

    api.post("/quizzes/small/attempts", {}, 404)
    api.get("/quizzes/small", 404)
    api.get("/quizzes/small/scores", 404)


def test_a_quiz_without_questions_cannot_start(api: Api) -> None:
    db.session.add(
        Quiz(
            slug="bare",
            title="Bare",
            description="",
            description_html="",
            language="en",
            settings={},
        )
    )
    db.session.commit()

    assert "no questions" in api.post("/quizzes/bare/attempts", {}, 409)["detail"]


def newer(position: int) -> None:
    """Change the question at that position to a type of a newer release."""
    db.session.execute(
        text("""
            UPDATE question SET type = 'telepathy', view = '{"type": "telepathy"}'
            FROM quiz_question WHERE question_id = id AND position = :position
        """),
        {"position": position},
    )
    db.session.commit()


def test_questions_of_a_newer_release_are_not_drawn(api: Api) -> None:
    load_pack(pack(questions=3))
    newer(2)

    attempt = api.start()

    assert len(attempt["questions"]) == 2
    assert attempt["max_score"] == 2
    assert {question["view"]["type"] for question in attempt["questions"]} == {"single"}


def test_a_quiz_with_only_unknown_types_cannot_start(api: Api) -> None:
    load_pack(pack(questions=1))
    newer(1)

    assert "no questions" in api.post("/quizzes/small/attempts", {}, 409)["detail"]


def test_questions_of_a_newer_release_are_drawn_after_the_upgrade(api: Api) -> None:
    """Its browser tries again, until the newer release answers."""
    load_pack(pack(questions=1))
    attempt = api.start()
    newer(1)
    caches.kept_questions.clear()

    seen = api.get(f"/attempts/{attempt['id']}", 503)
    body = {"question": attempt["questions"][0]["id"], "response": {"choice": "a"}}
    refused = api.post(f"/attempts/{attempt['id']}/answers", body, 503)

    assert "telepathy" in seen["detail"]
    assert "newer release" in refused["detail"]
