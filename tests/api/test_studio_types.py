"""The types of question that authors choose among."""

from flask_openapi3 import OpenAPI

from backend.questions import TYPES
from tests.support.accounts import add_user
from tests.support.authors import Author


def test_every_type_has_an_example_for_authors(app: OpenAPI) -> None:
    add_user("ada@example.org", name="Ada")
    types = Author(app, "ada@example.org").get("/studio/types")["types"]

    assert {found["name"]: found["example"] for found in types} == {
        name: kind.example for name, kind in TYPES.items()
    }
    assert [found["name"] for found in types if not found["graded"]] == ["poll", "wordcloud"]
