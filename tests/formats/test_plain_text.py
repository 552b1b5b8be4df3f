"""Plain text: the Aiken format and its variants. It is shown as typed, or refused."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from backend.document.question import QuestionDocument
from backend.formats import FORMATS, FULL_FORMATS, Format, Report, read_file
from backend.formats.typed import as_typed
from backend.markdown import render, render_choice
from tests.support.file_texts import summary, summary_of

CHOICES = ("A. Sydney", "B. Canberra", "C. Perth")
QUESTION = ("What is the capital of Australia?", *CHOICES, "ANSWER: B")


def read(*lines: str) -> Report:
    return read_file("x.txt", "\n".join(lines).encode())


def questions(*lines: str) -> list[QuestionDocument]:
    report = read("Capitals", "", *lines)
    assert summary(report) == []
    assert report.quiz is not None
    return report.quiz.questions


def one(*lines: str) -> dict[str, Any]:  # Any: what a type's body holds
    """A question's type, texts and key."""
    [question] = questions(*lines)
    texts = [choice["text"] for choice in question.body.get("choices", [])]
    return {"type": question.type, "texts": texts, "key": question.body["key"]}


def test_the_aiken_format_is_read() -> None:
    [first, second] = questions(*QUESTION, "Which is a fruit?", "A) Leek", "B) Fig", "ANSWER: B")

    assert (first.id, first.type, first.prompt) == ("q1", "single", QUESTION[0])
    assert first.body["choices"] == [
        {"id": "a", "text": "Sydney"},
        {"id": "b", "text": "Canberra"},
        {"id": "c", "text": "Perth"},
    ]
    assert (first.body["key"], first.explanation) == ("b", "")
    assert (second.id, second.prompt, second.body["key"]) == ("q2", "Which is a fruit?", "b")


@pytest.mark.parametrize(
    "lines",
    [
        ("1. Which?", "A. x", "B. y", "ANSWER: B"),
        ("12) Which?", "A) x", "B) y", "ANSWER: B)"),
        ("Which?", "", "a. x", "", "", "b) y", "", "answer : b."),
        ("  Which?", "\tA.\tx", "  B.  y  ", " Answers: b "),
        ("Which?", "A. x", "*B. y"),
        ("Which?", "A. x", "* b) y"),
        ("Which?", "A. x", "B. y *"),
        ("Which?", "A. x", "B. y*"),
        ("Which?", "A. x", "B. y (correct)"),
        ("Which?", "A. x", "B. y (Correct)", "", "", ""),
    ],
)
def test_variants_of_aiken_give_the_same_question(lines: tuple[str, ...]) -> None:
    [question] = questions(*lines)

    assert question.prompt == "Which?"
    assert one(*lines) == {"type": "single", "texts": ["x", "y"], "key": "b"}


@pytest.mark.parametrize(
    "lines",
    [
        (*CHOICES, "ANSWER: A, C"),
        (*CHOICES, "ANSWER: a and c"),
        (*CHOICES, "ANSWER: A; C."),
        ("*A. Sydney", "B. Canberra", "*C. Perth"),
        ("A. Sydney *", "B. Canberra", "C. Perth (correct)"),
    ],
)
def test_several_right_choices_make_a_multiple_choice(lines: tuple[str, ...]) -> None:
    texts = ["Sydney", "Canberra", "Perth"]

    assert one("Which?", *lines) == {"type": "multiple", "texts": texts, "key": ["a", "c"]}


def test_only_true_and_false_make_a_truefalse_question() -> None:
    assert one("It is.", "A. True", "B. False", "ANSWER: B")["type"] == "truefalse"
    assert one("It is.", "A. True", "B. False", "ANSWER: B")["key"] is False
    assert one("It is.", "a) FALSE", "*b) true")["key"] is True
    assert one("It is.", "A. True", "B. False", "ANSWER: A, B")["type"] == "multiple"
    assert one("It is.", "A. True", "B. False", "C. Both", "ANSWER: A")["type"] == "single"


