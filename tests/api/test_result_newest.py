"""The marker that says whether there is anything new in the results."""

import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import text

from backend.library.packs import Pack
from backend.models import db
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.api import Api

PATH = "/studio/quizzes/1/newest"


@pytest.fixture
def admin(app: OpenAPI, quiz: Pack) -> SignedIn:
    """An admin, who has every right to the small quiz (id 1)."""
    return sign_in_as(app, "admin")


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


def test_it_is_live_while_somebody_plays(admin: SignedIn, api: Api) -> None:
    assert admin.get(PATH)["live"] is False
    attempt = api.start()
    assert admin.get(PATH)["live"] is True

    db.session.execute(text("UPDATE attempt SET started_at = now() - interval '6 minutes'"))
    db.session.commit()
    assert admin.get(PATH)["live"] is False
    api.answer(attempt, attempt["questions"][0])
    assert admin.get(PATH)["live"] is True
