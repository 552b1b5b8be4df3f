import pytest
from flask_openapi3 import OpenAPI

from tests.support.authors import Author, new_author


@pytest.fixture
def ada(app: OpenAPI) -> Author:
    return new_author(app, "Ada")
