"""Images and sounds: what comes in, what is kept of it, and how it is served."""

import struct
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from PIL import Image, ImageCms
from werkzeug.test import TestResponse

from backend.models import Media, db
from tests.accounts import sign_in_as
from tests.media import image, m4a, mp3, opus, png

UPLOAD = "/api/studio/media"
RED = (200, 30, 30)


@pytest.fixture
def author(app: OpenAPI) -> FlaskClient:
    """The client of an author who is signed in."""
    return sign_in_as(app).client


def upload(
    author: FlaskClient, content: bytes, status: int = 201, media_type: str = "image/jpeg"
) -> Any:  # Any: JSON
    answer = author.post(UPLOAD, data=content, content_type=media_type)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == ("application/json" if status < 400 else "application/problem+json")
    return answer.json


def stored(media: Any) -> bytes:  # Any: JSON
    return db.session.get_one(Media, media["id"]).content


def decoded(media: Any) -> Image.Image:  # Any: JSON
    kept = Image.open(BytesIO(stored(media)))
    kept.load()
    return kept


def served(client: FlaskClient, media: Any, **headers: str) -> TestResponse:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/api/media/{media['id']}", headers=names)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_an_image_is_kept_as_webp_under_the_hash_of_what_is_kept(
    author: FlaskClient, form: str
) -> None:
    media = upload(author, image(form, (60, 40)))

    assert (media["media_type"], media["width"], media["height"]) == ("image/webp", 60, 40)
    assert media["id"] == sha256(stored(media)).hexdigest()
    assert media["size"] == len(stored(media))
    assert decoded(media).format == "WEBP"


def test_what_it_is_tells_its_content_and_not_what_the_sender_says(author: FlaskClient) -> None:
    assert upload(author, image("PNG"), media_type="audio/mpeg")["media_type"] == "image/webp"
    assert upload(author, mp3(), media_type="image/png")["media_type"] == "audio/mpeg"
    assert upload(author, b"<html><script>", 422, "image/png")["detail"].startswith("This is no")


def test_a_large_image_is_scaled_down_and_a_small_one_not_up(author: FlaskClient) -> None:
    large = upload(author, image("JPEG", (3000, 1500)))
    small = upload(author, image("PNG", (30, 15)))

    assert (large["width"], large["height"]) == decoded(large).size == (2000, 1000)
    assert (small["width"], small["height"]) == (30, 15)


def test_a_photo_tells_neither_where_nor_with_what_it_was_taken(author: FlaskClient) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)  # latitude
    original = image("JPEG", exif=exif, comment=b"secret comment")
    assert b"Secret Camera" in original
    assert b"secret comment" in original

    media = upload(author, original)

    assert not decoded(media).getexif()
    assert decoded(media).info.keys() <= {"background", "loop", "timestamp", "duration"}
    assert b"ecret" not in stored(media)


def test_what_is_hidden_behind_an_image_is_not_kept(author: FlaskClient) -> None:
    for form in ("PNG", "GIF", "JPEG", "WEBP"):
        media = upload(author, image(form) + b"<script>hidden</script>")
        assert b"hidden" not in stored(media), form


def test_an_image_stands_as_the_camera_was_held(author: FlaskClient) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    media = upload(author, image("JPEG", (40, 20), exif=exif))

    assert (media["width"], media["height"]) == (20, 40)


def test_a_drawing_keeps_every_pixel_and_its_transparency(author: FlaskClient) -> None:
    drawing = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    drawing.paste((*RED, 255), (10, 10, 20, 20))
    kept = decoded(upload(author, png(drawing)))

    assert kept.getpixel((15, 15)) == (*RED, 255)
    assert kept.getpixel((0, 0))[3] == 0  # type: ignore[index]  # of RGBA it is a tuple


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(author: FlaskClient, mode: str) -> None:
    drawing = Image.new(mode, (20, 20), 30000 if mode == "I;16" else 0)
    kept = decoded(upload(author, png(drawing)))

    assert kept.convert("L").getpixel((5, 5)) == (117 if mode == "I;16" else 0)


def test_print_colours_are_turned_into_those_of_a_screen(author: FlaskClient) -> None:
    written = BytesIO()
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(written, "JPEG")
    red, green, blue = decoded(upload(author, written.getvalue())).convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # of RGB it is a tuple

    assert red > 200 > 60 > max(green, blue)


def test_a_colour_profile_is_applied_and_left_out(author: FlaskClient) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    broken = b"no profile" * 20
    for given in (profile, broken):
        written = BytesIO()
        Image.new("RGB", (20, 20), RED).save(written, "PNG", icc_profile=given)
        kept = decoded(upload(author, written.getvalue()))
        assert kept.getpixel((5, 5)) == RED
        assert "icc_profile" not in kept.info


def test_of_an_animation_the_first_frame_is_kept(author: FlaskClient) -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, (0, 0, 255))]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    kept = decoded(upload(author, written.getvalue()))

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((5, 5)) == RED


def test_the_same_content_is_stored_once(author: FlaskClient) -> None:
    first = upload(author, image("JPEG"))

    assert upload(author, image("JPEG")) == first
    assert upload(author, stored(first)) == first  # what was downloaded and comes back
    assert upload(author, mp3()) == upload(author, mp3())
    assert db.session.query(Media).count() == 2


