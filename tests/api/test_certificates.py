"""Certificates: who gets one, and what anyone with its code can see."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import func, select, text

from backend.library.packs import load_pack
from backend.models import Attempt, Certificate, db
from tests.support.api import Api, at_once
from tests.support.questions import pack

GIVEN: Mapping[str, Any] = {"certificate": True}


def played(api: Api, right: int = 3, name: str | None = "Ann", **settings: object) -> Any:
    """A finished attempt at a quiz of three questions."""
    load_pack(pack(questions=3, settings={**GIVEN, **settings}))
    attempt = api.start()
    for index, question in enumerate(attempt["questions"]):
        api.answer(attempt, question, "a" if index < right else "b")
    return api.finish(attempt, name)


def issue(api: Api, attempt: Any, status: int = 200) -> Any:
    return api.post(f"/attempts/{attempt['id']}/certificate", {}, status)


def check(api: Api, code: str, status: int = 200) -> Any:
    return api.get(f"/certificates/{code}", status)


def test_a_certificate_shows_the_player_and_the_result(api: Api) -> None:
    attempt = played(api, right=2, pass_mark=60)

    issued = issue(api, attempt)

    assert (
        issued
        == check(api, issued["code"])
        == {
            "code": issued["code"],
            "player_name": "Ann",
            "quiz": "Small",
            "score": 2,
            "max_score": 3,
            "passed": True,
            "finished_at": attempt["finished_at"],
        }
    )
    assert attempt["id"] not in str(issued)  # it would let its reader play and read the attempt


def test_a_code_may_be_typed_as_it_is_read(api: Api) -> None:
    attempt = played(api)
    issue(api, attempt)
    db.session.execute(text("UPDATE certificate SET code = '01AB23CD45EF'"))
    db.session.commit()

    for typed in (
        "01AB23CD45EF",
        "01ab-23cd-45ef",
        "01AB 23CD 45EF",
        "OIab-23cd-45ef",
        "oL-AB23CD45EF",
    ):
        assert check(api, typed)["player_name"] == "Ann"


@pytest.mark.parametrize(
    ("right", "player", "given"),
    [
        (3, "Ann", {"certificate": False}),
        (3, None, {}),
        (1, "Ann", {"pass_mark": 50}),
        (3, "Ann", {"feedback": "after", "feedback_after": "2100-01-01T00:00:00Z"}),
    ],
    ids=["not offered", "no name", "not passed", "result withheld"],
)
def test_an_attempt_without_certificate(
    api: Api, right: int, player: str | None, given: Mapping[str, object]
) -> None:
    attempt = played(api, right, player, **given)

    assert issue(api, attempt, 409)["type"] == "/problems/no-certificate"
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 0


def test_a_running_attempt_has_none(api: Api) -> None:
    load_pack(pack(questions=1, settings=GIVEN))

    issue(api, api.start(), 409)


def test_asking_twice_at_once_issues_one(app: OpenAPI, api: Api) -> None:
    attempt = played(api)

    found = at_once(app, [lambda api: issue(api, attempt)] * 4)

    assert len({one["code"] for one in found}) == 1


def test_a_certificate_follows_a_corrected_score_and_goes_with_the_attempt(api: Api) -> None:
    code = issue(api, played(api, pass_mark=50))["code"]
    db.session.execute(text("UPDATE attempt SET score = 1"))
    db.session.commit()

    assert (check(api, code)["score"], check(api, code)["passed"]) == (1, False)

    db.session.delete(db.session.scalars(select(Attempt)).one())
    db.session.commit()
    assert check(api, code, 404)["type"] == "/problems/certificate-not-found"


def test_no_certificate_of_a_deleted_quiz_or_an_unknown_attempt(api: Api) -> None:
    code = issue(api, played(api))["code"]
    db.session.execute(text("UPDATE quiz SET deleted_at = now()"))
    db.session.commit()

    check(api, code, 404)
    check(api, "0" * 12, 404)
    issue(api, {"id": "01a22773-bad1-7b73-b659-3f0ef8c7239c"}, 404)
