"""The doors of the studio: quizzes as their authors see them. All are for who is signed in."""

from flask import Flask, request
from flask_openapi3 import OpenAPI

from . import (
    downloads,
    draft,
    files,
    history,
    preview,
    questions,
    quizzes,
    rescoring,
    results,
    shares,
)

LARGEST = 1024 * 1024
"""Bytes of a request: a file. nginx allows as much."""
LARGEST_QUESTION = 128 * 1024
"""Of any other one."""


def allow_larger_bodies(app: Flask) -> None:
    """Questions and files are larger than what players send."""

    @app.before_request
    def allow() -> None:
        if request.path.startswith("/api/studio/"):
            importing = request.path == "/api/studio/imports"
            request.max_content_length = LARGEST if importing else LARGEST_QUESTION


def register(app: OpenAPI) -> None:
    for nouns in (
        quizzes,
        draft,
        questions,
        history,
        preview,
        files,
        shares,
        results,
        downloads,
        rescoring,
    ):
        app.register_api(nouns.api)
