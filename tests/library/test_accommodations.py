import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.errors.play import PersonalLinkNotFound
from backend.library.accommodations import (
    add_accommodation,
    list_accommodations,
    remove_accommodation,
)
from backend.library.packs import load_pack
from backend.models import Quiz, db
from tests.support.api import Api
from tests.support.questions import pack


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
    with pytest.raises(PersonalLinkNotFound):
        remove_accommodation(quiz_id(), added.id)


def test_the_attempts_of_one_that_is_taken_back_are_found_without_reading_all(api: Api) -> None:
    load_pack(pack(settings={"quiz_seconds": 60}))
    added = add_accommodation(quiz_id(), "Ann", 2)
    db.session.commit()
    api.post("/quizzes/small/attempts", {"accommodation": added.token}, 201)
    for _ in range(20):
        api.start()
    db.session.execute(text("SET LOCAL enable_seqscan = off"))  # of so few all would be read

    plan = db.session.scalars(
        text("EXPLAIN UPDATE attempt SET accommodation_id = NULL WHERE accommodation_id = :id"),
        {"id": added.id},
    )

    assert "ix_attempt_accommodation_id" in "\n".join(plan)
    db.session.rollback()
