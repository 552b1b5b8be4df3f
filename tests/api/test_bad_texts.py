"""Texts that Python can hold, but neither UTF-8 nor the database: every route refuses them."""

import re

import pytest
from flask_openapi3 import OpenAPI

from backend.accounts import passwords
from backend.document.storable import unstorable_text
from backend.errors import Problem
from tests.support.accounts import sign_in_as
from tests.support.api import Api

FILLED = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000", "slug": "small"}
BODIES = [
    (rb'{"x": "\ud800"}', "x"),
    (rb'{"x": {"y": ["a", "\udfff\ud800"]}}', "x.y.1"),
    (rb'{"x": {"\ud800": 1}}', "x"),
    (rb'{"x": "a\u0000b"}', "x"),
    (b'{"x": "\xed\xa0\x80"}', "x"),  # a surrogate's bytes, which are not UTF-8
    (rb'"\ud800"', "body"),
]


def test_every_route_refuses_text_that_cannot_be_stored(app: OpenAPI) -> None:
    admin = sign_in_as(app, "admin")
    json_routes = 0
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda m: FILLED.get(m[1] or "", "a" * 43), rule.rule)
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH"}:
            for body, field in BODIES:
                answer = admin.client.open(
                    path, method=method, data=body, content_type="application/json"
                )
                if answer.status_code == 415:  # takes a file
                    continue
                json_routes += 1
                assert answer.status_code == 422, (method, path, body)
                fault = answer.get_json()["errors"][0]
                assert (fault["code"], fault["field"]) == ("unstorable-character", field)
    assert json_routes > 20 * len(BODIES)


@pytest.mark.parametrize("path", ["/session", "/links/" + "a" * 43])
def test_a_password_that_is_not_valid_text_is_refused(api: Api, path: str) -> None:
    body = {"email": "ada@example.org", "name": "Ada", "password": "\ud800" * 12}

    assert api.post(path, body, 422)["errors"][0]["field"] == "password"


def test_a_terminal_password_that_is_not_valid_text_is_refused() -> None:
    with pytest.raises(Problem, match="cannot be stored"):
        passwords.hashed("not in UTF-8: \udcff", "ada@example.org", "Ada")


def test_surrogate_pairs_are_accepted() -> None:
    assert unstorable_text({"a": ["\U0001f600", {"b": "é\n"}], "c": [1, None, True]}) is None
