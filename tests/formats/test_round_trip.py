"""Written files are read back unchanged, whatever the texts contain."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.document.question import QuestionDocument
from backend.document.quiz import QuizDocument
from backend.errors import Fault
from backend.formats import FULL_FORMATS, read_file
from backend.library.packs import PACKS, read_pack
from backend.names import readable
from backend.questions import TYPES
from tests.support.file_texts import read_text, write_text

NASTY = [
    *("## Question: other {type: single}", "### Answer", "### Explanation", "\\### Answer", "---"),
    *("### Hint", "{feedback: none}", "{feedback: [1]}"),
    *("```", "```yaml", "> quoted", "# Heading", "- [x] ticked", "two spaces  ", "\ttab", "", "  "),
    *("...", "key: value", "{credit: 0.5}", "* star", "'quote\"", "(a) named", "\u2028", "\x85x"),
    *(
        "shuffle: false",
        "%YAML 1.1",
        "null",
        "yes",
        "1e3",
        "\ufeffbom",
        "\x07bell",
        "a\r\nb",
        "a\rb",
    ),
]
LINES = st.one_of(st.sampled_from(NASTY), st.text(max_size=20))
TEXTS = st.lists(LINES, max_size=6).map("\n".join).filter(lambda text: "\x00" not in text)
PROMPTS = TEXTS.filter(lambda text: text.strip() != "")
SHORT = st.text(min_size=1, max_size=20).filter(lambda text: "\x00" not in text)
SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
# Distinct as they are stored, with one kind of line end.
DISTINCT = st.lists(
    PROMPTS,
    min_size=2,
    max_size=4,
    unique_by=lambda text: (
        text.replace("\r\n", "\n").replace("\r", "\n").strip()
    ),  # as it is stored
)
NUMBERS = st.builds(
    lambda key, unit: {"key": key, "tolerance": 0.1, "near": 1.5, "unit": unit},
    st.floats(-1e15, 1e15, allow_nan=False),
    st.one_of(st.text(max_size=8), st.sampled_from(["km", "km/h", " ", "a\nb", "1"])).filter(
        lambda text: "\x00" not in text
    ),
)
SLIDERS = st.builds(
    lambda start, steps, step, at: {
        "key": start + min(at, steps) * step,
        "tolerance": step,
        "slider": {"from": start, "to": start + steps * step, "step": step},
    },
    st.integers(-1000, 1000).map(float),
    st.integers(2, 1000),
    st.sampled_from([1.0, 2.0, 0.5, 1e-6]),
    st.integers(0, 1000),
)
BODIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single": st.builds(
        lambda texts, shuffle, feedback: {
            "choices": [
                {"id": c, "text": text, "feedback": feedback if c == "b" else ""}
                for c, text in zip("abcd", texts, strict=False)
            ],
            "key": "b",
            "shuffle": shuffle,
        },
        DISTINCT,
        st.booleans(),
        TEXTS,
    ),
    "truefalse": st.builds(
        lambda key, texts: {"key": key, "true_feedback": texts[0], "false_feedback": texts[1]},
        st.booleans(),
        st.lists(TEXTS, min_size=2, max_size=2),
    ),
    "number": st.one_of(NUMBERS, SLIDERS),
    "text": st.builds(
        lambda texts, credit: {
            "accept": [{"text": "Sure"}, *({"text": t, "credit": credit} for t in texts)],
            "near": 0.5,
        },
        st.lists(SHORT.filter(lambda t: t.replace("*", "").strip() != ""), max_size=3),
        st.floats(0.01, 1),
    ),
    "ordering": st.builds(
        lambda items, top: {"items": items, "top": top, "bottom": "last"},
        DISTINCT,
        st.one_of(SHORT, st.sampled_from(NASTY), st.just("")),
    ),
    "matching": st.builds(
        lambda lefts, rights: {
            "pairs": [
                {"left": left, "right": right} for left, right in zip(lefts, rights, strict=False)
            ],
            "distractors": [*rights[len(lefts) :], "Certainly not"],
        },
        DISTINCT,
        DISTINCT,
    ).filter(lambda body: len(body["pairs"]) > 1),
    "categorise": st.builds(
        lambda titles, items: {
            "categories": [{"title": titles[0], "items": items}, {"title": titles[1], "items": []}]
        },
        DISTINCT,
        DISTINCT,
    ),
    "poll": st.builds(
        lambda texts, ids, several: {
            "choices": [{"id": i, "text": text} for i, text in zip(ids, texts, strict=False)],
            "several": several,
        },
        DISTINCT,
        st.sampled_from(["abcd", "dcba", ["one", "two", "3", "4"]]),
        st.booleans(),
    ),
    "wordcloud": st.builds(
        lambda entries, hidden: {"entries": entries, "hidden": hidden},
        st.integers(1, 3),
        st.lists(
            st.from_regex(r"[^\x00-\x1f\x7f]{1,20}", fullmatch=True).map(lambda text: f"a{text}"),
            max_size=3,
        ),
    ),
    "blanks": st.builds(
        lambda before, after, accepted, credit, height, feedback: {
            "text": f"{before} x [[one]] y\n\n- [[two]]\n[[three]]{after}",
            "gaps": {
                "three": {"choices": ["up", {"text": "down", "feedback": feedback}], "key": "up"},
                "two": {"key": height, "tolerance": 0.5, "unit": "m: {}"},
                "one": {"accept": ["Sure", *({"text": t, "credit": credit} for t in accepted)]},
            },
        },
        st.sampled_from(["", "- a", "### Answer\n", "one: x", "> q"]),
        st.sampled_from(["", "\n", "[[x y]]: z", "z\n\n\n", "\n### Answer"]),
        st.lists(SHORT.filter(lambda t: t.replace("*", "").strip() != ""), max_size=3),
        st.floats(0.01, 1),
        st.floats(-1e15, 1e15, allow_nan=False),
        TEXTS,
    ),
    "image": st.builds(
        lambda alt, labels, show, part: {
            "media": "a" * 64,
            "alt": alt,
            "areas": [
                {"id": "a", "label": labels[0], "shape": {"x": part, "y": 0.5, "r": 0.15}},
                {"id": "b", "label": labels[1], "shape": {"polygon": [[0, 0], [1, 0], [1, part]]}},
            ],
            "key": ["b"],
            "show_areas": show,
            "width": 100,
        },
        PROMPTS,
        st.lists(st.one_of(SHORT, st.sampled_from(NASTY)), min_size=2, max_size=2),
        st.booleans(),
        st.floats(0.1, 1),
    ),
}
"""Where a type's body holds free texts; the others are tried with their example."""


