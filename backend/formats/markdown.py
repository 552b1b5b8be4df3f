"""Markdown: for people, and for reviewing changes.

    ---
    title: Capitals
    ---

    ## Question: australia {type: single, difficulty: 2}

    What is the capital of **Australia**?

    ### Answer

    - [ ] Sydney
    - [x] Canberra

    ### Hint

    It is not the largest city.

    ### Explanation

    It was built halfway between the rivals.

Only the four headings have a meaning. A line of text that looks like one of them is escaped with a
backslash, as in Markdown.
"""

import re
from typing import Any, NamedTuple

from ..document.question import OWN_FIELDS, QuestionDocument, body_of, flat
from ..document.quiz import QuizDocument, quiz_fields
from ..document.quiz_settings import QUESTIONS_LIMIT
from ..document.report import Report, Written, check, nothing
from ..errors import FieldFault
from ..errors.markdown_files import (
    AnswerNotFields,
    FrontMatterMissing,
    FrontMatterOpen,
    HeadingUnread,
    Misread,
    NotForAnswer,
    NotForHeading,
    SectionRepeated,
    TextBeforeQuestions,
    YamlOpen,
)
from ..questions import TYPES
from ..yaml_text import BadYaml, Loaded, dump, dump_line
from .format import Likeness
from .textual import text_format

MARK = re.compile(r"(\\*)(## Question:|### (?:Answer|Hint|Explanation)[ \t]*$)")
HEADING = re.compile(r"## Question:[ \t]*([^\s{]*)(.*)$")
FENCE = "```yaml"
BEGINNING = re.compile(r"\s*---[ \t]*(\n|\Z)")
QUESTION = re.compile(r"^## Question:", re.MULTILINE)
IN_TEXTS = ("prompt", "hint", "explanation")


class Lines(NamedTuple):
    """Some lines of the file, and the number of the first one."""

    number: int
    lines: list[str]

    def text(self) -> str:
        """The text without the backslashes that escape headings."""
        return "\n".join(_unescaped(line) for line in self.lines).strip("\n")


def looks_like(head: str) -> Likeness:
    """Markdown begins with a line `---`, or has a line that begins with `## Question:`."""
    found = BEGINNING.match(head) or QUESTION.search(head)
    return Likeness.MARKED if found else Likeness.NONE


def write(document: QuizDocument) -> str:
    front = dump(quiz_fields(document))
    return "\n".join([f"---\n{front}---\n", *map(_written, document.questions)])


def _written(question: QuestionDocument) -> str:
    fields = flat(question)
    own = {
        name: value
        for name, value in fields.items()
        if name in OWN_FIELDS and name not in ("id", *IN_TEXTS)
    }
    answer = _escaped(_answer(question))
    parts = [
        f"## Question: {question.id} {dump_line(own)}",
        _escaped(question.prompt),
        *(["### Answer", answer] if answer else []),
        *(["### Hint", _escaped(question.hint)] if question.hint else []),
        *(["### Explanation", _escaped(question.explanation)] if question.explanation else []),
    ]
    return "\n\n".join(parts) + "\n"


def _answer(question: QuestionDocument) -> str:
    """The answer in the type's own form, if that is complete; otherwise as YAML."""
    kind = TYPES[question.type]
    body = kind.Body.model_validate(question.body)
    for pleasant in kind.write(body):
        if _same(pleasant, question) and not pleasant.startswith(FENCE):
            return pleasant
    short = body_of(question)
    return f"{FENCE}\n{dump(short)}```" if short else ""


def _same(pleasant: str, question: QuestionDocument) -> bool:
    kind = TYPES[question.type]
    if pleasant != pleasant.strip("\n"):
        return False
    try:
        read_back = kind.Body.model_validate(kind.read(pleasant.split("\n")))
    except ValueError:
        return False
    return bool(read_back == kind.Body.model_validate(question.body))


def _escaped(text: str) -> str:
    return "\n".join("\\" + line if MARK.match(line) else line for line in text.split("\n"))


def _unescaped(line: str) -> str:
    found = MARK.match(line)
    return line[1:] if found and found[1] else line


def read(text: str, title: str | None = None) -> Report:
    lines = text.split("\n")
    front, start = Loaded("{}\n"), 0
    if title is None or lines[0].rstrip() == "---":
        try:
            front, start = _front(lines)
        except BadYaml as error:
            return nothing(error.line, error.fault)
    before, *blocks = _split(Lines(start + 1, lines[start:]), "## Question:")
    report = check(
        front.value,
        [
            _read_question(block) if number < QUESTIONS_LIMIT else Written(block.number, {})
            for number, block in enumerate(blocks)
        ],
        lambda field: front.line(*field.split(".")) + 1,
        title,
    )
    stray = next((at for at, line in enumerate(before.lines) if line.strip()), None)
    if stray is not None:
        return nothing(before.number + stray, TextBeforeQuestions())
    return report


