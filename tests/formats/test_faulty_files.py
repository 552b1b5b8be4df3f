"""A faulty file yields a report with lines, questions and reasons, never a traceback."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.formats import FORMATS, LARGEST, read_file
from tests.support.file_texts import summary, summary_of, write_text

MARKDOWN = """---
title: Capitals
language: en
---

## Question: australia {type: single, difficulty: 2}

What is the capital of Australia?

### Answer

- [ ] Sydney
- [x] Canberra

### Explanation

Halfway.

## Question: marathon {type: number, difficulty: 1}

How long is a marathon?

### Answer

42.195 km
tolerance: 0.2
"""
YAML = """title: Capitals
language: en
questions:
  - id: australia
    type: single
    prompt: "?"
    choices:
      - {id: a, text: Sydney}
      - {id: b, text: Canberra}
    key: b
  - id: marathon
    type: number
    prompt: How long?
    key: 42.195
"""
TEXT = """Capitals

1. What is the capital of Australia?
A. Sydney
B. Canberra
ANSWER: B
EXPLANATION: Halfway.

2. How long is a marathon?
a) 40 km
*b) 42.195 km
"""
TEXTS = {"md": MARKDOWN, "yaml": YAML}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_unmodified_files_are_valid(name: str) -> None:
    report = read_file(f"x.{name}", TEXTS[name].encode())

    assert summary(report) == []
    assert report.quiz is not None
    assert [question.id for question in report.quiz.questions] == ["australia", "marathon"]


@pytest.mark.parametrize(
    ("name", "change", "line", "question", "message"),
    [
        ("md", ("- [x]", "- [ ]"), 6, "australia", "answer one-tick-needed {'count': 0}"),
        ("md", ("- [ ]", "- [x]"), 6, "australia", "answer one-tick-needed {'count': 2}"),
        ("md", ("42.195 km", "far"), 19, "marathon", "answer number-expected {'found': 'far'}"),
        ("md", ("tolerance: 0.2", "toler: 1"), 19, "marathon", "toler unknown-field"),
        ("md", ("tolerance: 0.2", "about"), 19, "marathon", "answer not-in-list {'line': 'about'}"),
        ("md", ("type: number", "type: essay"), 19, "marathon", "no-such-type {'type': 'essay'"),
        ("md", ("{type: number", "{type: [number"), 19, "marathon", "heading not-read-as-yaml"),
        (
            "md",
            ("type: number", "typ: number"),
            19,
            "marathon",
            "heading not-for-heading {'name': 'typ'}",
        ),
        (
            "md",
            ("Question: marathon", "Question: australia"),
            19,
            "australia",
            "id same-question-id {'id': 'australia'}",
        ),
        (
            "md",
            ("Question: marathon", "Question: A B"),
            19,
            "A",
            "heading not-read-as-yaml|heading heading-unread",
        ),
        (
            "md",
            ("### Explanation", "### Answer"),
            6,
            "australia",
            "answer section-repeated {'section': 'Answer', 'at_line': 15}",
        ),
        ("md", ("title: Capitals", "titel: Capitals"), 2, None, "title missing"),
        ("md", ("language: en", "language: klingon!"), 3, None, "language bad-format"),
        ("md", ("language: en", "language: [en"), 4, None, "did not find expected"),
        ("md", ("en\n---", "en\n--"), 1, None, "front-matter-open"),
        ("md", ("---\ntitle", "title"), 1, None, "front-matter-missing"),
        ("md", ("en\n---\n", "en\n---\nWelcome!\n"), 5, None, "text-before-questions"),
        (
            "yaml",
            ("key: b", "key: z"),
            4,
            "australia",
            "key key-not-offered {'key': 'z', 'what': 'choices'}",
        ),
        ("yaml", ("id: b, text: Canberra", "id: b"), 4, "australia", "choices.1.text missing"),
        ("yaml", ("    key: 42.195", ""), 11, "marathon", "key missing"),
        ("yaml", ("prompt: How long?", "prompt: ' '"), 11, "marathon", "prompt no-text"),
        ("yaml", ("id: marathon", "id: &x marathon"), 0, None, ""),
        ("yaml", ("How long?", "*x"), 13, None, "alias-refused"),
        (
            "yaml",
            ("language: en", "language: en\ncolour: red"),
            3,
            None,
            "colour unknown-field",
        ),
        ("yaml", ("questions:", "questions: ["), 4, None, "expected"),
        ("yaml", ("How long?", '"\\0"'), 11, "marathon", "unstorable-character"),
        (
            "yaml",
            ("How long?", "1976-07-04"),
            11,
            "marathon",
            "prompt wrong-type {'expected': 'text'}",
        ),
    ],
)
def test_a_fault_has_its_line_and_question(
    name: str, change: tuple[str, str], line: int, question: str | None, message: str
) -> None:
    report = read_file(f"x.{name}", TEXTS[name].replace(*change, 1).encode())

    if line == 0:  # an unused anchor is harmless
        assert summary(report) == []
        return
    assert report.faults[0].line == line, summary(report)
    assert report.faults[0].question == question, summary(report)
    assert any(part in summary_of(report.faults[0]) for part in message.split("|")), summary(report)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_valid_questions_are_separated_from_faulty_ones(name: str) -> None:
    text = TEXTS[name].replace("42.195", "far")
    report = read_file(f"x.{name}", text.encode())

    assert report.quiz is not None
    assert [question.id for question in report.quiz.questions] == ["australia"]
    assert (report.refused, len(report.faults)) == (1, 1)


def test_faults_in_json_have_lines_too() -> None:
    quiz = {"version": 1, "title": "T", "questions": [{"id": "a"}, {"id": "b", "type": 7}]}
    report = read_file("x.json", json.dumps(quiz, indent="\t").encode())
    broken = read_file("x.json", b'{"title":\n "T",\n}')

    assert {(fault.line, fault.question) for fault in report.faults} == {(5, "a"), (8, "b")}
    assert (broken.quiz, broken.faults[0].line) == (None, 3)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.docx", b"", "unknown-format {'name': 'x.docx', 'known': ['.json', "),
        ("x.md", b"---\ntitle: \xff\n", "not-utf8"),
        ("x.yaml", b" " * (LARGEST + 1), "file-too-large {'kilobytes': 1024}"),
        ("x.yaml", b"[" * 300_000, "nested-too-deeply|nested too deeply"),
        ("x.yaml", b"a: " + b"{a: " * 100_000, "nested-too-deeply"),
        ("x.json", b"[" * 300_000, "nested-too-deeply|nested too deeply"),
        ("x.json", b'{"title": ' + b"9" * 9_000 + b"}", "a number too large"),
        ("x.json", b'{"title": "T", "version": 3}', "version not-one-of {'allowed': '1 or 2'}"),
        ("x.json", b'{"title": "T", "version": NaN}', "not-finite"),
        (
            "x.json",
            b'{"title": "T", "questions": [' + b"0," * 2_000 + b"0]}",
            "wrong-type {'expected': 'object'}",
        ),
        ("x.yaml", b"\x07", "control characters"),
        ("x.yaml", b"a: 2020-99-99", "month"),
        ("x.yaml", b"", "no-quiz"),
        ("x.md", b"", "front-matter-missing"),
        ("x.json", b"", "not-read-as-json"),
    ],
)
def test_a_file_without_a_quiz_is_reported(name: str, content: bytes, message: str) -> None:
    report = read_file(name, content)

    found = " ".join(map(summary_of, report.faults))
    assert any(part in found for part in message.split("|")), found
    assert not (report.quiz and report.quiz.questions)
    assert len(report.faults) <= 200


@pytest.mark.parametrize("name", sorted(FORMATS))
@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_no_file_causes_a_traceback(name: str, data: st.DataObject) -> None:
    """Valid files with parts cut out, doubled and overwritten, and arbitrary bytes."""
    seed = {"markdown": MARKDOWN, "yaml": YAML, "text": TEXT}.get(name) or write_text(
        name,
        read_file("x.yaml", YAML.encode()).quiz,  # type: ignore[arg-type]  # it is a good file
    )
    content = seed.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 30, len(content))))
        content = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    report = read_file(f"x{FORMATS[name].suffixes[0]}", content)

    assert report.quiz or report.faults
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(1 <= fault.line <= lines for fault in report.faults)
