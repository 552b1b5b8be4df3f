"""uWSGI's log of a failed request contains no addresses and no input."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen
from uuid import uuid4

import psycopg2
import pytest

from deploy.local.postmaster import Postmaster
from tests.support.local import eventually
from tests.support.site import running_site


def test_a_failed_request_leaves_no_address_and_no_value(
    server: Postmaster, tmp_path: Path
) -> None:
    secret = str(uuid4())
    with running_site(server, tmp_path) as site:
        connection = psycopg2.connect(site.uri)
        with connection, connection.cursor() as cursor:
            cursor.execute("ALTER TABLE attempt RENAME TO lost")
        connection.close()
        before = len(site.log.read_text())
        with pytest.raises(HTTPError) as failed:
            urlopen(f"{site.url}/api/attempts/{secret}?for={secret}", timeout=30)
        with failed.value as answer:
            assert answer.code == 500
            number = answer.headers["X-Request-ID"]
        # uWSGI writes its line after the response.
        eventually(lambda: "GET 500 in" in site.log.read_text()[before:])

    written = site.log.read_text()[before:]
    assert "unhandled error" in written
    assert "UndefinedTable" in written
    assert number in written
    assert secret not in written
    assert secret.replace("-", "") not in written
