"""The studio's routes: quizzes as their authors see them. All require a session."""

from flask import Flask, request
from flask_openapi3 import OpenAPI

from . import (
    access,
    accommodations,
    bank,
    class_lists,
    class_results,
    downloads,
    draft,
    files,
    handout,
    history,
    players,
    preview,
    questions,
    quizzes,
    rescoring,
    results,
    shares,
    shelf,
    site,
    trials,
    types,
)

NOUNS = (
    *(quizzes, draft, questions, types, history, preview, trials, files),
    *(
        class_lists,
        class_results,
        handout,
        shares,
        access,
        accommodations,
        results,
        players,
        downloads,
        rescoring,
        shelf,
        bank,
        site,
    ),
)
NAMES = {noun.api.name for noun in NOUNS}
LARGEST = 1024 * 1024
"""Bytes of a request: a file. nginx allows as much."""
LARGEST_QUESTION = 128 * 1024
"""Bytes of any other request."""


def allow_larger_bodies(app: Flask) -> None:
    """Allow bodies of the studio to be larger than those of players."""

    @app.before_request
    def allow() -> None:
        if request.blueprint in NAMES:
            importing = request.path == "/api/studio/imports"
            request.max_content_length = LARGEST if importing else LARGEST_QUESTION


def register(app: OpenAPI) -> None:
    for noun in NOUNS:
        app.register_api(noun.api)