def _front(lines: list[str]) -> tuple[Loaded, int]:
    """Parse the front matter; also return where the text after it begins. Raises BadYaml."""
    if lines[0].rstrip() != "---":
        raise BadYaml(1, FrontMatterMissing())
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise BadYaml(1, FrontMatterOpen())
    try:
        return Loaded("\n".join([*lines[1:end], ""])), end + 1
    except BadYaml as error:
        raise BadYaml(error.line + 1, error.fault) from None


def _split(block: Lines, heading: str) -> list[Lines]:
    """Split into the part before the first such heading, then one part per heading."""
    starts = [at for at, line in enumerate(block.lines) if line.startswith(heading)]
    ends = [*starts, len(block.lines)]
    parts = [Lines(block.number, block.lines[: ends[0]])]
    for start, end in zip(starts, ends[1:], strict=True):
        parts.append(Lines(block.number + start, block.lines[start:end]))
    return parts


def _read_question(block: Lines) -> Written:
    head = HEADING.match(block.lines[0])
    assert head, "it was found by this heading"  # noqa: S101  (for mypy)
    faults: list[FieldFault] = []
    fields: dict[str, Any] = {}  # Any: what an author wrote
    try:
        stated = Loaded(head[2].strip()).value if head[2].strip() else {}
        if isinstance(stated, dict):
            fields = {str(name): value for name, value in stated.items()}
        else:
            faults.append(FieldFault("heading", HeadingUnread()))
    except BadYaml as error:
        faults.append(FieldFault("heading", error.fault))
    sections = _sections(block, faults)
    prompt, answer = sections["Prompt"], sections["Answer"]
    unknown = [name for name in fields if name not in OWN_FIELDS or name in ("id", *IN_TEXTS)]
    if unknown:
        faults.append(FieldFault("heading", NotForHeading(name=unknown[0])))
    fields |= {"id": head[1], "prompt": prompt.text()}
    fields |= {name.lower(): sections[name].text() for name in ("Hint", "Explanation")}
    line = block.number
    if not faults:
        try:
            faults += _read_answer(answer, fields)
        except BadYaml as error:
            line, faults = error.line, [FieldFault("answer", error.fault)]
    return Written(line=line, fields=fields, faults=faults)


SECTIONS = ("Prompt", "Answer", "Hint", "Explanation")
"""In this order; all but the prompt have a heading, and may be missing."""


def _sections(block: Lines, faults: list[FieldFault]) -> dict[str, Lines]:
    """Split a question into its sections."""
    body = Lines(block.number + 1, block.lines[1:])
    starts = [
        (at, mark[2].split()[-1])
        for at, line in enumerate(body.lines)
        if (mark := MARK.match(line)) and not mark[1] and line.startswith("###")
    ]
    first = starts[0][0] if starts else len(body.lines)
    found = {"Prompt": Lines(body.number, body.lines[:first])}
    ends = [*(at for at, _name in starts[1:]), len(body.lines)]
    for (at, name), end in zip(starts, ends, strict=False):
        if SECTIONS.index(name) <= max(map(SECTIONS.index, found)):
            repeated = SectionRepeated(section=name, at_line=body.number + at)
            faults.append(FieldFault(name.lower(), repeated))
        found[name] = Lines(body.number + at + 1, body.lines[at + 1 : end])
    nowhere = Lines(block.number, [])
    return {name: found.get(name, nowhere) for name in SECTIONS}


def _read_answer(answer: Lines, fields: dict[str, Any]) -> list[FieldFault]:
    """Add the answer's fields to `fields`, or return its faults. Raises BadYaml."""
    text = answer.text()
    if not text.strip():
        return []
    if text.startswith(FENCE):
        return _read_yaml(answer, text, fields)
    kind = TYPES.get(str(fields.get("type")))
    if kind is None:
        return []  # reported when the question is validated
    try:
        body = kind.read(text.split("\n"))
    except Misread as fault:
        return [FieldFault("answer", fault)]
    except BadYaml as error:
        return [FieldFault("answer", error.fault)]
    fields |= body
    return []


def _read_yaml(answer: Lines, text: str, fields: dict[str, Any]) -> list[FieldFault]:
    lines = text.rstrip().split("\n")
    if lines[-1] != "```" or len(lines) < 2:
        return [FieldFault("answer", YamlOpen())]
    try:
        body = Loaded("\n".join([*lines[1:-1], ""])).value
    except BadYaml as error:
        blank = next(at for at, line in enumerate(answer.lines) if line.strip())
        raise BadYaml(answer.number + blank + error.line, error.fault) from None
    if not isinstance(body, dict):
        return [FieldFault("answer", AnswerNotFields())]
    taken = [name for name in body if name in OWN_FIELDS]
    if taken:
        return [FieldFault("answer", NotForAnswer(name=taken[0]))]
    fields |= body
    return []


FORMAT = text_format(
    name="markdown",
    title="Markdown",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    looks_like=looks_like,
    read=read,
    write=write,
    full=True,
)
