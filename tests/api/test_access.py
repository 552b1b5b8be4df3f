"""What authors need to share a quiz: access code, opening times, sites that may embed it."""

from dataclasses import replace

import pytest

from backend.app import create_app
from backend.settings import Settings
from tests.support.accounts import add_user
from tests.support.authors import Author, content


def test_it_shows_what_is_published_and_not_what_is_drafted(ada: Author) -> None:
    quiz_id = ada.new_quiz(content("one"))
    path = f"/studio/quizzes/{quiz_id}"
    rules = {
        "code": "mitosis",
        "opens_at": "2026-01-15T09:00:00Z",
        "closes_at": "2036-01-15T09:00:00Z",
        "time_zone": "Europe/Berlin",
    }
    plain = {"code": None, "opens_at": None, "closes_at": None, "time_zone": "UTC"}
    off: dict[str, list[str]] = {"frame_ancestors": []}
    assert ada.get(f"{path}/access") == plain | off

    ada.post(f"{path}/draft", {}, 200)
    version = ada.draft(quiz_id)["version"]
    ada.patch(f"{path}/draft", {"version": version, "settings": rules})
    assert ada.get(f"{path}/access") == plain | off
    ada.publish(quiz_id)

    assert ada.get(f"{path}/access") == rules | off


@pytest.mark.parametrize("origins", [(), ("https://lms.example.org", "https://*.school.example")])
@pytest.mark.usefixtures("app")
def test_it_lists_the_sites_that_may_embed_it(settings: Settings, origins: tuple[str, ...]) -> None:
    add_user("ada@example.org")
    author = Author(create_app(replace(settings, frame_ancestors=origins)), "ada@example.org")
    quiz_id = author.new_quiz(content("one"))

    assert author.get(f"/studio/quizzes/{quiz_id}/access")["frame_ancestors"] == list(origins)
