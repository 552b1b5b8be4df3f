"""Questions about a place on an image, through the API."""

from typing import Any

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import load_pack
from backend.media.store import keep
from tests.support.api import Api
from tests.support.media import image
from tests.support.questions import pack, picture
from tests.support.shown import as_shown, shown_id

INSIDE, OUTSIDE = {"x": 0.2, "y": 0.2}, {"x": 0.5, "y": 0.5}


@pytest.fixture
def media(app: OpenAPI) -> str:
    return keep(image("PNG", (80, 40))).id


def asked(api: Api, media: str, **changes: Any) -> tuple[Any, Any]:  # Any: fields; JSON
    """An attempt and its one question."""
    load_pack(pack(of=[picture("one", media=media, **changes)]))
    attempt = api.start()
    return attempt, attempt["questions"][0]


def answered(
    api: Api, attempt: Any, question: Any, response: object, status: int = 200
) -> Any:  # Any: JSON
    body = {"question": question["id"], "response": as_shown(question, response)}
    return api.post(f"/attempts/{attempt['id']}/answers", body, status)


def test_areas_are_shown_picked_and_graded(api: Api, media: str) -> None:
    attempt, question = asked(api, media)
    assert [area["shape"]["x"] for area in question["view"]["areas"]] == [0.1, 0.6, 0.1, 0.6]
    assert "key" not in question["view"]

    verdict = answered(api, attempt, question, {"areas": ["1", "2"]})["verdict"]

    assert verdict["credit"] == pytest.approx(2 / 3)
    assert verdict["key"]["areas"] == [shown_id(question, "1")]


def test_the_area_is_outlined_only_after_grading(api: Api, media: str) -> None:
    attempt, question = asked(api, media, show_areas=False)
    assert question["view"]["areas"] is None
    assert "0.25" not in str(question)

    given = answered(api, attempt, question, {"point": INSIDE})

    assert given["verdict"]["credit"] == 1
    assert given["verdict"]["key"]["outlines"] == [{"x": 0.1, "y": 0.1, "w": 0.25, "h": 0.25}]
    again = answered(api, attempt, question, {"point": OUTSIDE})
    assert again["response"]["point"] == INSIDE  # the first one counts
    shown = api.get(f"/attempts/{attempt['id']}")["questions"][0]
    assert (shown["response"], shown["verdict"]) == (given["response"], given["verdict"])


@pytest.mark.parametrize(
    ("show_areas", "response"),
    [
        (True, {"point": INSIDE}),
        (True, {"areas": ["9"]}),
        (True, {"areas": ["1"], "point": INSIDE}),
        (True, {"choice": "a"}),
        (False, {"areas": ["1"]}),
        (False, {"point": {"x": 2, "y": 0}}),
        (False, {"point": {"x": 0.5}}),
        (False, {"point": None}),
    ],
)
def test_a_response_of_another_kind_is_refused(
    api: Api, media: str, show_areas: bool, response: dict[str, Any]
) -> None:
    attempt, question = asked(api, media, show_areas=show_areas)

    assert answered(api, attempt, question, response, 422)["detail"]


def test_a_large_key_cannot_be_used_to_store_data(api: Api, media: str) -> None:
    attempt, question = asked(api, media, show_areas=False)
    outlines = [{"x": 0.1, "y": 0.1, "r": 0.1}] * 10

    answered(api, attempt, question, {"point": INSIDE, "outlines": outlines}, 422)
