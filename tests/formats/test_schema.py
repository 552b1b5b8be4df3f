"""Exports match the published schema, and importer and schema refuse the same files."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from backend.document.json_schema import quiz_schema
from backend.document.question import QuestionDocument
from backend.document.quiz import QuizDocument
from backend.library.packs import shipped_packs
from backend.questions import TYPES
from tests.support.api import Api
from tests.support.file_texts import read_text, write_text

VALIDATOR = Draft202012Validator(quiz_schema())


def exported(document: QuizDocument) -> Any:  # Any: JSON
    return json.loads(write_text("json", document))


def test_the_schema_is_published(api: Api) -> None:
    answer = api.client.get("/api/schema/quiz.json")

    assert answer.mimetype == "application/schema+json"
    assert json.loads(answer.text) == quiz_schema()
    meta.validate(quiz_schema())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_validates(name: str) -> None:
    kind = TYPES[name]
    bodies = [kind.example, {**kind.example, **kind.other_key}]
    questions = [
        QuestionDocument(id=f"q{number}", type=name, prompt="?", body=body, points=2, tags=["x"])
        for number, body in enumerate(bodies)
    ]

    VALIDATOR.validate(exported(QuizDocument(title="T", questions=questions)))


def test_the_shipped_packs_validate() -> None:
    for pack in shipped_packs():
        VALIDATOR.validate(exported(pack))


@pytest.mark.parametrize(
    "change",
    [{"id": "No Slug"}, {"type": "essay"}, {"colour": "red"}, {"key": "far"}, {"difficulty": 4}],
)
def test_schema_and_reader_refuse_the_same(change: dict[str, Any]) -> None:
    question = {"id": "one", "type": "number", "prompt": "?", "key": 42}
    good, bad = (
        {"version": 1, "title": "T", "questions": [fields]}
        for fields in (question, {**question, **change})
    )

    assert VALIDATOR.is_valid(good)
    assert read_text("json", json.dumps(good)).faults == []
    assert not VALIDATOR.is_valid(bad)
    assert read_text("json", json.dumps(bad)).faults != []
