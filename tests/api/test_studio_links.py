"""Personal links created in the studio, and checks of files."""

import pytest
from flask_openapi3 import OpenAPI

from tests.support.accounts import add_user
from tests.support.api import Api
from tests.support.authors import Author, content


def test_a_personal_link_gives_more_time_until_revoked(ada: Author, api: Api) -> None:
    quiz_id = ada.new_quiz(content("one"))
    settings = {**ada.draft(quiz_id)["fields"]["settings"], "quiz_seconds": 60}
    ada.patch(f"/studio/quizzes/{quiz_id}/draft", {"version": 1, "settings": settings})
    ada.publish(quiz_id)
    path = f"/studio/quizzes/{quiz_id}/accommodations"

    made = ada.post(path, {"label": "Grace", "time_factor": 2}, 201)
    token = made["link"].removeprefix("/quiz/small?for=")
    attempt = api.post("/quizzes/small/attempts", {"accommodation": token}, 201)

    assert attempt["rules"]["quiz_seconds"] == 120
    assert ada.get(path)["accommodations"] == [made]
    ada.delete(f"{path}/{made['id']}")
    ada.delete(f"{path}/{made['id']}", 404)
    assert ada.get(path)["accommodations"] == []
    api.post("/quizzes/small/attempts", {"accommodation": token}, 404)


@pytest.mark.parametrize(
    "body",
    [{"label": ""}, {"label": "  "}, {"label": "x" * 81}, {"label": "x", "time_factor": 0.5}],
)
def test_a_personal_link_needs_a_label_and_cannot_shorten_time(
    ada: Author, body: dict[str, object]
) -> None:
    quiz_id = ada.new_quiz(content("one"))

    ada.post(f"/studio/quizzes/{quiz_id}/accommodations", body, 422)


def test_only_editors_see_personal_links(app: OpenAPI, ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    add_user("ben@example.org", name="Ben")
    ben = Author(app, "ben@example.org")
    shares = {"shares": [{"email": "ben@example.org", "may": "view"}]}
    ben.get(f"/studio/quizzes/{quiz_id}/accommodations", 404)

    ada.put(f"/studio/quizzes/{quiz_id}/shares", shares)

    ben.get(f"/studio/quizzes/{quiz_id}/accommodations", 403)
    ben.post(f"/studio/quizzes/{quiz_id}/accommodations", {"label": "me"}, 403)


def test_checking_a_file_stores_nothing(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    text = ada.client.get(f"/api/studio/quizzes/{quiz_id}/export").get_data(as_text=True)

    report = ada.post("/studio/imports", {"name": "x.md", "text": text, "check": True})

    assert (report["good"], report["refused"], report["quiz_id"]) == (1, 0, None)
    assert len(ada.get("/studio/quizzes")["quizzes"]) == 1
