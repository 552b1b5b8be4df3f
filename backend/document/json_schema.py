"""The JSON Schema of quiz files, built from the models and every registered type."""

from functools import cache
from typing import Any

from ..questions import TYPES
from .question import QuestionDocument
from .quiz import QuizDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def quiz_schema() -> dict[str, Any]:  # Any: a JSON Schema
    """The schema of a quiz's JSON (or YAML) file."""
    schema = QuizDocument.model_json_schema(ref_template="#/$defs/{model}")
    definitions = schema["$defs"]
    common = definitions.pop("QuestionDocument")
    for name in sorted(TYPES):
        definitions[f"question-{name}"] = _question(name, common, definitions)
    schema["properties"]["questions"]["items"] = {
        "oneOf": [{"$ref": f"#/$defs/question-{name}"} for name in sorted(TYPES)]
    }
    schema["properties"] = {"$schema": {"type": "string"}, **schema["properties"]}
    return {"$schema": DIALECT, **schema}


def _question(name: str, common: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A type's own fields next to those that all questions share. Any: JSON Schemas."""
    prefix = f"{name}-"
    body = TYPES[name].Body.model_json_schema(ref_template=f"#/$defs/{prefix}{{model}}")
    definitions |= {prefix + model: found for model, found in body.pop("$defs", {}).items()}
    own = {field: schema for field, schema in common["properties"].items() if field != "body"}
    required = [field for field in common["required"] if field != "body"]
    return {
        "title": f"A question of type {name}",
        "description": body.get("description", QuestionDocument.__doc__),
        "type": "object",
        "additionalProperties": False,
        "properties": {**own, "type": {"const": name}, **body["properties"]},
        "required": [*required, *body.get("required", [])],
    }