def bomb(width: int, height: int) -> bytes:
    """A few bytes of PNG that would be an image of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6_000, 10_000, 50_000, 2**31 - 1])
def test_an_image_with_too_many_pixels_is_refused_before_it_is_decoded(
    author: FlaskClient, side: int
) -> None:
    assert "million pixels" in upload(author, bomb(side, side), 422)["detail"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_damaged_image_is_refused(author: FlaskClient, form: str) -> None:
    whole = image(form, (300, 200), noise=True)
    for length in (12, 40, len(whole) // 2):
        assert "damaged" in upload(author, whole[:length], 422)["detail"], length
    assert "damaged" in upload(author, whole[:12] + bytes(5000), 422)["detail"]
    assert db.session.query(Media).count() == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG is not stored"),
        (b'<?xml version="1.0"?><svg/>', "SVG is not stored"),
        (b"%PDF-1.7", "This is no image or sound"),
        (b"BM" + bytes(100), "This is no image or sound"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "This is no image or sound"),
        (bytes(100_000), "This is no image or sound"),
        (b"MZ" + b"\xff\xfb\x90\0" * 2, "This is no image or sound"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(
    author: FlaskClient, content: bytes, told: str
) -> None:
    assert told in upload(author, content, 422)["detail"]


def test_limits_of_size(author: FlaskClient) -> None:
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
def test_what_another_sites_form_can_send_is_refused(
    author: FlaskClient, media_type: str | None
) -> None:
    answer = author.post(UPLOAD, data=image("PNG"), content_type=media_type)

    assert answer.status_code == 415
    assert answer.json
    assert "Send the file itself" in answer.json["detail"]
    assert db.session.query(Media).count() == 0


def test_only_who_is_signed_in_may_upload(client: FlaskClient) -> None:
    answer = client.post(UPLOAD, data=image("PNG"), content_type="image/png")

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_other_addresses_take_no_more_than_before(author: FlaskClient) -> None:
    body = b'"' + b"x" * 17_000 + b'"'
    for media_type, status in [("application/json", 413), ("image/png", 415)]:
        answer = author.post("/api/quizzes/small/attempts", data=body, content_type=media_type)
        assert answer.status_code == status


def test_it_is_served_for_ever_with_its_type(author: FlaskClient) -> None:
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


def test_who_has_it_already_is_told_so(author: FlaskClient) -> None:
    media = upload(author, image("PNG"))
    answer = served(author, media, If_None_Match=f'"{media["id"]}"')

    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize(
    ("wanted", "part"),
    [("bytes=0-1", (0, 2)), ("bytes=100-", (100, None)), ("bytes=-10", (-10, None))],
)
def test_a_part_of_a_sound_is_served(
    author: FlaskClient, wanted: str, part: tuple[int, int | None]
) -> None:
    media = upload(author, mp3())
    answer = served(author, media, Range=wanted)

    expected = stored(media)[slice(*part)]
    assert (answer.status_code, answer.data) == (206, expected)
    assert answer.headers["Content-Range"].endswith(f"/{media['size']}")
    assert answer.headers["Content-Length"] == str(len(expected))


def test_a_part_that_is_not_there_is_416(author: FlaskClient) -> None:
    media = upload(author, mp3())
    answer = served(author, media, Range="bytes=9999999-")

    assert answer.status_code == 416
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", ["0" * 64, "x", "0" * 63, "%00" * 64, "..%2f..", "0" * 3000])
def test_what_is_not_there_is_404(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/media/{name}")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert "immutable" not in answer.headers.get("Cache-Control", "")


SOUNDS: dict[str, Callable[..., bytes]] = {"audio/mpeg": mp3, "audio/mp4": m4a, "audio/ogg": opus}


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_sound_is_kept_without_its_tags(author: FlaskClient, media_type: str) -> None:
    media = upload(author, SOUNDS[media_type](secret=b"secret place"))

    assert media["media_type"] == media_type
    assert (media["width"], media["height"]) == (None, None)
    assert b"secret" not in stored(media)
    # Two that differ in tags of the same size are one.
    assert upload(author, SOUNDS[media_type](secret=b"secret plaza"))["id"] == media["id"]


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_sound_that_was_stored_is_stored_as_it_is(author: FlaskClient, media_type: str) -> None:
    plain = SOUNDS[media_type]()

    assert stored(upload(author, plain)) == plain


def cuts(whole: bytes) -> Iterator[bytes]:
    for length in (8, 20, 30, 60, 100, len(whole) - 1):
        yield whole[:length]


@pytest.mark.parametrize("make", [m4a, opus])
def test_a_damaged_sound_is_refused(author: FlaskClient, make: Callable[..., bytes]) -> None:
    for cut in cuts(make(secret=b"x" * 300)):
        upload(author, cut, 422)
    assert db.session.query(Media).count() == 0


def test_a_video_and_ogg_of_another_kind_are_refused(author: FlaskClient) -> None:
    assert "This is a video" in upload(author, m4a(handler=b"vide"), 422)["detail"]
    assert "with Opus" in upload(author, opus(head=b"\x01vorbis"), 422)["detail"]
