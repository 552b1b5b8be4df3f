"""What every format must do. A new format is tested here without any change.

A format that is written is tried with what it writes, a text that is only read with its example in
docs/formats.md, and a binary one that is only read with `samples/<name>.<suffix>` beside this file.
"""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.api.problems import MAX_UPLOAD
from backend.document.question import QuestionDocument
from backend.document.quiz import QuizDocument
from backend.formats import FORMATS, Format, Likeness, read_file, recognise
from backend.library.files import write_file
from backend.questions import TYPES
from tests.support.file_texts import EXAMPLES

SAMPLES = Path(__file__).parent / "samples"
READ = sorted(name for name, form in FORMATS.items() if form.read)
WRITTEN = sorted(name for name, form in FORMATS.items() if form.write)
FULL = sorted(name for name, form in FORMATS.items() if form.full)


@cache
def quiz() -> QuizDocument:
    """With a question of every type."""
    return QuizDocument(
        title="Every type",
        slug="every-type",
        description="One question *of each*.",
        questions=[
            QuestionDocument(id=f"a-{name}", type=name, prompt=f"A {name}?", body=kind.example)
            for name, kind in TYPES.items()
        ],
    )


@cache
def sample(name: str) -> bytes:
    """A good file of the format."""
    form = FORMATS[name]
    if form.write:
        return write_file(form, quiz()).content
    if form.binary:
        return (SAMPLES / f"{name}{form.suffixes[0]}").read_bytes()
    return next(text for found, text in EXAMPLES if found == name).encode()


def found(name: str | None, content: bytes) -> str | None:
    form = recognise(name, content)
    return form.name if form else None


@pytest.mark.parametrize("name", READ)
def test_a_format_recognises_its_own_files_by_name_and_by_content(name: str) -> None:
    form, content = FORMATS[name], sample(name)

    assert found(None, content) == name
    for suffix in form.suffixes:
        assert found(f"A file{suffix}", content) == name
        assert found(f"A FILE{suffix.upper()}", content) == name


@pytest.mark.parametrize("name", READ)
def test_a_format_claims_no_file_of_another(name: str) -> None:
    for other in set(READ) - {name}:
        content = sample(other)
        own = FORMATS[other].recognises(None, content)
        assert FORMATS[name].recognises(None, content) < own or name == "text", other
        assert found(None, content) == other


@pytest.mark.parametrize("name", READ)
def test_a_valid_file_has_a_quiz_and_no_faults(name: str) -> None:
    report = read_file(f"x{FORMATS[name].suffixes[0]}", sample(name))

    assert report.faults == []
    assert report.quiz
    assert report.quiz.questions
    assert report.format == name


@pytest.mark.parametrize("name", FULL)
def test_a_lossless_format_loses_nothing(name: str) -> None:
    written = write_file(FORMATS[name], quiz())
    report = read_file(None, written.content)

    assert (written.losses, report.losses, report.faults) == ([], [], [])
    assert report.quiz == quiz()


@pytest.mark.parametrize("name", WRITTEN)
def test_output_is_within_the_limit_and_deterministic(name: str) -> None:
    written = write_file(FORMATS[name], quiz()).content

    assert 0 < len(written) <= FORMATS[name].limit
    assert written == write_file(FORMATS[name], quiz()).content


@pytest.mark.parametrize("name", READ)
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_garbage_yields_a_report(name: str, data: st.DataObject) -> None:
    """Any bytes, and a good file cut short or with bytes changed."""
    content = sample(name)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 40, len(content))))
    changed = content[:start] + data.draw(st.binary(max_size=20)) + content[end:]
    for garbage in (data.draw(st.binary(max_size=60)), content[:start], changed):
        report = read_file("x", garbage, form=FORMATS[name])
        recognise(None, garbage)

        assert report.quiz or report.faults
        assert report.format == name


@pytest.mark.parametrize("name", READ)
def test_a_file_beyond_its_limit_is_refused_before_reading(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = FORMATS[name]

    def never(content: bytes, title: str | None = None) -> None:
        raise AssertionError("it was read")

    watched = Format(**{**vars(form), "read": never})
    [fault] = read_file("x", bytes(form.limit + 1), form=watched).faults

    assert f"more than {form.limit // 1024} kB" in fault.detail
    assert form.limit <= MAX_UPLOAD  # more than that does not come through nginx, either


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_is_described(name: str) -> None:
    form = FORMATS[name]

    assert form.read or form.write
    assert form.title
    assert form.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in form.suffixes)
    assert "/" in form.media_type
    assert form.full <= bool(form.read and form.write)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("json", '{"title": "Capitals"}'),
        ("json", ' \n{\n  "title": "Capitals"'),
        ("json", "{"),
        ("json", "\ufeff{}"),
        ("json", '{"title": "Capitals"}\n## Question: one'),
        ("markdown", "---\ntitle: Capitals\n---\n"),
        ("markdown", "---\r\ntitle: Capitals\r\n---\r\nquestions:"),
        ("markdown", "\n---"),
        ("markdown", "Capitals\n\n## Question: one {type: single}\n"),
        ("yaml", "title: Capitals\nquestions:\n  - id: one\n"),
        ("yaml", "# ours\nslug: capitals\nquestions: []\ntitle: Capitals"),
        ("text", "Capitals\n\n1. What is the capital?\nA. Sydney\nB. Canberra\nANSWER: B"),
        ("text", "{1, 2} is a set.\nA. True\nB. False\nANSWER: A"),
        ("text", "title: Capitals\n\nWhich?"),
        ("text", "# Capitals\n\n## Europe\n\nA list\n---\n"),
        ("text", 'What does `{"a": 1}` print?'),
        ("text", "-- dashes"),
        ("text", ""),
        (None, "PK\3\4\0\0"),
    ],
)
def test_a_pasted_text_is_recognised_by_its_content(name: str | None, text: str) -> None:
    assert found(None, text.encode()) == name


def test_an_unambiguous_suffix_decides_the_format() -> None:
    assert found("x.yaml", b'{"title": "T"}') == "yaml"
    assert found("x.md", b"\0\xff") == "markdown"
    assert found("x.docx", b'{"title": "T"}') is None


def test_an_ambiguous_suffix_leaves_it_to_the_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second format with the suffix `.txt`."""

    def braces(content: bytes) -> Likeness:
        return Likeness.MARKED if b"{=" in content else Likeness.NONE

    gift = Format(
        name="gift",
        title="GIFT",
        suffixes=(".gift", ".txt"),
        media_type="text/plain",
        looks_like=braces,
        read=FORMATS["text"].read,
    )
    monkeypatch.setitem(FORMATS, "gift", gift)

    assert found("x.txt", b"2 + 2 {=4}") == "gift"
    assert found("x.txt", b"2 + 2\nA. 4\nB. 5\nANSWER: A") == "text"
    assert found("x.gift", b"2 + 2\nA. 4\nB. 5\nANSWER: A") == "gift"
    assert found(None, b"2 + 2 {=4}") == "gift"


def test_an_unrecognised_file_lists_the_suffixes() -> None:
    [fault] = read_file(None, b"\0").faults
    [named] = read_file("x.docx", b"\0").faults

    assert fault.detail.startswith("The format is not recognised; known: .json, .markdown, .md")
    assert named.detail.startswith("No format has files such as 'x.docx'; known: .json, .markdown")