def test_an_explanation_follows_the_choices_up_to_an_empty_line() -> None:
    after, before, with_marks = questions(
        *(*QUESTION, "EXPLANATION: Halfway.", "*Not* built for it.", ""),
        *("2. Which?", "A. x", "B. y", "Feedback:", "Because.", "ANSWER: A"),
        *("3. Which?", "*A. x", "B. y", "", "FEEDBACK: So."),
    )

    assert after.explanation == "Halfway.\\\n\\*Not\\* built for it."
    assert before.explanation == "Because."
    assert (with_marks.explanation, with_marks.body["key"]) == ("So.", "a")


def test_a_text_continues_in_the_next_line() -> None:
    [first, second] = questions(
        *("1. Which are right?", "I. Gold is dense.", "II. Oil is not.", "1. Fe is iron."),
        *("A. all", "of them", "*B. none"),
        *("2. Which?", "A. x", "B. y *"),
    )

    assert render(first.prompt) == (
        "<p>Which are right?<br>\nI. Gold is dense.<br>\nII. Oil is not.<br>\n1. Fe is iron.</p>"
    )
    assert render_choice(first.body["choices"][0]["text"]) == "all<br>\nof them"
    assert second.prompt == "Which?"


@pytest.mark.parametrize(
    ("text", "key"), [("int *", "b"), ("A*", "b"), ("*", "a"), ("**", "a"), ("*x*", "a")]
)
def test_a_star_that_cannot_mark_a_choice_is_text(text: str, key: str) -> None:
    body = one("Which?", f"A. {text}", "B. y", f"ANSWER: {key}")

    assert (render_choice(body["texts"][0]), body["key"]) == (text, key)


@pytest.mark.parametrize(
    "first",
    [
        ("1. What is the capital?",),
        ("What is the capital", "of Australia?"),
        ("What is the capital?", ""),
    ],
)
def test_without_a_title_only_faults_are_returned(first: tuple[str, ...]) -> None:
    lines = ["", *first, *CHOICES, "ANSWER: B", "", "2. Which?", "A. x"]
    report = read_file(None, "\n".join(lines).encode())  # pasted, so there is no name either

    assert report.quiz is None
    assert summary(report) == [
        (2, None, "title no-title"),
        (7 + len(first), "q2", "one-choice-only"),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Capitals of Europe.txt", "Capitals of Europe"),
        ("capitals_of_europe.v2.TXT", "capitals of europe.v2"),
        ("x" * 190 + ".txt", "x" * 120),
    ],
)
def test_a_file_without_a_title_has_its_name(name: str, title: str) -> None:
    report = read_file(name, "\n".join(["1. Which?", *CHOICES, "ANSWER: B"]).encode())

    assert summary(report) == []
    assert report.quiz is not None
    assert report.quiz.title == title


def test_the_title_in_the_file_or_of_the_quiz_precedes_its_name() -> None:
    untitled = ["1. Which?", *CHOICES, "ANSWER: B"]
    titled = read("Capitals", "", *untitled)
    added = read_file("x.txt", "\n".join(untitled).encode(), "Geography")

    assert titled.quiz is not None
    assert titled.quiz.title == "Capitals"
    assert added.quiz is not None
    assert added.quiz.title == "Geography"


@pytest.mark.parametrize(
    "form", [form for form in FORMATS.values() if form.name != "text"], ids=lambda form: form.name
)
def test_files_of_other_formats_need_their_title(form: Format) -> None:
    assert not form.titled_by_name


def test_an_invalid_title_is_reported() -> None:
    [fault] = read("", "x" * 121, "", *QUESTION).faults

    assert (fault.line, fault.question) == (2, None)
    assert (fault.field, fault.code, fault.params) == ("title", "too-long", {"limit": 120})


