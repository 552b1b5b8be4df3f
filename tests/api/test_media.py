"""Images and sounds: how they are uploaded and served."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.models import AuditEntry, Media, db
from tests.support.media import UPLOAD, image, mp3, stored, upload


def served(client: FlaskClient, media: Any, **headers: str) -> TestResponse:  # Any: JSON
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/api/media/{media['id']}", headers=names)


def noted() -> list[dict[str, Any]]:  # Any: JSON
    """The audit entries about uploads."""
    rows = db.session.query(AuditEntry).filter_by(action="media.upload").order_by(AuditEntry.id)
    return [row.detail for row in rows]


def test_the_type_comes_from_content_not_headers(author: FlaskClient) -> None:
    assert upload(author, image("PNG"), media_type="audio/mpeg")["media_type"] == "image/webp"
    assert upload(author, mp3(), media_type="image/png")["media_type"] == "audio/mpeg"
    assert upload(author, b"<html><script>", 422, "image/png")["detail"].startswith("This is no")


def test_the_same_content_is_stored_once(author: FlaskClient) -> None:
    first = upload(author, image("JPEG"))

    assert upload(author, image("JPEG")) == first
    assert upload(author, stored(first)) == first  # what was downloaded and comes back
    assert upload(author, mp3()) == upload(author, mp3())
    assert db.session.query(Media).count() == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC is not stored"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG is not stored"),
        (b'<?xml version="1.0"?><svg/>', "SVG is not stored"),
        (b"%PDF-1.7", "This is no image or sound"),
        (b"BM" + bytes(100), "This is no image or sound"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "This is no image or sound"),
        (bytes(100_000), "This is no image or sound"),
        (b"MZ" + b"\xff\xfb\x90\0" * 2, "This is no image or sound"),
    ],
)
def test_other_content_is_refused_with_a_reason(
    author: FlaskClient, content: bytes, reason: str
) -> None:
    assert reason in upload(author, content, 422)["detail"]


def test_an_upload_is_audited_once_without_its_content(author: FlaskClient) -> None:
    media = upload(author, image("PNG"))
    upload(author, image("PNG"))
    upload(author, stored(media))
    upload(author, b"%PDF-1.7", 422)

    size = media["size"]
    assert noted() == [{"media": media["id"], "media_type": "image/webp", "bytes": size}]
    assert db.session.query(AuditEntry).filter_by(action="media.upload").one().actor.startswith("A")


def test_upload_size_is_limited(author: FlaskClient) -> None:
    too_large = bytes(8 * 1024 * 1024 + 1)

    assert upload(author, image("JPEG") + too_large[:8_000_000])["width"]
    assert "too large" in upload(author, too_large, 413)["detail"]
    assert "3 MB at most" in upload(author, mp3(frames=8000), 413)["detail"]


@pytest.mark.parametrize(
    "media_type",
    [
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json",
        "text/html",
        None,
    ],
)
def test_content_types_of_html_forms_are_refused(
    author: FlaskClient, media_type: str | None
) -> None:
    answer = author.post(UPLOAD, data=image("PNG"), content_type=media_type)

    assert answer.status_code == 415
    assert answer.json
    assert "Send the file itself" in answer.json["detail"]
    assert db.session.query(Media).count() == 0


def test_uploading_needs_a_session(client: FlaskClient) -> None:
    answer = client.post(UPLOAD, data=image("PNG"), content_type="image/png")

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_other_routes_keep_their_body_limit(author: FlaskClient) -> None:
    body = b'"' + b"x" * 17_000 + b'"'
    for media_type, status in [("application/json", 413), ("image/png", 415)]:
        answer = author.post("/api/quizzes/small/attempts", data=body, content_type=media_type)
        assert answer.status_code == status


def test_media_are_served_with_their_type_and_cached_for_ever(author: FlaskClient) -> None:
    media = upload(author, image("PNG"))
    answer = served(author, media)

    assert answer.status_code == 200
    assert answer.data == stored(media)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Length"] == str(media["size"])
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{media["id"]}"'
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Set-Cookie" not in answer.headers


def test_a_cached_copy_gets_304(author: FlaskClient) -> None:
    media = upload(author, image("PNG"))
    answer = served(author, media, If_None_Match=f'"{media["id"]}"')

    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=0-1", (0, 2)), ("bytes=100-", (100, None)), ("bytes=-10", (-10, None))],
)
def test_range_requests_are_served(
    author: FlaskClient, wanted: str, part: tuple[int, int | None]
) -> None:
    media = upload(author, mp3())
    answer = served(author, media, Range=wanted)

    expected = stored(media)[slice(*part)]
    assert (answer.status_code, answer.data) == (206, expected)
    assert answer.headers["Content-Range"].endswith(f"/{media['size']}")
    assert answer.headers["Content-Length"] == str(len(expected))


def test_a_range_out_of_bounds_is_416(author: FlaskClient) -> None:
    media = upload(author, mp3())
    answer = served(author, media, Range="bytes=9999999-")

    assert answer.status_code == 416
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", ["0" * 64, "x", "0" * 63, "%00" * 64, "..%2f..", "0" * 3000])
def test_missing_media_are_404(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/media/{name}")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert "immutable" not in answer.headers.get("Cache-Control", "")
