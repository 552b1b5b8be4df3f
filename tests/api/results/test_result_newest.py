"""The marker that says whether there is anything new in the results."""

import pytest
from sqlalchemy import text

from backend.library.packs import load_pack
from backend.models import db
from backend.results import newest
from tests.support.accounts import SignedIn
from tests.support.api import Api
from tests.support.attempts import choose, play
from tests.support.questions import pack, single

PATH = "/studio/quizzes/1/newest"


def test_the_marker_changes_with_every_move(admin: SignedIn, api: Api) -> None:
    markers = [admin.get(PATH)["marker"]]
    attempt = api.start()
    markers.append(admin.get(PATH)["marker"])
    api.answer(attempt, attempt["questions"][0])
    markers.append(admin.get(PATH)["marker"])
    api.finish(attempt)
    markers.append(admin.get(PATH)["marker"])
    admin.delete("/studio/quizzes/1/attempts/1")
    after = admin.get(PATH)["marker"]

    assert len(set(markers)) == 4
    assert after not in markers[1:]
    assert admin.get(PATH)["marker"] == after


def test_it_is_live_while_a_player_is_active(admin: SignedIn, api: Api) -> None:
    assert admin.get(PATH)["live"] is False
    attempt = api.start()
    assert admin.get(PATH)["live"] is True

    db.session.execute(text("UPDATE attempt SET started_at = now() - interval '6 minutes'"))
    db.session.commit()
    assert admin.get(PATH)["live"] is False
    api.answer(attempt, attempt["questions"][0])
    assert admin.get(PATH)["live"] is True


def marker(admin: SignedIn) -> str:
    now: str = admin.get(PATH)["marker"]
    assert admin.get(PATH)["marker"] == now
    return now


def test_it_notices_a_comment_that_is_written_changed_or_removed(admin: SignedIn, api: Api) -> None:
    question = api.finish(api.start())["questions"][0]["id"]
    path = f"/studio/quizzes/1/attempts/1/questions/{question}/comment"

    seen = [marker(admin)]
    for said in ("Well done", "Well done!", ""):
        admin.put(path, {"text": said})
        seen.append(marker(admin))

    assert len(set(seen)) == 3
    assert seen[3] == seen[0]


def test_it_notices_that_scores_were_exchanged(admin: SignedIn, api: Api) -> None:
    load_pack(pack(of=[single("q1")]))
    for choice in "ab":
        play(api, "small", choose(choice), "Ann")
    load_pack(pack(of=[single("q1", key="b")]))
    before = marker(admin)
    shown = admin.post("/studio/quizzes/1/rescoring/preview", {})
    assert marker(admin) == before

    ids = [question["id"] for question in shown["questions"]]
    admin.post("/studio/quizzes/1/rescoring", {"questions": ids, "expected": 2})

    assert marker(admin) != before


def test_it_notices_a_name_that_is_given_later(admin: SignedIn, api: Api) -> None:
    attempt = api.start()
    api.finish(attempt)
    before = marker(admin)

    api.finish(attempt, "Zoë")

    assert marker(admin) != before


def test_it_notices_that_an_older_attempt_takes_the_place_of_a_deleted_one(
    admin: SignedIn, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "LATEST", 2)
    for _ in range(3):
        api.finish(api.start())
    before = marker(admin)

    admin.delete("/studio/quizzes/1/attempts/2")

    assert marker(admin) != before