@pytest.mark.parametrize("text", ["", "\n \n", "Capitals", "\nCapitals\n\n"])
def test_a_file_without_questions_is_refused(text: str) -> None:
    report = read_file("x.txt", text.encode())

    assert report.quiz is None
    assert [fault.code for fault in report.faults] == ["no-questions"]


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (("Which?", *CHOICES), 7, "none-marked-right"),
        (("Which?", *CHOICES, "ANSWER:"), 11, "answer-not-letters"),
        (("Which?", *CHOICES, "ANSWER: AC"), 11, "answer-not-letters"),
        (("Which?", *CHOICES, "ANSWER: Canberra"), 11, "answer-not-letters"),
        (("Which?", *CHOICES, "ANSWER: A, D"), 11, "answer-not-offered {'letter': 'D'}"),
        (("Which?", *CHOICES, "ANSWER: A, a"), 7, "key-twice {'what': 'choices'}"),
        (("Which?", *CHOICES, "ANSWER: A", "", "ANSWER: B"), 13, "answer-repeated"),
        (("Which?", "A. x", "ANSWER: A"), 7, "one-choice-only"),
        (
            ("Which?", "A. x", "C. y", "ANSWER: A"),
            9,
            "choices-out-of-order {'letter': 'C', 'before': 'A'}",
        ),
        (
            ("Which?", "A. x", "A. y", "ANSWER: A"),
            9,
            "choices-out-of-order {'letter': 'A', 'before': 'A'}",
        ),
        (
            ("Which?", "B. x", "A. y", "ANSWER: A"),
            8,
            "choices-out-of-order {'letter': 'B', 'before': None}",
        ),
        (
            ("Which?", "", "B. x", "C. y", "ANSWER: A"),
            9,
            "choices-out-of-order {'letter': 'B', 'before': None}",
        ),
        (
            ("Which?", "A. x", "B. y", "", *CHOICES),
            11,
            "choices-out-of-order {'letter': 'A', 'before': 'B'}",
        ),
        (("Which?", "A. x", "B.", "ANSWER: A"), 7, "lettered-choice-empty {'letter': 'B'}"),
        (("Which?", "A. x", "B. x", "ANSWER: A"), 7, "same-text {'what': 'choices', 'text': 'x'}"),
        (
            ("Which?", *(f"{c}. {c}" for c in "ABCDEFGHIJ"), "ANSWER: A"),
            7,
            "choices too-many {'limit': 9}",
        ),
        (("Which?",), 7, "no-choices"),
        (("Which?", "ANSWER: A"), 8, "answer-without-choices"),
        (("ANSWER: A",), 7, "answer-repeated"),
        (("Which?", "EXPLANATION: x", *CHOICES, "ANSWER: A"), 8, "explanation-too-early"),
        (
            ("Which?", *CHOICES, "ANSWER: A", "FEEDBACK: x", "FEEDBACK: y"),
            13,
            "explanation-repeated",
        ),
        (
            ("Which?", *CHOICES, "ANSWER: A", "FEEDBACK: x", "And?", *CHOICES, "ANSWER: A"),
            14,
            "choice-in-explanation",
        ),
        (CHOICES, 7, "choices-without-prompt"),
        (("Which?", "*A. x", "B. y", "ANSWER: A"), 7, "marked-in-two-ways"),
        (("Which?", "*A. x", "B. y", "ANSWER: B"), 7, "marked-in-two-ways"),
        (("Which?", "A. x (correct)", "B. y", "ANSWER: B"), 7, "marked-in-two-ways"),
        (("Which?", "A. x *", "B. y", "ANSWER: A"), 7, "marked-in-two-ways"),
        (("Which?", "*A. x", "B. y *"), 7, "marked-in-two-ways"),
        (("Which?", "A. \x00", "B. y *"), 7, "unstorable-character"),
        (("x" * 20_001, "A. x", "B. y *"), 7, "prompt too-long {'limit': 20000}"),
    ],
)
def test_a_fault_has_its_line_and_other_questions_are_kept(
    lines: tuple[str, ...], line: int, message: str
) -> None:
    first = ("First?", "A. x", "B. y", "ANSWER: A")
    report = read("Capitals", "", *first, *lines, "", "2. Last?", "A. x", "B. y *")

    [fault] = report.faults
    assert (fault.line, message in summary_of(fault)) == (line, True), summary(report)
    assert report.quiz is not None
    prompts = [question.prompt for question in report.quiz.questions]
    assert prompts == ["First?", "Last?"] if fault.question == "q2" else ["Last?"]


def test_plain_text_is_an_import_only_format() -> None:
    assert set(FORMATS) - set(FULL_FORMATS) == {"text"}


TAGS = re.compile(r"<(/?\w+)[^>]*>")


def shown(html: str) -> str:
    """The visible text: browsers collapse white space."""
    assert set(TAGS.findall(html)) <= {"p", "/p", "br"}
    return " ".join(unescape(TAGS.sub("", html)).split())


