"""The contract: OpenAPI as JSON, and as a page without scripts, as the strict CSP demands."""

from pathlib import Path
from threading import Lock
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, render_template, send_from_directory
from flask_openapi3 import OpenAPI

from . import catalogue
from .blueprint import LazyBlueprint

pages = Blueprint("contract", __name__, url_prefix="/api", template_folder="templates")
_writing = Lock()


def document() -> dict[str, Any]:  # Any: an OpenAPI document
    """Return the application's OpenAPI 3.1 document, generated on first use."""
    app = cast(OpenAPI, current_app)
    with _writing:
        if not app.spec_json:
            for blueprint in app.blueprints.values():
                if isinstance(blueprint, LazyBlueprint):
                    blueprint.write_contract(app)
            app.api_doc["components"]["schemas"].update(catalogue.schemas())
        return app.api_doc


@pages.get("/openapi.json")
def openapi() -> Response:
    return jsonify(document())


@pages.get("/docs")
def docs() -> str:
    return render_template("docs.html", contract=document())


@pages.get("/docs.css")
def stylesheet() -> Response:
    return send_from_directory(Path(__file__).parent / "templates", "docs.css")
