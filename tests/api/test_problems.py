import pytest
from flask.testing import FlaskClient

from backend.library.packs import Pack
from tests.support.api import Api

ATTEMPTS = "/api/quizzes/small/attempts"


def test_bad_json_is_400(client: FlaskClient, quiz: Pack) -> None:
    for body in (b"", b"{", b"\xff\xfe", b"[" * 16_000, b'{"a":1}x'):
        answer = client.post(ATTEMPTS, data=body, content_type="application/json")
        assert answer.status_code == 400, body[:10]
        assert answer.mimetype == "application/problem+json"
        assert answer.json
        assert "not valid JSON" in answer.json["detail"]


def test_null_is_not_an_object(client: FlaskClient, quiz: Pack) -> None:
    answer = client.post(ATTEMPTS, data=b"null", content_type="application/json")

    assert answer.status_code == 422


def test_a_wrong_media_type_is_415(client: FlaskClient, quiz: Pack) -> None:
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.post(ATTEMPTS, data="{}", content_type=media_type).status_code == 415
    assert client.post(ATTEMPTS).status_code == 415


def test_a_large_body_is_413(client: FlaskClient, quiz: Pack) -> None:
    body = b'{"x":"' + b"x" * 17_000 + b'"}'

    assert client.post(ATTEMPTS, data=body, content_type="application/json").status_code == 413


def test_a_wrong_method_is_405_with_the_allowed_ones(client: FlaskClient) -> None:
    answer = client.delete(ATTEMPTS)

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert answer.mimetype == "application/problem+json"


def test_an_unknown_address_is_404(api: Api) -> None:
    assert api.get("/nothing", 404)["type"] == "/problems/unknown-path"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": 1}, "response"),
        ({"question": "1", "response": {"choice": "a"}}, "question"),
        ({"question": True, "response": {"choice": "a"}}, "question"),
        ({"question": 0, "response": {"choice": "a"}}, "question"),
        ({"question": 2**63, "response": {"choice": "a"}}, "question"),
        ({"question": 1, "response": {"choice": "A\x00"}}, "response"),
        ({"question": 1, "response": {"choice": ["a"]}}, "response"),
        ({"question": 1, "response": {"choices": ["a"] * 10}}, "response"),
        ({"question": 1, "response": {}}, "response"),
        ({"question": 1, "response": {"choice": "a"}, "elapsed_ms": -1}, "elapsed_ms"),
        ({"question": 1, "response": {"choice": "a"}, "score": 10}, "score"),
        ([], "body"),
        ("x", "body"),
    ],
)
def test_an_invalid_body_is_422_and_names_the_field(
    api: Api, quiz: Pack, body: object, field: str
) -> None:
    attempt = api.start()

    problem = api.post(f"/attempts/{attempt['id']}/answers", body, 422)

    assert problem["errors"][0]["field"].split(".")[0] == field
    assert problem["detail"]


def test_input_is_not_echoed(api: Api, quiz: Pack) -> None:
    attempt = api.start()

    problem = api.finish(attempt, "<script>\nx", 422)

    assert "script" not in str(problem)
