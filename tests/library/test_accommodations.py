import pytest
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.errors.start import PersonalLinkNotFound
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


def test_personal_links_have_unique_tokens_and_are_sorted_by_label(app: OpenAPI) -> None:
    load_pack(pack())
    load_pack(pack(slug="other"))
    for label, factor in (("Zoe", 1.5), ("Ann", None)):
        add_accommodation(quiz_id(), label, factor)
    add_accommodation(quiz_id("other"), "Bob", 2)

    found = list_accommodations(quiz_id())

    assert [(each.label, each.time_factor) for each in found] == [("Ann", None), ("Zoe", 1.5)]
    assert len({each.token for each in found}) == 2
    assert all(len(each.token) >= 20 for each in found)


def test_a_revoked_personal_link_cannot_start(api: Api) -> None:
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


def test_attempts_of_a_personal_link_are_found_by_index(api: Api) -> None:
    load_pack(pack(settings={"quiz_seconds": 60}))
    added = add_accommodation(quiz_id(), "Ann", 2)
    db.session.commit()
    api.post("/quizzes/small/attempts", {"accommodation": added.token}, 201)
    for _ in range(20):
        api.start()
    db.session.execute(
        text("SET LOCAL enable_seqscan = off")
    )  # the planner would read so few rows sequentially

    plan = db.session.scalars(
        text("EXPLAIN UPDATE attempt SET accommodation_id = NULL WHERE accommodation_id = :id"),
        {"id": added.id},
    )

    assert "ix_attempt_accommodation_id" in "\n".join(plan)
    db.session.rollback()
