"""Images: what is stored, and what is refused."""

import struct
import zlib
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageCms

from backend.models import Media, db
from tests.support.media import image, png, stored, upload

RED = (200, 30, 30)


def decoded(media: Any) -> Image.Image:  # Any: JSON
    kept = Image.open(BytesIO(stored(media)))
    kept.load()
    return kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_images_are_stored_as_webp_under_their_hash(author: FlaskClient, form: str) -> None:
    media = upload(author, image(form, (60, 40)))

    assert (media["media_type"], media["width"], media["height"]) == ("image/webp", 60, 40)
    assert media["id"] == sha256(stored(media)).hexdigest()
    assert media["size"] == len(stored(media))
    assert decoded(media).format == "WEBP"


def test_large_images_are_scaled_down_and_small_ones_kept(author: FlaskClient) -> None:
    large = upload(author, image("JPEG", (3000, 1500)))
    small = upload(author, image("PNG", (30, 15)))

    assert (large["width"], large["height"]) == decoded(large).size == (2000, 1000)
    assert (small["width"], small["height"]) == (30, 15)


def test_photo_metadata_is_removed(author: FlaskClient) -> None:
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


def test_data_appended_to_an_image_is_removed(author: FlaskClient) -> None:
    for form in ("PNG", "GIF", "JPEG", "WEBP"):
        media = upload(author, image(form) + b"<script>hidden</script>")
        assert b"hidden" not in stored(media), form


def test_exif_orientation_is_applied(author: FlaskClient) -> None:
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


def test_cmyk_is_converted_to_rgb(author: FlaskClient) -> None:
    written = BytesIO()
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(written, "JPEG")
    red, green, blue = decoded(upload(author, written.getvalue())).convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # of RGB it is a tuple

    assert red > 200 > 60 > max(green, blue)


def test_a_colour_profile_is_applied_and_removed(author: FlaskClient) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    broken = b"no profile" * 20
    for given in (profile, broken):
        written = BytesIO()
        Image.new("RGB", (20, 20), RED).save(written, "PNG", icc_profile=given)
        kept = decoded(upload(author, written.getvalue()))
        assert kept.getpixel((5, 5)) == RED
        assert "icc_profile" not in kept.info


def test_only_the_first_frame_of_an_animation_is_kept(author: FlaskClient) -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, (0, 0, 255))]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    kept = decoded(upload(author, written.getvalue()))

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((5, 5)) == RED


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