MARKUP = [
    *("a*b*c", "**b**", "_x_", "__x__", "snake_case", "`x`", "``", "~~x~~", "~~~", "```py"),
    *("<b>", "</b>", "<!--", "<https://x.org>", "&amp;", "&#60;", "AT&T", "x < y", "a<b>c", "<"),
    *("[a](b)", "![a](media:b)", "[a]: b", "[x]", "- [x] y", "[[gap]]", "\\", "\\*", "a\\"),
    *("$5 and $6", "$x$", "$$x$$", "$$", "# x", "#", "##", "#x", "> x", ">x", "- x", "-x", "--"),
    *("---", "===", "=", "+ x", "+", "* * *", "1984) x", "7. x", "7.", "| a | b |", "|---|---|"),
    *("a | b", "--|--", ":-", "-|-", "a  b", "http://x.org", "x@y.org", "©", "\u2028", "\xa0"),
]
LINE = st.one_of(
    st.sampled_from(MARKUP),
    st.text("*_`~$<>[]()!\\#-+=|&;:.1a ", max_size=12),
    st.text(max_size=12),
    st.lists(st.sampled_from(MARKUP), min_size=2, max_size=3).map(" ".join),
)
LINES = st.lists(LINE, min_size=1, max_size=4)
LOST = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""What no page shows."""


def words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@settings(deadline=None, max_examples=1500)
@given(lines=LINES)
@example(lines=["a | b", "--|--"])
@example(lines=["a | b", "|--|--"])
@example(lines=["a | b", ":-|-:"])
@example(lines=["|a", ":-"])
def test_lines_are_rendered_as_typed(lines: list[str]) -> None:
    lines = [LOST.sub("", line).strip() for line in lines]
    markdown = as_typed(lines)

    assert shown(render(markdown)) == words(lines)
    assert shown(render_choice(markdown)) == words(lines)


SAFE = LINE.map(lambda line: LOST.sub("", line).strip()).filter(
    lambda line: bool(line) and not re.match(r"\d{1,3}[.)]|\*?\s*[A-Za-z][.)]", line)
)
"""What is not a number of a question, nor a choice's letter."""


@settings(deadline=None, max_examples=500)
@given(prompt=SAFE, choices=st.lists(SAFE, min_size=2, max_size=9, unique=True), why=SAFE)
def test_prompts_and_choices_are_shown_as_typed(prompt: str, choices: list[str], why: str) -> None:
    assume(not all(text.endswith("*") for text in choices))  # the right one would be marked twice
    lettered = [f"{letter}. {text}" for letter, text in zip("ABCDEFGHI", choices, strict=False)]
    wrong = next((at for at, text in enumerate(choices) if not text.endswith("*")), 0)

    report = read("T", "", prompt, *lettered, f"ANSWER: {'ABCDEFGHI'[wrong]}", f"FEEDBACK: {why}")

    assert summary(report) == []
    assert report.quiz is not None
    [question] = report.quiz.questions
    assert shown(render(question.prompt)) == words([prompt])
    texts = [choice["text"] for choice in question.body["choices"]]
    assert [shown(render_choice(text)) for text in texts] == [words([text]) for text in choices]
    assert shown(render(question.explanation)) == words([why])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides_the_encoding(encoding: str) -> None:
    report = read_file("x.txt", "Cafés\n\nCafé?\nA. é\nB. ü\nANSWER: B".encode(encoding))

    assert summary(report) == []
    assert report.quiz is not None
    assert (report.quiz.title, report.quiz.questions[0].prompt) == ("Cafés", "Café?")


@pytest.mark.parametrize("encoding", ["windows-1252", "windows-1251", "shift-jis"])
def test_a_text_in_another_encoding_is_refused_rather_than_stored_broken(encoding: str) -> None:
    text = {"windows-1252": "Café", "windows-1251": "Мой", "shift-jis": "日本"}[encoding]
    report = read_file("x.txt", f"{text}\n\nWhich?\nA. x\nB. y *".encode(encoding))

    assert report.quiz is None
    assert summary(report) == [(1, None, "not-utf8")]