@st.composite
def questions(draw: st.DrawFn, question_id: str, name: str) -> QuestionDocument:
    example = st.just(TYPES[name].example)
    return QuestionDocument.model_validate(
        {
            "id": question_id,
            "type": name,
            "prompt": draw(PROMPTS),
            "hint": draw(TEXTS),
            "explanation": draw(TEXTS),
            "tags": draw(st.sampled_from([[], ["c#", "1e3"], ["null", "wat"]])),
            "difficulty": draw(st.integers(1, 3)),
            "points": draw(st.sampled_from([1, 2.5, 1000])),
            "seconds": draw(st.sampled_from([None, 5, 3600])),
            "source": draw(st.sampled_from([{}, {"author": "A, {B}: 'c'\nd", "licence": "MIT"}])),
            "body": draw(st.one_of(example, BODIES.get(name, example))),
        }
    )


def is_title(text: str) -> bool:
    try:
        return readable(text).isprintable()
    except Fault:
        return False


@st.composite
def documents(draw: st.DrawFn) -> QuizDocument:
    ids = draw(st.lists(SLUGS, unique=True, max_size=4))
    return QuizDocument(
        title=draw(SHORT.filter(is_title)),
        description=draw(TEXTS),
        language=draw(st.sampled_from(["en", "pt-BR", "no"])),
        slug=draw(st.none() | SLUGS),
        questions=[draw(questions(i, draw(st.sampled_from(sorted(TYPES))))) for i in ids],
    )


