"""Bad releases, which must not take over while people play."""

import pytest

from backend.migrations.schema import NEWEST
from tests.support.crowd import Crowd, stored
from tests.support.releases import complaints, edit
from tests.support.stacks import Stack

BAD_MIGRATION = f"""
revision = "9999"
down_revision = "{NEWEST}"


def upgrade():
    raise RuntimeError
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("backend/wsgi.py", "app = ", "raise RuntimeError('broken')\napp = ", "does not get ready"),
        ("backend/api/health.py", "found is None or", "True or", "does not get ready"),
        ("backend/migrations/versions/9999_bad.py", "", BAD_MIGRATION, "could not be migrated"),
        ("deploy/nginx/nginx.conf", "http {", "http { bogus;", "nginx refuses"),
        ("deploy/web.dockerfile", "WORKDIR /app", "WORKDIR /app\nRUN false", "could not be built"),
    ],
    ids=["crashes", "never ready", "migration", "nginx", "build"],
)
def test_a_bad_release_changes_nothing(
    release: Stack, file: str, old: str, new: str, message: str
) -> None:
    before = {service: release.containers(service) for service in ("web", "nginx", "db")}
    edit(release, file, old, new)
    with Crowd(release) as crowd:
        done = release.script("rollout", ROLLOUT_TIMEOUT="10")

    assert done.returncode == 1
    assert message in done.stderr
    assert "the release before is serving" in done.stderr
    assert crowd.failed == [], complaints(release)
    assert crowd.answers <= stored(release)
    assert {service: release.containers(service) for service in before} == before
    # Nor does it come by the back door.
    release.compose("up", "-d", "--no-build", "--wait")
    assert {service: release.containers(service) for service in before} == before
