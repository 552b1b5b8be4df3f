"""The examples of docs/formats.md are what they say they are."""

import json

import pytest
from jsonschema_rs import Draft202012Validator

from backend.cli.verify.proof import prove
from backend.document.json_schema import quiz_schema
from backend.formats import FORMATS, read_file
from tests.support.file_texts import EXAMPLES, read_text, write_text


def test_there_are_examples_of_every_format() -> None:
    texts = {name for name, form in FORMATS.items() if not form.binary}
    assert {name for name, _ in EXAMPLES} == texts


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_every_example_is_valid(name: str, text: str) -> None:
    report = read_file(f"x{FORMATS[name].suffixes[0]}", text.encode())

    assert report.faults == []
    assert report.quiz is not None
    assert report.quiz.questions
    for question in report.quiz.questions:
        if question.proof:
            prove(question)
    if name == "json":
        Draft202012Validator(quiz_schema()).validate(json.loads(text))


def test_the_first_example_matches_the_export() -> None:
    """So it shows the form that a review sees, line by line."""
    name, text = EXAMPLES[0]
    quiz = read_text(name, text).quiz

    assert quiz is not None
    assert write_text(name, quiz) == text.replace("] Mercury", "] (a) Mercury").replace(
        "] Oil", "] (c) Oil"
    )
