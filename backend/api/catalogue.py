"""Every kind of problem, documented at its `type`: as HTML, or as JSON on request."""

from inspect import cleandoc
from string import Formatter
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request
from pydantic import create_model

from ..errors import KINDS, Kind, Problem

pages = Blueprint("catalogue", __name__, url_prefix="/problems", template_folder="templates")


def entry(kind: type[Kind]) -> dict[str, Any]:  # Any: JSON
    """Describe a kind of problem. `status` is null for faults in a field, a draft or a file."""
    meaning, _, remedy = cleandoc(kind.__doc__ or "").partition("\n\n")
    return {
        "type": f"/problems/{kind.code}",
        "code": kind.code,
        "title": kind.title,
        "status": kind.status.value if issubclass(kind, Problem) else None,
        "meaning": " ".join(meaning.split()),
        "remedy": " ".join(remedy.split()) or None,
        "detail": sentence(kind),
        "params": parameters(kind),
    }


def sentence(kind: type[Kind]) -> str:
    """Return the sentence with a name in braces for each value, without how Python writes it."""
    return "".join(
        text if name is None else f"{text}{{{name}}}"
        for text, name, _, _ in Formatter().parse(kind.template)
    )


def parameters(kind: type[Kind]) -> dict[str, Any]:  # Any: JSON Schemas
    """Return the JSON Schema of each parameter, by name."""
    types = {name: (kind.annotation(name), ...) for name in kind.parameters}
    # Any: create_model cannot type what it is given by name.
    model: Any = create_model(kind.__name__, **types)  # type: ignore[call-overload]
    schemas: dict[str, dict[str, Any]] = model.model_json_schema().get("properties", {})
    return {
        name: {key: value for key, value in schema.items() if key != "title"}
        for name, schema in schemas.items()
    }


def schemas() -> dict[str, Any]:  # Any: JSON Schemas
    """Return the components of the contract that the client's types are generated from."""
    codes = sorted(KINDS)
    return {
        "ProblemParams": {
            "type": "object",
            "description": "The parameters of each kind of problem and fault, by its code.",
            "properties": {
                code: {
                    "type": "object",
                    "properties": parameters(KINDS[code]),
                    "required": [*KINDS[code].parameters],
                    "additionalProperties": False,
                }
                for code in codes
            },
            "required": codes,
        }
    }


@pages.get("/")
def index() -> Response:
    """List all kinds of problems."""
    return _answer("problems.html", [entry(kind) for _, kind in sorted(KINDS.items())])


@pages.get("/<code>")
def show(code: str) -> Response:
    """Describe one kind."""
    if code not in KINDS:
        abort(404)
    return _answer("problem.html", entry(KINDS[code]))


def _answer(template: str, content: Any) -> Response:  # Any: JSON
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    if best == "application/json":
        response = jsonify(content)
    else:
        response = Response(render_template(template, content=content), mimetype="text/html")
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.headers["Vary"] = "Accept"
    return response
