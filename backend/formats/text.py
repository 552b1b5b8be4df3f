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
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_lowercase
from typing import Any

from ..document.report import FAULTS_SHOWN, Loss, Report, Written, check, file_fault, nothing
from ..errors import Fault, FieldFault
from ..errors.files import NoTitle
from ..errors.library import NoQuestions
from ..errors.text_files import (
    AnswerNotLetters,
    AnswerNotOffered,
    AnswerRepeated,
    AnswerWithoutChoices,
    ChoiceInExplanation,
    ChoicesOutOfOrder,
    ChoicesWithoutPrompt,
    ExplanationRepeated,
    ExplanationTooEarly,
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
from .textual import text_format
from .typed import as_typed

NUMBER = re.compile(
    r"[0-9]{1,3}(?:[.)]\s+|\))(?=\S)|(?:Q|Question)\s*[0-9]{1,3}\s*(?:[.):]\s*|$)", re.IGNORECASE
)
CHOICE = re.compile(r"(\*\s*)?([A-Za-z])(?:[.)](?:\s+(.*))?|\)(.*))$")
ANSWER = re.compile(r"ANSWERS?\s*:\s*(.*)$", re.IGNORECASE)
EXPLANATION = re.compile(r"(?:EXPLANATION|FEEDBACK)\s*:\s*(.*)$", re.IGNORECASE)
BEHIND = re.compile(r"(?:(?!\*)(.*[^\s*])\s*\*|(.*\S)\s*\(correct\))$", re.IGNORECASE | re.DOTALL)
"""A mark at the end of a choice. `*`, `**` and `*word*` are not marks."""
LETTER = re.compile(r"([A-Za-z])[.)]?")


class Faulty(ValueError):
    """A question is faulty. `line` counts from 1."""

    def __init__(self, line: int, fault: Fault) -> None:
        super().__init__(str(fault))
        self.line = line
        self.fault = fault


@dataclass
class Passage:
    """A text that may have several lines. Code keeps its indentation."""

    indent: int = 0
    """Columns before its first line."""
    column: int = 0
    """Where the text of its first line begins, behind a number, a letter or a word."""
    lines: list[tuple[int, str]] = field(default_factory=list)
    """Each line with the columns before it."""

    def add(self, indent: int, line: str) -> None:
        if line:
            self.lines.append((indent, line))

    def texts(self) -> list[str]:
        """The lines, indented with spaces that Markdown leaves alone."""
        rest = self.lines[1:]
        hangs = bool(rest) and min(indent for indent, _line in rest) == self.column
        base = self.column if hangs else self.indent
        return [line for _indent, line in self.lines[:1]] + [
            "\u00a0" * (indent - base) + line for indent, line in rest
        ]


@dataclass
class Choice:
    letter: str
    marked: bool
    """Whether a `*` precedes it."""
    passage: Passage


@dataclass
class Question:
    """A question that is being read."""

    line: int
    prompt: Passage
    numbered: bool = False
    choices: list[Choice] = field(default_factory=list)
    answer: tuple[int, str] | None = None
    explanation: Passage | None = None
    goes_on: Passage | None = None
    """The text that the next line continues, unless it begins something."""
    fault: Faulty | None = None
    """The first fault."""

    def take(self, number: int, line: str, indent: int) -> bool:
        """Add the line where it belongs. False: it begins another question."""
        if answer := ANSWER.match(line):
            self._take_answer(number, answer[1])
        elif self.prompt.lines and (explanation := EXPLANATION.match(line)):
            self._take_explanation(number, _behind(explanation, 1, indent))
        elif (choice := CHOICE.match(line)) and self._may_be_choice(line):
            self._take_choice(number, _choice(choice, indent))
        elif self.goes_on is None or (self.choices and NUMBER.match(line)):
            return False
        else:
            self.goes_on.add(indent, line)
        return True

    def _may_be_choice(self, line: str) -> bool:
        if self.answer or self.explanation:
            return self.goes_on is not None and begins_choices(line)
        return bool(self.choices) or begins_choices(line)

    def _take_answer(self, number: int, letters: str) -> None:
        if not self.choices:
            self._refuse(number, AnswerWithoutChoices())
        elif self.answer:
            self._refuse(number, AnswerRepeated())
        self.answer = self.answer or (number, letters)
        self.goes_on = None

    def _take_explanation(self, number: int, passage: Passage) -> None:
        if not self.choices:
            self._refuse(number, ExplanationTooEarly())
        elif self.explanation:
            self._refuse(number, ExplanationRepeated())
        self.explanation = self.explanation or passage
        self.goes_on = self.explanation

    def _take_choice(self, number: int, choice: Choice) -> None:
        before = self.choices[-1].letter.upper() if self.choices else None
        if not self.prompt.lines:
            self._refuse(number, ChoicesWithoutPrompt())
        elif self.explanation:
            self._refuse(number, ChoiceInExplanation())
        elif choice.letter != ascii_lowercase[len(self.choices) :][:1]:
            self._refuse(number, ChoicesOutOfOrder(letter=choice.letter.upper(), before=before))
        self.choices.append(choice)
        self.goes_on = choice.passage

    def _refuse(self, number: int, fault: Fault) -> None:
        self.fault = self.fault or Faulty(number, fault)


def _choice(found: re.Match[str], indent: int) -> Choice:
    text = 4 if found[4] is not None else 3
    return Choice(found[2].lower(), bool(found[1]), _behind(found, text, indent))


def _behind(found: re.Match[str], group: int, indent: int) -> Passage:
    """A passage that begins with this group of a line."""
    text = found[group] or ""
    passage = Passage(indent, indent + (found.start(group) if text else len(found[0])))
    passage.add(indent, text)
    return passage


def begins_choices(line: str) -> bool:
    """Whether it is choice A to H, or marked: `I.` to `Z.` may be a numeral or an initial."""
    choice = CHOICE.match(line)
    return bool(choice and (choice[1] or choice[2].lower() < "i"))


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