@settings(deadline=None, max_examples=150)
@given(document=documents(), crlf=st.booleans(), bom=st.booleans())
def test_every_document_round_trips_in_every_format(
    document: QuizDocument, crlf: bool, bom: bool
) -> None:
    """All formats in one test: making up a document takes longer than writing and reading it."""
    for name, form in sorted(FULL_FORMATS.items()):
        written = write_text(name, document)
        content = written.replace("\n", "\r\n") if crlf else written
        report = read_file(f"x{form.suffixes[0]}", content.encode("utf-8-sig" if bom else "utf-8"))

        assert report.faults == [], name
        assert report.quiz == document, name
        assert write_text(name, report.quiz) == written, name


@pytest.mark.parametrize("name", sorted(FULL_FORMATS))
@pytest.mark.parametrize("type_name", sorted(TYPES))
def test_examples_of_every_type_round_trip(name: str, type_name: str) -> None:
    kind = TYPES[type_name]
    bodies = [kind.example, {**kind.example, **kind.other_key}]
    document = QuizDocument(
        title="Every type",
        questions=[
            QuestionDocument(id=f"q{number}", type=type_name, prompt="?", body=body)
            for number, body in enumerate(bodies)
        ],
    )

    report = read_text(name, write_text(name, document))

    assert report.faults == []
    assert report.quiz == document


PLEASANT = {
    "truefalse": (["false"], {"key": False}),
    "ordering": (
        ["1. Mercury", "2. Venus", "   or so", "", "top: nearest"],
        {"items": ["Mercury", "Venus\nor so"], "top": "nearest"},
    ),
    "matching": (
        ["- Hamlet -> Shakespeare", "- Faust -> Goethe", "- -> Molière"],
        {
            "pairs": [
                {"left": "Hamlet", "right": "Shakespeare"},
                {"left": "Faust", "right": "Goethe"},
            ],
            "distractors": ["Molière"],
        },
    ),
    "categorise": (
        ["- Mammals", "  - whale", "  - bat", "- Birds"],
        {
            "categories": [
                {"title": "Mammals", "items": ["whale", "bat"]},
                {"title": "Birds", "items": []},
            ]
        },
    ),
    "poll": (
        ["- ( ) Tabs", "- ( ) Spaces", "", "several: true"],
        {
            "choices": [{"id": "a", "text": "Tabs"}, {"id": "b", "text": "Spaces"}],
            "several": True,
        },
    ),
    "blanks": (
        [
            "- The [[sky]] is [[height]] high.",
            "",
            "[[sky]]: {accept: [blue, {text: grey, credit: 0.5}], near: 0.5}",
            "[[height]]: {key: 100, unit: km}",
        ],
        {
            "text": "- The [[sky]] is [[height]] high.",
            "gaps": {
                "sky": {"accept": ["blue", {"text": "grey", "credit": 0.5}], "near": 0.5},
                "height": {"key": 100, "unit": "km"},
            },
        },
    ),
    "image": (
        [
            f"![A map of the Alps](media:{'a' * 64})",
            "",
            "- [x] Mont Blanc {x: 0.25, y: 0.5, r: 0.15}",
            "- [ ] {x: 0.6, y: 0.3, w: 0.3, h: 0.4}",
            "",
            "show_areas: false",
        ],
        {
            "media": "a" * 64,
            "alt": "A map of the Alps",
            "areas": [
                {"id": "a", "label": "Mont Blanc", "shape": {"x": 0.25, "y": 0.5, "r": 0.15}},
                {"id": "b", "shape": {"x": 0.6, "y": 0.3, "w": 0.3, "h": 0.4}},
            ],
            "key": ["a"],
            "show_areas": False,
        },
    ),
}
"""How a body looks in a Markdown file."""


