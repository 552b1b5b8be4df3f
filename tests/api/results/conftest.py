"""Results of the small quiz, which has the id 1."""

import pytest
from flask_openapi3 import OpenAPI

from backend.library.packs import Pack
from tests.support.accounts import SignedIn, sign_in_as


@pytest.fixture
def admin(app: OpenAPI, quiz: Pack) -> SignedIn:
    """An admin, who has every right to the quiz."""
    return sign_in_as(app, "admin")
