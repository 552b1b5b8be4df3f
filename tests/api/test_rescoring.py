"""Rescoring: past scores change only on request, and the former ones are kept."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.media.store import keep
from backend.models import db
from tests.support.accounts import SignedIn, add_user, sign_in_as
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.authors import Author, content
from tests.support.media import image
from tests.support.past import let_pass
from tests.support.questions import blanks, multiple, number, pack, picture, poll, single, typed
from tests.support.shown import as_shown

ROOT = "/studio/quizzes/1"


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    """The author of the small quiz, which has the id 1 and two questions."""
    add_user("ada@example.org", name="Ada")
    author = Author(app, "ada@example.org")
    author.new_quiz(content("q1"), content("q2"))
    return author


def correct(author: Author, place: int = 0, key: Any = "b", **changes: Any) -> None:
    """Publish another key of the question at this place. Any: JSON."""
    author.post(f"{ROOT}/draft", {})
    question = author.draft(1)["questions"][place]
    body = {**question["content"]["body"], "key": key}
    author.put_question(1, question, **{"body": body, **changes})
    author.publish(1)


def preview(author: SignedIn, **body: Any) -> Any:  # Any: JSON
    return author.post(f"{ROOT}/rescoring/preview", body)


def apply(author: SignedIn, status: int = 200) -> Any:  # Any: JSON
    """What the preview shows."""
    shown = preview(author)
    ids = [question["id"] for question in shown["questions"]]
    body = {"questions": ids, "expected": shown["attempts"]}
    return author.post(f"{ROOT}/rescoring", body, status)


def scores(author: SignedIn) -> list[tuple[float, float | None]]:
    rows = author.get(f"{ROOT}/attempts?order=asc")["attempts"]
    return [(row["score"], row["first_score"]) for row in rows]


def test_publishing_a_key_changes_no_past_attempt(ada: Author, api: Api) -> None:
    played = play(api, "small", choose("a", "a"))

    correct(ada)
    before = api.get(f"/attempts/{played['id']}")
    preview(ada)

    assert before == played
    assert api.get(f"/attempts/{played['id']}") == played
    assert scores(ada) == [(2.0, None)]


def test_the_preview_shows_what_would_change(ada: Author, api: Api) -> None:
    for choices in ("aa", "ba", "ca"):
        play(api, "small", choose(*choices), "Ann" if choices == "ba" else None)
    play(api, "small", {"Prompt of q2": {"choice": "a"}})
    api.start()
    correct(ada)

    shown = preview(ada)

    [question] = shown["questions"]
    assert (question["answers"], question["up"], question["down"], question["unfit"]) == (
        *(3, 1, 1),
        0,
    )
    assert (shown["attempts"], shown["up"], shown["down"]) == (2, 1, 1)
    assert (shown["before"][5], shown["before"][9]) == (1, 1)
    assert (shown["after"][5], shown["after"][9]) == (1, 1)
    changes = [(one["player_name"], one["before"], one["after"]) for one in shown["changes"]]
    assert changes == [("Ann", 1.0, 2.0), (None, 2.0, 1.0)]


def test_the_player_sees_both_scores_and_the_right_key(ada: Author, api: Api) -> None:
    played = play(api, "small", choose("a", "a"), "Ann")
    correct(ada, explanation="It was b.")
    apply(ada)

    seen = api.get(f"/attempts/{played['id']}")

    assert (seen["score"], seen["first_score"]) == (1.0, 2.0)
    by_prompt = {question["prompt"]: question for question in seen["questions"]}
    first, second = by_prompt["Prompt of q1"], by_prompt["Prompt of q2"]
    assert (first["corrected"], "corrected" in second) == (True, False)
    assert first["verdict"]["credit"] == 0.0
    assert first["verdict"]["key"] == as_shown(first, {"choice": "b"})
    assert first["verdict"]["explanation"] == "It was b."
    assert [score["score"] for score in api.get("/quizzes/small/scores")["scores"]] == [1.0]
    detail = ada.get(f"{ROOT}/attempts/1")
    former = {a["question"]["prompt"]: a["former"] for a in detail["answers"]}
    assert former == {"Prompt of q1": [{"credit": 1.0, "points": 1.0}], "Prompt of q2": []}


def test_rescoring_is_idempotent_but_allows_a_second_correction(ada: Author, api: Api) -> None:
    play(api, "small", choose("a", "a"))
    correct(ada, key="b")
    apply(ada)
    assert preview(ada)["questions"] == []
    assert scores(ada) == [(1.0, 2.0)]

    correct(ada, key="a")
    apply(ada)

    assert scores(ada) == [(2.0, 2.0)]
    [first, _] = sorted(
        ada.get(f"{ROOT}/attempts/1")["answers"], key=lambda a: a["question"]["prompt"]
    )
    assert [one["points"] for one in first["former"]] == [0.0, 1.0]


def test_answers_worth_the_same_get_the_corrected_key(ada: Author, api: Api) -> None:
    played = play(api, "small", choose("c", "a"))
    correct(ada)

    assert apply(ada)["attempts"] == 0

    seen = api.get(f"/attempts/{played['id']}")
    assert (seen["score"], seen["first_score"]) == (1.0, None)
    keys = {q["prompt"]: (q["verdict"]["key"], q) for q in seen["questions"]}
    for prompt, right in (("Prompt of q1", "b"), ("Prompt of q2", "a")):
        key, question = keys[prompt]
        assert key == as_shown(question, {"choice": right})


def test_only_the_chosen_questions_are_rescored(ada: Author, api: Api) -> None:
    play(api, "small", choose("a", "a"))
    correct(ada, 0)
    correct(ada, 1)
    shown = preview(ada)
    assert (len(shown["questions"]), shown["changes"][0]["after"]) == (2, 0.0)
    chosen = [shown["questions"][0]["id"]]

    assert preview(ada, questions=chosen)["changes"][0]["after"] == 1.0
    ada.post(f"{ROOT}/rescoring", {"questions": chosen, "expected": 1})

    assert scores(ada) == [(1.0, 2.0)]
    assert [one["id"] for one in preview(ada)["questions"]] == [shown["questions"][1]["id"]]


def test_a_response_to_a_removed_choice_keeps_its_score(ada: Author, api: Api) -> None:
    play(api, "small", choose("d", "a"))
    choices = [{"id": c, "text": f"choice {c}"} for c in "abc"]
    correct(ada, body={"choices": choices, "key": "b"})

    shown = apply(ada)

    assert [question["unfit"] for question in shown["questions"]] == [1]
    assert scores(ada) == [(1.0, None)]


def test_a_stale_preview_is_refused(ada: Author, api: Api) -> None:
    play(api, "small", choose("a", "a"))
    correct(ada)
    ids = [preview(ada)["questions"][0]["id"]]

    ada.post(f"{ROOT}/rescoring", {"questions": ids, "expected": 2}, 409)
    ada.post(f"{ROOT}/rescoring", {"questions": [10**9], "expected": 0}, 404)

    assert scores(ada) == [(2.0, None)]


def test_rescoring_needs_edit_rights_and_is_audited(ada: Author, app: OpenAPI, api: Api) -> None:
    play(api, "small", choose("a", "a"), "Ann")
    correct(ada)
    guest = sign_in_as(app, email="guest@example.org")
    body = {"questions": [3], "expected": 1}
    api.post(f"{ROOT}/rescoring/preview", {}, 401)
    guest.post(f"{ROOT}/rescoring", body, 404)
    ada.put(f"{ROOT}/shares", {"shares": [{"email": "guest@example.org", "may": "view"}]})
    guest.post(f"{ROOT}/rescoring/preview", {}, 403)
    guest.post(f"{ROOT}/rescoring", body, 403)
    ada.put(f"{ROOT}/shares", {"shares": [{"email": "guest@example.org", "may": "edit"}]})

    guest.post(f"{ROOT}/rescoring", body)

    statement = "SELECT actor, detail FROM audit WHERE action = 'quiz.rescore'"
    [(actor, detail)] = db.session.execute(text(statement)).all()
    assert "guest@example.org" in actor
    assert detail == {"questions": [3], "attempts": 1}


def test_deleting_an_attempt_deletes_its_former_verdicts(ada: Author, api: Api) -> None:
    play(api, "small", choose("a", "a"))
    correct(ada)
    apply(ada)

    ada.delete(f"{ROOT}/attempts/1")

    for table in ("attempt", "answer", "former_verdict"):
        assert db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0


def test_every_type_is_rescored_by_its_own_rules(app: OpenAPI, api: Api) -> None:
    """With partial credit, a penalty and thirds, rescoring gives the score of a new attempt."""
    admin = sign_in_as(app, "admin")
    rules = {"penalty": 0.25, "shuffle_questions": False}
    old = [multiple("q1"), number("q2"), typed("q3"), poll("q4")]
    new = [
        multiple("q1", key=["a", "c", "d"]),
        number("q2", key=43),
        typed("q3", accept=["Sydney"]),
        poll("q4"),
    ]
    responses = {
        "Prompt of q1": {"choices": ["a", "b"]},
        "Prompt of q2": {"number": 39.5},
        "Prompt of q3": {"text": "Canberra"},
        "Prompt of q4": {"votes": ["a"]},
    }
    load_pack(pack(of=old, settings=rules))
    first = play(api, "small", responses)
    load_pack(pack(of=new, settings=rules))

    apply(admin)

    again = play(api, "small", responses)
    seen = api.get(f"/attempts/{first['id']}")
    assert seen["score"] == again["score"] != first["score"] == seen["first_score"]
    for was, now in zip(seen["questions"], again["questions"], strict=True):
        for shown in (was["verdict"], now["verdict"]):
            shown.pop("others")  # counted at most once a second
        assert was["verdict"] == now["verdict"]


def test_speed_points_are_kept(app: OpenAPI, api: Api) -> None:
    admin = sign_in_as(app, "admin")
    rules = {"question_seconds": 20, "speed_weight": 50, "draw": 1}
    load_pack(pack(1, settings=rules))
    attempt = api.start()
    let_pass(attempt, 12)
    played = api.answer(attempt, attempt["questions"][0], "b")
    assert played["verdict"]["points"] == 0
    api.finish(attempt)
    load_pack(pack(of=[single("q1", key="b")], settings=rules))

    shown = apply(admin)

    # 10 of 20 seconds count as late: half of the speed points, which are half of the points.
    assert shown["changes"][0]["after"] == pytest.approx(0.75, abs=0.02)


def cats(key: str, *choices: str) -> dict[str, Any]:  # Any: any field of a question
    gaps = {"cat": {"choices": list(choices), "key": key}}
    return {"text": "The striped one is a [[cat]].", "gaps": gaps}


@pytest.mark.parametrize(
    ("corrected", "credits"),
    [
        # Another choice comes first by the alphabet, so the stored letters of all others shift.
        (cats("tiger", "lion", "tiger", "zebra", "cheetah"), [0, 1, 0]),
        (cats("lion", "cheetah", "lion", "tiger", "zebra"), [1, 0, 0]),
        (cats("cheetah", "cheetah", "lion", "tiger", "zebra"), [0, 0, 0]),
        # The wording of one was corrected; it now comes last by the alphabet.
        (cats("Tiger", "lion", "Tiger", "zebra"), [0, 1, 0]),
        (cats("zebra", "zebra", "the lion", "tiger"), [0, 0, 1]),
        # One is no longer on offer: its answers stay as they were.
        (cats("zebra", "lion", "zebra"), [0, 1, 1]),
    ],
)
def test_a_gap_keeps_what_was_chosen_when_its_choices_change(
    app: OpenAPI, api: Api, corrected: dict[str, Any], credits: list[float]
) -> None:
    admin = sign_in_as(app, "admin")
    load_pack(pack(of=[blanks("q1", **cats("tiger", "lion", "tiger", "zebra"))]))
    chosen = ["lion", "tiger", "zebra"]
    played = [play(api, "small", {"Prompt of q1": {"gaps": {"cat": cat}}}) for cat in chosen]
    load_pack(pack(of=[blanks("q1", **corrected)]))

    apply(admin)

    seen = [api.get(f"/attempts/{one['id']}")["questions"][0] for one in played]
    assert [one["verdict"]["credit"] for one in seen] == credits
    for one, cat in zip(seen, chosen, strict=True):
        [gap] = one["view"]["gaps"]
        texts = {choice["id"]: choice["text"] for choice in gap["choices"]}
        assert texts[one["response"]["gaps"]["cat"]] == cat
        right = corrected["gaps"]["cat"]["key"]
        key = one["verdict"]["key"]["gaps"]["cat"]
        assert texts.get(key, right.lower()) in (right.lower(), "tiger")
        assert one["verdict"]["parts"] == {"cat": one["verdict"]["credit"]}


def test_areas_keep_what_was_chosen_when_another_is_added(app: OpenAPI, api: Api) -> None:
    """The number of an area is its place in reading order, which the new one shifts."""
    admin = sign_in_as(app, "admin")
    media = keep(image("PNG", (80, 40))).id
    load_pack(pack(of=[picture("q1", media=media)]))
    first = play(api, "small", {"Prompt of q1": {"areas": ["1"]}})
    other = play(api, "small", {"Prompt of q1": {"areas": ["2"]}})
    areas = picture("q1")["areas"]
    added = {"id": "new", "shape": {"x": 0.0, "y": 0.0, "w": 0.02, "h": 0.02}}
    load_pack(pack(of=[picture("q1", media=media, areas=[added, *areas])]))

    apply(admin)

    for played in (first, other):
        [was], [now] = played["questions"], api.get(f"/attempts/{played['id']}")["questions"]
        assert now["response"] == was["response"]
        assert now["verdict"]["credit"] == was["verdict"]["credit"]
        assert now["verdict"]["key"] == was["verdict"]["key"]
