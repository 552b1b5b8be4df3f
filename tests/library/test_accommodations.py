import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select

from backend.errors import NotFound
from backend.library.accommodations import (
    add_accommodation,
    list_accommodations,
    remove_accommodation,
)
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.conftest import Api, pack


def quiz_id(slug: str = "small") -> int:
    return db.session.scalars(select(Quiz.id).where(Quiz.slug == slug)).one()


def test_each_has_a_token_of_its_own_and_they_stand_by_label(app: OpenAPI) -> None:
    load_pack(pack())
    load_pack(pack(slug="other"))
    for label, factor in (("Zoe", 1.5), ("Ann", None)):
        add_accommodation(quiz_id(), label, factor)
    add_accommodation(quiz_id("other"), "Bob", 2)

    found = list_accommodations(quiz_id())

    assert [(each.label, each.time_factor) for each in found] == [("Ann", None), ("Zoe", 1.5)]
    assert len({each.token for each in found}) == 2
    assert all(len(each.token) >= 20 for each in found)


def test_one_that_was_taken_back_no_longer_starts_anything(api: Api) -> None:
    load_pack(pack(settings={"quiz_seconds": 60}))
    added = add_accommodation(quiz_id(), "Ann", 2)
    db.session.commit()
    body = {"accommodation": added.token}
    running = api.post("/quizzes/small/attempts", body, 201)

    remove_accommodation(quiz_id(), added.id)
    db.session.commit()

    api.post("/quizzes/small/attempts", body, 404)
    assert api.get(f"/attempts/{running['id']}")["deadline"] == running["deadline"]
    with pytest.raises(NotFound):
        remove_accommodation(quiz_id(), added.id)
