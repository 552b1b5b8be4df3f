"""How much each author may store."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask_openapi3 import OpenAPI

from backend.media.quota import MEGABYTE
from backend.models import Media, db
from backend.settings import Settings
from tests.support.accounts import SignedIn, sign_in_as
from tests.support.media import image, upload

NOISE = [image("PNG", (90 + number, 90), noise=True) for number in range(6)]


@pytest.fixture
def quota(app: OpenAPI, monkeypatch: pytest.MonkeyPatch) -> int:
    """Room for two of the images."""
    stored = sign_in_as(app, "admin", "measuring@example.org")
    sizes = [upload(stored.client, content)["size"] for content in NOISE]
    db.session.query(Media).delete()
    db.session.commit()
    quota: int = max(sizes) * 5 // 2
    assert quota < 3 * min(sizes)
    monkeypatch.setitem(app.config, "MEDIA_QUOTA", quota)
    return quota


def test_an_upload_beyond_the_quota_is_refused_with_its_numbers(app: OpenAPI, quota: int) -> None:
    ada, bob = sign_in_as(app), sign_in_as(app, email="bob@example.org")
    used = sum(upload(ada.client, content)["size"] for content in NOISE[:2])

    problem = upload(ada.client, NOISE[2], 413)

    assert problem["type"] == "/problems/media-quota-reached"
    assert problem["params"]["limit"] == round(quota / MEGABYTE, 1)
    assert ada.get("/studio/media") == {"files": 2, "used": used, "limit": quota}
    upload(ada.client, NOISE[0])  # stored already
    upload(bob.client, NOISE[2])
    upload(ada.client, NOISE[2])  # by another author
    assert ada.get("/studio/media")["used"] == used


def test_admins_have_no_quota(app: OpenAPI, quota: int) -> None:
    admin = sign_in_as(app, "admin")
    for content in NOISE:
        upload(admin.client, content)

    assert admin.get("/studio/media")["limit"] is None


def test_concurrent_uploads_do_not_exceed_the_quota(app: OpenAPI, quota: int) -> None:
    ada = sign_in_as(app)
    browsers = [SignedIn(app, ada.email) for _ in NOISE]

    def send(number: int) -> int:
        answer = browsers[number].client.post(
            "/api/studio/media", data=NOISE[number], content_type="application/octet-stream"
        )
        return answer.status_code

    with ThreadPoolExecutor(len(NOISE)) as threads:
        statuses = sorted(threads.map(send, range(len(NOISE))))

    assert statuses == [201] * 2 + [413] * 4
    assert ada.get("/studio/media")["used"] <= quota


def test_the_quota_is_configurable() -> None:
    uri = {"SQLALCHEMY_DATABASE_URI": "postgresql:///x", "QUIZ_ENV": "development"}

    assert Settings.from_env(uri).media_quota == 500 * MEGABYTE
    assert Settings.from_env({**uri, "MEDIA_QUOTA_MB": "20"}).media_quota == 20 * MEGABYTE
    assert Settings.from_env({**uri, "MEDIA_QUOTA_MB": "0"}).media_quota is None
