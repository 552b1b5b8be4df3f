"""Plain text, pasted from elsewhere: Aiken's format, and common variations of it.

    Capitals

    1. What is the capital of Australia?
    A. Sydney
    B. Canberra
    ANSWER: B
    EXPLANATION: It was built halfway between the rivals.

Texts are shown as they were typed, not as Markdown. Ambiguity is a fault, never a guess. The format
is not written, since it cannot represent most of what a quiz has.

Aiken's format: https://docs.moodle.org/en/Aiken_format
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ..document.report import FAULTS_SHOWN, Loss, Report, Written, check, file_fault, nothing
from ..errors import FieldFault
from ..errors.files import NoTitle
from ..errors.library import NoQuestions
from ..errors.text_files import (
    AnswerNotLetters,
    AnswerNotOffered,
    LetteredChoiceEmpty,
    MarkedInTwoWays,
    NoChoices,
    NoneMarkedRight,
    OneChoiceOnly,
    OrderKept,
    RestOfQuestion,
)
from .format import Likeness
from .in_place import IN_PLACE
from .text_question import ANSWER, CHOICE, NUMBER, Faulty, Passage, Question, begins_choices
from .textual import text_format
from .typed import as_typed

BEHIND = re.compile(r"(?:(?!\*)(.*[^\s*])\s*\*|(.*\S)\s*\(correct\))$", re.IGNORECASE | re.DOTALL)
"""A mark at the end of a choice. `*`, `**` and `*word*` are not marks."""
LETTER = re.compile(r"([A-Za-z])[.)]?")


def looks_like(head: str) -> Likeness:
    """Any text may be in this format, so others take precedence."""
    return Likeness.NONE if "\0" in head else Likeness.POSSIBLE


def read(text: str, title: str | None = None) -> Report:
    raw = [line.expandtabs(4) for line in text.split("\n")]
    lines = [line.strip() for line in raw]
    first = next((at for at, line in enumerate(lines) if line), 0)
    titled = _is_title(lines, first)
    start = first + titled
    questions = _questions(enumerate(raw[start:], start=start + 1))
    if not questions:
        return nothing(first + 1, NoQuestions())
    for above, below in pairwise(questions):
        if not (above.choices or above.answer or below.numbered):
            below.fault = Faulty(below.line, RestOfQuestion())
    report = check(
        {"version": 2, "title": lines[first] if titled else title or "?"},
        [_written(question, f"q{place}") for place, question in enumerate(questions, start=1)],
        lambda _field: first + 1,
    )
    for question in report.quiz.questions if report.quiz else []:
        if question.body.get("shuffle") is False:
            kept = next(text for text in _texts(question.body) if IN_PLACE.fullmatch(text))
            report.losses.append(
                Loss.of("appearance", FieldFault("choices", OrderKept(text=kept[:60])), question.id)
            )
    if not titled and title is None:
        untitled = file_fault(first + 1, None, FieldFault("title", NoTitle()))
        report.quiz, report.faults = None, [untitled, *report.faults][:FAULTS_SHOWN]
    return report


def _texts(body: dict[str, Any]) -> list[str]:  # Any: the type's own shape
    return [str(choice["text"]) for choice in body["choices"]]


def _is_title(lines: list[str], first: int) -> bool:
    """Whether the line stands alone, has no question number, and no choices follow it."""
    if NUMBER.match(lines[first]) or _is_inside(lines[first]) or any(lines[first + 1 : first + 2]):
        return False
    return not _is_inside(next((line for line in lines[first + 1 :] if line), ""))


def _is_inside(line: str) -> bool:
    return begins_choices(line) or bool(ANSWER.match(line))


def _questions(lines: Iterable[tuple[int, str]]) -> list[Question]:
    found: list[Question] = []
    for number, raw in lines:
        line = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if not line:
            if found and (found[-1].prompt.lines or found[-1].choices):
                found[-1].goes_on = None
        elif not found or not found[-1].take(number, line, indent):
            found.append(_begun(number, line, indent))
    return found


def _begun(number: int, line: str, indent: int) -> Question:
    question = Question(number, Passage(indent, indent))
    choice = CHOICE.match(line)
    if ANSWER.match(line) or (choice and (choice[1] or choice[2] in "Aa")):
        question.take(number, line, indent)
    else:
        found = NUMBER.match(line)
        question.numbered = bool(found)
        question.prompt.column += found.end() if found else 0
        question.prompt.add(indent, line[found.end() :] if found else line)
        question.goes_on = question.prompt
    return question


def _written(question: Question, name: str) -> Written:
    try:
        fields = {
            "id": name,
            "prompt": as_typed(question.prompt.texts()),
            **_body(question),
            "explanation": as_typed(question.explanation.texts() if question.explanation else []),
        }
    except Faulty as fault:
        return Written(line=fault.line, fields={"id": name}, faults=[FieldFault("", fault.fault)])
    return Written(line=question.line, fields=fields)


def _body(question: Question) -> dict[str, Any]:  # Any: the type's own shape
    """The type and its fields. Raises Faulty."""
    if question.fault:
        raise question.fault
    if not question.choices:
        raise Faulty(question.line, NoChoices())
    if len(question.choices) == 1:
        raise Faulty(question.line, OneChoiceOnly())
    texts, right = _right(question)
    empty = next((letter for letter, text in texts.items() if not text), None)
    if empty:
        raise Faulty(question.line, LetteredChoiceEmpty(letter=empty.upper()))
    if len(right) == 1 and sorted(text.lower() for text in texts.values()) == ["false", "true"]:
        return {"type": "truefalse", "key": texts[right[0]].lower() == "true"}
    choices = [{"id": letter, "text": as_typed(text.split("\n"))} for letter, text in texts.items()]
    order = {"shuffle": False} if any(map(IN_PLACE.fullmatch, texts.values())) else {}
    if len(right) == 1:
        return {"type": "single", "choices": choices, "key": right[0], **order}
    return {"type": "multiple", "choices": choices, "key": right, **order}


def _right(question: Question) -> tuple[dict[str, str], list[str]]:
    """The choices' texts without marks, and the letters of the right ones. Raises Faulty."""
    texts = {
        choice.letter: "\n".join(choice.passage.texts()).strip() for choice in question.choices
    }
    answer = _answer(*question.answer, set(texts)) if question.answer else []
    before = [choice.letter for choice in question.choices if choice.marked]
    marks = {letter: mark for letter, text in texts.items() if (mark := BEHIND.match(text))}
    stars = all(mark[1] for mark in marks.values())
    if answer and stars and not before and not set(marks) <= set(answer):
        marks = {}  # Aiken's format has no marks: `int *` is a text
    ways = [way for way in (answer, before, list(marks)) if way]
    if not ways:
        raise Faulty(question.line, NoneMarkedRight())
    if len(ways) > 1:
        raise Faulty(question.line, MarkedInTwoWays())
    return texts | {letter: mark[1] or mark[2] for letter, mark in marks.items()}, ways[0]


def _answer(number: int, given: str, letters: set[str]) -> list[str]:
    """Parse the letters on an ANSWER line. Raises Faulty."""
    words = [word for word in re.split(r"[\s,;&]+", given) if word and word.lower() != "and"]
    found = [letter[1].lower() for word in words if (letter := LETTER.fullmatch(word))]
    if not found or len(found) < len(words):
        raise Faulty(number, AnswerNotLetters())
    unknown = [letter for letter in found if letter not in letters]
    if unknown:
        raise Faulty(number, AnswerNotOffered(letter=unknown[0].upper()))
    return found


FORMAT = text_format(
    name="text",
    title="Plain text",
    suffixes=(".txt",),
    media_type="text/plain",
    looks_like=looks_like,
    read=read,
    titled_by_name=True,
)
