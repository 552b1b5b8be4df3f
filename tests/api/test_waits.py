"""Failed sign-ins are delayed."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI
from sqlalchemy import select, text

from backend.accounts.waits import network
from backend.models import Wait, db
from tests.support.accounts import PASSWORD, add_user

EMAIL = "ada@example.org"
RIGHT = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture(autouse=True)
def ada(app: OpenAPI) -> None:
    add_user(EMAIL)


def wrong(client: FlaskClient, times: int, **environ: Any) -> list[int]:  # Any: WSGI
    body = {"email": EMAIL, "password": "not the right one"}
    return [
        client.post("/api/session", json=body, environ_overrides=environ).status_code
        for _ in range(times)
    ]


def test_failed_sign_ins_must_wait_and_see_how_long(client: FlaskClient) -> None:
    begun = monotonic()
    assert wrong(client, 6) == [422] * 6
    lengthen_waits(60)  # or the wait of a second may be over on a busy machine
    refused = client.post("/api/session", json=RIGHT)

    assert refused.status_code == 429
    assert 61 - (monotonic() - begun) <= int(refused.headers["Retry-After"]) <= 61
    assert refused.mimetype == "application/problem+json"


def lengthen_waits(seconds: int) -> None:
    db.session.execute(
        text("UPDATE wait SET until = until + :s * interval '1 second' WHERE until > tried_at"),
        {"s": seconds},
    )
    db.session.commit()


LONGEST = text("SELECT max(extract(epoch FROM until - tried_at)) FROM wait")


def pass_time(seconds: int) -> None:
    db.session.execute(
        text("UPDATE wait SET until = until - :s * interval '1 second'"), {"s": seconds}
    )
    db.session.commit()


def test_waits_double_up_to_a_quarter_of_an_hour(client: FlaskClient) -> None:
    wrong(client, 5)
    waits = []
    for _ in range(12):
        begun = monotonic()
        assert wrong(client, 1) == [422]
        wait = int(db.session.scalar(LONGEST) or 0)
        waits.append(wait)
        lengthen_waits(60)
        refused = client.post("/api/session", json=RIGHT)
        left = int(refused.headers["Retry-After"])
        assert wait + 60 - (monotonic() - begun) <= left <= wait + 60
        pass_time(1060)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_signing_in_after_the_wait_resets_the_count(
    client: FlaskClient,
) -> None:
    wrong(client, 7)
    pass_time(10)

    assert client.post("/api/session", json=RIGHT).status_code == 200
    assert wrong(client, 5) == [422] * 5


def test_guessing_elsewhere_delays_the_owner_by_at_most_a_minute(client: FlaskClient) -> None:
    for number in range(30):
        pass_time(1000)
        assert wrong(client, 1, REMOTE_ADDR=f"10.0.{number}.1") == [422]
    refused = client.post("/api/session", json=RIGHT)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 60


def test_guessing_at_many_accounts_must_wait(client: FlaskClient) -> None:
    def guess(number: int, address: str) -> int:
        return client.post(
            "/api/session",
            json={"email": f"somebody{number}@example.org", "password": "password123"},
            environ_overrides={"REMOTE_ADDR": address},
        ).status_code

    # One IPv6 customer, however many addresses they use.
    results = [guess(number, f"2001:db8:1:2::{number:x}") for number in range(1, 53)]

    assert results == [422] * 51 + [429]
    assert guess(99, "2001:db8:1:3::1") == 422


def test_a_class_on_one_network_does_not_wait(app: OpenAPI) -> None:
    db.session.remove()

    def sign_in(number: int) -> int:
        body = {"email": f"somebody{number}@example.org", "password": "mistyped"}
        return app.test_client().post("/api/session", json=body).status_code

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(sign_in, range(40))) == {422}


def test_successful_sign_ins_do_not_count_against_the_network(client: FlaskClient) -> None:
    for _ in range(60):
        assert client.post("/api/session", json=RIGHT).status_code == 200


def test_addresses_and_networks_are_not_stored(client: FlaskClient) -> None:
    wrong(client, 1)

    kept = db.session.scalars(select(Wait.key)).all()
    assert len(kept) == 3
    assert all(len(key) == 64 and EMAIL not in key for key in kept)


def test_waits_expire_after_a_day(client: FlaskClient) -> None:
    wrong(client, 5)
    db.session.execute(text("UPDATE wait SET tried_at = tried_at - interval '25 hours'"))
    db.session.commit()

    assert wrong(client, 6) == [422] * 6


def test_parallel_guessing_is_counted(app: OpenAPI) -> None:
    db.session.remove()

    def guess(_number: int) -> int:
        return wrong(app.test_client(), 1)[0]

    with ThreadPoolExecutor(8) as threads:
        results = Counter(threads.map(guess, range(24)))

    # Five free attempts, and those after waits of 1, 2 and 4 seconds if the test takes that long.
    assert results[422] <= 9
    assert set(results) == {422, 429}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("2001::7:0:0:0:9", "2001:0:0:7::/64"),
        ("unknown", ""),
    ],
)
def test_an_ipv6_network_counts_as_one_client(address: str, expected: str) -> None:
    assert network(address) == expected