@pytest.mark.parametrize(
    "text",
    [
        *("All of the above", "None of the above.", "Both A and B", "A and C only", "A, B and C"),
        *("None of these", "Neither A nor B", "(A) and (B)", "any of these answers"),
        *("Alle oben genannten", "Keine der Antworten ist richtig", "Weder A noch B", "A und C"),
        *("Todas las anteriores", "Ninguna de las respuestas es correcta", "A y B", "Ni A ni B"),
        *("Toutes les réponses ci-dessus", "Aucune de ces réponses n’est correcte", "A et B"),
        *("Tutte le precedenti", "Nessuna delle risposte", "Sia A che B", "Né A né B"),
        *("Alle bovenstaande antwoorden", "Geen van deze", "Zowel A als B", "A en B"),
        *("Todas as anteriores", "Nenhuma das alternativas acima", "Tanto A como B"),
    ],
)
def test_a_choice_that_refers_to_others_keeps_its_place(text: str) -> None:
    report = read("T", "", "Which?", "A. x", "B. y", f"C. {text}", "ANSWER: C")

    assert report.quiz is not None
    assert report.quiz.questions[0].body["shuffle"] is False
    assert [(loss.code, loss.question) for loss in report.losses] == [("order-kept", "q1")]


@pytest.mark.parametrize(
    "text",
    [
        *("A", "All of Italy", "both sides", "An end", "Vitamin A and B", "All these are in Italy"),
        *("Alle Kinder", "Todas las islas", "Tous les jours", "Nessuno", "Geen idee", "Ambas"),
    ],
)
def test_other_choices_are_shuffled(text: str) -> None:
    [question] = questions("Which?", "A. x", f"B. {text}", "ANSWER: B")

    assert question.body.get("shuffle", True)


@pytest.mark.parametrize(
    "number", ["1.", "1)", "Q1.", "Q 1)", "Question 2:", "question 12.", "Question 3\n", "7)\t"]
)
def test_a_spelled_out_question_number_is_removed(number: str) -> None:
    [question] = questions(*f"{number} Which?".split("\n"), "A)x", "B)y", "ANSWER: B")

    assert question.prompt == "Which?"
    assert [choice["text"] for choice in question.body["choices"]] == ["x", "y"]


def test_the_rest_of_a_refused_question_is_skipped() -> None:
    report = read(
        *("T", "", "1. What does it print?", "", "print(1)", "A. 1", "B. 2", "ANSWER: A", ""),
        *("2. Which?", "A. x", "B. y *"),
    )

    assert report.quiz is not None
    assert [question.prompt for question in report.quiz.questions] == ["Which?"]
    assert [fault.code for fault in report.faults] == ["no-choices", "rest-of-question"]


def test_code_in_a_prompt_keeps_its_indentation() -> None:
    [question] = questions(
        "  1. What does it print?", "  for x in y:", "\t  print(x)", "  A. 1", "  B. 2", "ANSWER: A"
    )

    assert "<br>\nfor x in y:<br>\n\u00a0\u00a0\u00a0\u00a0print(x)" in unescape(
        render(question.prompt)
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["A. if x:", "    print(x)", "B. y"], "if x:\n    print(x)"),
        (["  A) if x:", "      print(x)", "  done()", "B. y"], "if x:\n    print(x)\ndone()"),
        (["A. if x:", "       print(x)", "   done()", "B. y"], "if x:\n    print(x)\ndone()"),
        (["A. a text that is", "   so long", "B. y"], "a text that is\nso long"),
        (["A.", "for x in y:", "\tprint(x)", "B. y"], "for x in y:\n    print(x)"),
    ],
)
def test_code_in_a_choice_keeps_its_indentation(lines: list[str], text: str) -> None:
    [question] = questions("1. Which?", *lines, "ANSWER: A")

    shown = unescape(render(question.body["choices"][0]["text"]))
    assert re.sub("</?p>", "", shown.replace("<br>", "")).replace("\u00a0", " ") == text


def test_code_in_an_explanation_keeps_its_indentation() -> None:
    [question] = questions(
        *("1. Which?", "A. x", "B. y", "ANSWER: A"),
        *("EXPLANATION: It is", "for x in y:", "    print(x)"),
    )

    assert "for x in y:<br>\n\u00a0\u00a0\u00a0\u00a0print(x)" in unescape(
        render(question.explanation)
    )
