"""Covers of quizzes: images that authors upload."""

from flask.testing import FlaskClient

from backend.media.unused import remove, unused
from tests.support.api import Api
from tests.support.authors import Author, content
from tests.support.media import age, image, mp3, upload


def test_a_cover_is_shown_to_players_at_an_address_that_stays(
    ada: Author, client: FlaskClient, api: Api
) -> None:
    quiz_id = ada.new_quiz(content("one"))
    path = f"/studio/quizzes/{quiz_id}/cover"
    assert api.get("/quizzes/small")["cover"] is None
    api.get("/quizzes/small/cover", 404)

    media = upload(ada.client, image("PNG"))
    assert ada.put(path, {"media": media["id"]})["cover"] == media["id"]

    assert api.get("/quizzes/small")["cover"] == "/api/quizzes/small/cover"
    shown = client.get("/api/quizzes/small/cover")
    assert (shown.mimetype, len(shown.data)) == (media["media_type"], media["size"])
    again = client.get("/api/quizzes/small/cover", headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304
    ada.patch(f"/studio/quizzes/{quiz_id}", {"visibility": "private"})
    api.get("/quizzes/small/cover", 404)
    assert ada.put(path, {"media": None})["cover"] is None


def test_a_cover_is_an_image_that_is_stored(ada: Author) -> None:
    path = f"/studio/quizzes/{ada.new_quiz()}/cover"
    sound = upload(ada.client, mp3(), media_type="audio/mpeg")

    assert ada.put(path, {"media": sound["id"]}, 422)["errors"][0]["code"] == "cover-not-image"
    ada.put(path, {"media": "0" * 64}, 404)
    ada.put(path, {"media": "nothing"}, 422)


def test_a_cover_is_kept_and_a_former_one_for_a_day(ada: Author) -> None:
    quiz_id = ada.new_quiz()
    media = upload(ada.client, image("PNG"))["id"]
    ada.put(f"/studio/quizzes/{quiz_id}/cover", {"media": media})
    age()
    assert unused() == []

    ada.put(f"/studio/quizzes/{quiz_id}/cover", {"media": None})

    assert list(remove()) == []
    age()
    assert [gone.id for gone in remove()] == [media]
