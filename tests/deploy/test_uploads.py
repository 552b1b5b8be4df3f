"""Images and sounds through nginx: caching, ranges, and the only route for large bodies."""

import json

import pytest

from backend.api.client import SECURITY_HEADERS
from tests.support.second_nginx import second_nginx
from tests.support.stacks import Stack

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def shipped(prod: Stack) -> str:
    """The path of an image from a pack."""
    return "/api/media/" + prod.psql("SELECT id FROM media ORDER BY id LIMIT 1")


def test_image_headers_are_sent_once(prod: Stack, shipped: str) -> None:
    status, headers, content = prod.get(shipped)

    assert (status, headers["content-type"]) == (200, "image/webp")
    assert headers["cache-control"] == FOR_EVER
    assert headers["etag"] == f'"{shipped.rsplit("/", 1)[1]}"'
    assert len(content) == int(headers["content-length"])
    for name, value in SECURITY_HEADERS.items():
        assert headers[name.lower()] == value


def test_range_and_conditional_requests_work(prod: Stack, shipped: str) -> None:
    whole = prod.get(shipped)[2]
    status, headers, part = prod.get(shipped, Range="bytes=10-19")

    assert (status, part) == (206, whole[10:20])
    assert headers["content-range"] == f"bytes 10-19/{len(whole)}"
    assert prod.get(shipped, **{"If-None-Match": headers["etag"]})[0] == 304


def test_cached_media_are_served_while_web_is_down(prod: Stack, shipped: str) -> None:
    with second_nginx(prod) as front:
        before = front.get(shipped)
        try:
            prod.compose("pause", "web")
            assert front.get(shipped)[2] == before[2]
        finally:
            prod.compose("unpause", "web")


def test_missing_media_are_not_cached(prod: Stack) -> None:
    status, headers, content = prod.get(f"/api/media/{'0' * 64}")

    assert (status, json.loads(content)["status"]) == (404, 404)
    assert "immutable" not in headers.get("cache-control", "")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        (
            "/api/studio/media",
            8_000_000,
            401,
        ),  # it reached the application; the sender is not signed in
        ("/api/studio/media", 10_000_000, 413),
        ("/api/quizzes/none/attempts", 20_000, 413),
        ("/api/quizzes/none/attempts", 100_000, 413),
        ("/api/studio/media/", 2_000_000, 413),
    ],
)
def test_only_the_upload_route_accepts_large_bodies(
    prod: Stack, path: str, size: int, status: int
) -> None:
    media_type = "image/png" if "media" in path else "application/json"
    found, headers, content = prod.post(path, bytes(size), media_type)

    assert (found, json.loads(content)["status"]) == (status, status)
    assert headers["content-type"] == "application/problem+json"