@pytest.mark.parametrize("name", sorted(PLEASANT))
def test_exported_markdown_is_readable(name: str) -> None:
    lines, body = PLEASANT[name]
    question = QuestionDocument.model_validate(
        {"id": "one", "type": name, "prompt": "?", "body": body}
    )
    written = write_text("markdown", QuizDocument(title="T", questions=[question]))

    assert "\n".join(["### Answer", "", *lines]) in written


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("truefalse", "perhaps", "answer true-or-false-expected {'found': 'perhaps'}"),
        ("ordering", "- Mercury", "answer not-in-list {'line': '- Mercury'}"),
        ("matching", "- Hamlet = Shakespeare", "answer no-pair {'text': 'Hamlet = Shakespeare'}"),
        (
            "categorise",
            "- Birds\n  - kiwi\n  near: 1",
            "answer option-in-category {'name': 'near'}",
        ),
        ("poll", "- [x] Tabs", "answer choices-not-open"),
        ("blanks", "The [[sky]].", "answer gaps-expected"),
        (
            "blanks",
            "[[sky]].\n\n[[sky]]: {a: 1}\n[[sky]]: {a: 1}",
            "answer gap-defined-twice {'gap': 'sky'}",
        ),
        ("blanks", "[[sky]].\n\n[[sky]]: {a", "answer no-value {'text': '{a'}"),
        ("image", "- [x] {x: 1}", "answer image-expected"),
    ],
)
def test_a_field_of_the_wrong_form_is_reported(name: str, answer: str, message: str) -> None:
    head = "---\ntitle: T\n---\n\n## Question: one {type: " + name + "}\n\n?\n\n### Answer\n\n"

    report = read_text("markdown", head + answer)

    assert [message in f"{fault.field} {fault.code} {fault.params}" for fault in report.faults] == [
        True
    ]


@pytest.mark.parametrize("type_name", sorted(TYPES))
def test_type_fields_do_not_clash_with_common_fields(type_name: str) -> None:
    """Both are on the same level in files."""
    body = set(TYPES[type_name].Body.model_fields)

    assert not body & (set(QuestionDocument.model_fields) | {"proof"})


@pytest.mark.parametrize("name", sorted(FULL_FORMATS))
@pytest.mark.parametrize("pack", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_packs_round_trip(name: str, pack: Path) -> None:
    document = read_pack(pack)

    report = read_text(name, write_text(name, document))

    assert report.faults == []
    assert report.quiz is not None
    assert report.quiz.model_dump() == document.model_dump()


@pytest.mark.parametrize(
    ("version", "draw"), [("", 10), ("version: 1\n", 10), ("version: 2\n", None)]
)
def test_a_file_draws_all_from_version_two_on(version: str, draw: int | None) -> None:
    front = f"{version}title: T\nsettings: {{first: 1}}\n"
    for name, content in {
        "x.yaml": f"{front}questions: []\n",
        "x.md": f"---\n{front}---\n",
    }.items():
        quiz = read_file(name, content.encode()).quiz
        assert quiz is not None
        assert (quiz.settings.draw, quiz.settings.first) == (draw, 1)
        again = read_file("x.json", write_text("json", quiz).encode()).quiz
        assert again == quiz


@pytest.mark.parametrize("rule", ["none", "end", "start", "list"])
@pytest.mark.parametrize("name", sorted(FULL_FORMATS))
def test_every_format_holds_when_names_are_asked_for(name: str, rule: str) -> None:
    document = QuizDocument.model_validate({"title": "T", "settings": {"names": rule}})

    text = write_text(name, document)

    quiz = read_text(name, text).quiz
    assert quiz is not None
    assert quiz.settings.names == rule
    assert ("names" in text) == (rule != "end")  # as in files from before


def test_exports_are_standard_json_and_yaml() -> None:
    document = QuizDocument(
        title="T",
        questions=[
            QuestionDocument(id="one", type="number", prompt="?", body={"key": 42}, points=2)
        ],
    )
    expected = {"id": "one", "type": "number", "points": 2.0, "prompt": "?", "key": 42.0}

    assert json.loads(write_text("json", document))["questions"] == [expected]
    assert yaml.safe_load(write_text("yaml", document))["questions"] == [expected]
