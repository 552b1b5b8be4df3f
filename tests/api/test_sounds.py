"""Sounds: kept as they are, but for their tags."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from backend.models import Media, db
from tests.support.media import m4a, mp3, opus, stored, upload

SOUNDS: dict[str, Callable[..., bytes]] = {"audio/mpeg": mp3, "audio/mp4": m4a, "audio/ogg": opus}


@pytest.mark.parametrize("media_type", SOUNDS)
def test_sounds_are_stored_without_tags(author: FlaskClient, media_type: str) -> None:
    media = upload(author, SOUNDS[media_type](secret=b"secret place"))

    assert media["media_type"] == media_type
    assert (media["width"], media["height"]) == (None, None)
    assert b"secret" not in stored(media)
    # Two that differ in tags of the same size are one.
    assert upload(author, SOUNDS[media_type](secret=b"secret plaza"))["id"] == media["id"]


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_stored_sound_is_stored_unchanged(author: FlaskClient, media_type: str) -> None:
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


def test_video_and_other_ogg_streams_are_refused(author: FlaskClient) -> None:
    assert "This is a video" in upload(author, m4a(handler=b"vide"), 422)["detail"]
    assert "with Opus" in upload(author, opus(head=b"\x01vorbis"), 422)["detail"]
