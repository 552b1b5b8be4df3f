"""A question of plain text that is read line by line, and its passages."""

import re
from dataclasses import dataclass, field
from string import ascii_lowercase

from ..errors import Fault
from ..errors.text_files import (
    AnswerRepeated,
    AnswerWithoutChoices,
    ChoiceInExplanation,
    ChoicesOutOfOrder,
    ChoicesWithoutPrompt,
    ExplanationRepeated,
    ExplanationTooEarly,
)

NUMBER = re.compile(
    r"[0-9]{1,3}(?:[.)]\s+|\))(?=\S)|(?:Q|Question)\s*[0-9]{1,3}\s*(?:[.):]\s*|$)", re.IGNORECASE
)
CHOICE = re.compile(r"(\*\s*)?([A-Za-z])(?:[.)](?:\s+(.*))?|\)(.*))$")
ANSWER = re.compile(r"ANSWERS?\s*:\s*(.*)$", re.IGNORECASE)
EXPLANATION = re.compile(r"(?:EXPLANATION|FEEDBACK)\s*:\s*(.*)$", re.IGNORECASE)


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
