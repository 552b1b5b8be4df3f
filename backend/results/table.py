"""Results as tables: a header and rows of cells, which are generated one at a time."""

from collections.abc import Iterator
from datetime import datetime
from json import loads
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Engine, Select, Text, cast, func, select

from ..document.quiz_settings import QuizSettings
from ..errors.requests import InvalidRequest, refused
from ..errors.results import TooManyColumns
from ..models import Answer, Attempt, Question, Quiz, db
from ..questions import TYPES
from .attempts import Wanted, has_passed, matching
from .figures import figures
from .rescoring.editions import editions

Cell: TypeAlias = str | float | int | datetime | None
MOST_QUESTIONS = 1_000
"""Maximum per table: each takes three columns."""
PROMPT = 80
"""Characters of a prompt in a header."""
AT_ONCE = 500
KEPT = 50_000
ALL_OF_THEM = 2**31 - 1
SHOWN = (
    *(Attempt.number, Attempt.player_name, Attempt.started_at, Attempt.finished_at),
    *(Attempt.score, Attempt.first_score, Attempt.max_score, Attempt.rules),
)
ATTEMPT_COLUMNS = (
    *("Attempt", "Player", "Started", "Finished", "Seconds", "Score", "Score before correction"),
    *("Out of", "Passed", "Answered"),
)
QUESTION_COLUMNS = (
    *("Question", "Position", "Type", "Prompt", "Asked", "Answered", "Mean credit"),
    *("Answer", "Right", "Count"),
)


class Table(NamedTuple):
    header: list[str]
    rows: Iterator[list[Cell]]
    """Can be iterated only once."""
    size: int
    """Number of rows when the table was made."""


class Words:
    """Responses in words, cached because the same ones occur again and again."""

    def __init__(self, questions: dict[int, Any]) -> None:  # Any: rows with type and body
        self._questions = questions
        self._bodies: dict[int, Any] = {}  # Any: each type has its own
        self._kept: dict[tuple[int, str], str] = {}

    def of(self, question_id: int, response: str) -> str:
        """`response` is JSON as written by PostgreSQL, so that equal responses are equal texts."""
        key = (question_id, response)
        if key not in self._kept:
            if len(self._kept) > KEPT:
                self._kept.clear()
            self._kept[key] = self._find(question_id, loads(response))
        return self._kept[key]

    def _find(self, question_id: int, response: Any) -> str:  # Any: JSON
        question = self._questions[question_id]
        kind = TYPES[question.type]
        if question_id not in self._bodies:
            self._bodies[question_id] = kind.stored(question.body)
        return kind.words(self._bodies[question_id], kind.Response.model_validate(response))


def attempts_table(quiz: Quiz, wanted: Wanted) -> Table:
    """One row per attempt, newest first; per question the response, credit and points.

    All editions of a question share its columns. Raises InvalidRequest for too many questions.
    """
    conditions = matching(quiz, wanted)
    drawn = _drawn(select(func.unnest(Attempt.question_ids)).where(*conditions).distinct())
    current = editions(quiz)
    columns = list(
        dict.fromkeys(
            [*(now for old, now in current.items() if old in drawn)]
            + [old for old in drawn if old not in current]
        )
    )
    places = {old: columns.index(current.get(old, old)) for old in drawn}
    prompts = {**_questions(columns), **drawn}
    header = [*ATTEMPT_COLUMNS]
    for place, question_id in enumerate(columns, start=1):
        name = f"{place}. {' '.join(prompts[question_id].prompt.split())[:PROMPT]}"
        header += [name, f"{place}. credit", f"{place}. points"]
    given = (
        select(
            func.jsonb_agg(
                func.jsonb_build_array(
                    Answer.question_id, cast(Answer.response, Text), Answer.credit, Answer.points
                )
            )
        )
        .where(Answer.attempt_id == Attempt.id)
        .correlate(Attempt)
        .scalar_subquery()
    )
    statement = (
        select(*SHOWN, given.label("given")).where(*conditions).order_by(Attempt.number.desc())
    )
    size = db.session.scalar(select(func.count()).select_from(Attempt).where(*conditions)) or 0
    rows = _attempt_rows(db.engine, statement, places, Words(drawn), time_zone(quiz))
    return Table(header, rows, size)


def _attempt_rows(
    engine: Engine,
    statement: Select[Any],  # Any: a statement's row type
    places: dict[int, int],
    words: Words,
    zone: ZoneInfo,
) -> Iterator[list[Cell]]:
    """Read with a server-side cursor, so that only a few rows at a time are in memory."""
    width = len(set(places.values()))
    with engine.connect() as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(statement):
            given = row.given or []
            cells = attempt_cells(row, len(given), zone)
            answers: list[Cell] = [None] * (3 * width)
            for question_id, response, credit, points in given:
                at = 3 * places[question_id]
                answers[at : at + 3] = [words.of(question_id, response), round(credit, 4), points]
            yield [*cells, *answers]


def attempt_cells(row: Any, answered: int, zone: ZoneInfo) -> list[Cell]:  # Any: an Attempt's row
    """The cells of ATTEMPT_COLUMNS."""
    finished = row.finished_at
    passed = has_passed(row)
    return [
        row.number,
        row.player_name,
        row.started_at.astimezone(zone),
        finished and finished.astimezone(zone),
        finished and round(max(0.0, (finished - row.started_at).total_seconds()), 1),
        row.score,
        row.first_score,
        row.max_score,
        None if passed is None else "yes" if passed else "no",
        answered,
    ]


def questions_table(quiz: Quiz) -> Table:
    """One row per listed answer to each question, over all finished attempts."""
    page = figures(quiz, limit=MOST_QUESTIONS, latest=ALL_OF_THEM)
    if page.next is not None:
        raise _too_many()
    rows: list[list[Cell]] = []
    for one in page.questions:
        credit = None if one.credit is None else round(one.credit, 4)
        prompt = " ".join(one.prompt.split())
        about = [one.id, one.position, one.type, prompt, one.asked, one.answered, credit]
        rows += [
            [*about, label.label, {True: "yes", False: "no"}.get(bool(label.right)), label.count]
            if label.right is not None
            else [*about, label.label, None, label.count]
            for label in one.labels
        ] or [[*about, None, None, None]]
    return Table([*QUESTION_COLUMNS], iter(rows), len(rows))


def time_zone(quiz: Quiz) -> ZoneInfo:
    """The quiz's time zone; UTC if this machine does not know it."""
    try:
        return ZoneInfo(QuizSettings.of_stored(quiz.settings).time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _drawn(ids: Select[Any]) -> dict[int, Any]:  # Any: rows of `_questions`
    found = db.session.scalars(ids.limit(MOST_QUESTIONS + 1)).all()
    if len(found) > MOST_QUESTIONS:
        raise _too_many()
    return _questions(sorted(found))


def _questions(ids: list[int]) -> dict[int, Any]:  # Any: rows with id, type, prompt and body
    rows = db.session.execute(
        select(Question.id, Question.type, Question.prompt, Question.body)
        .where(Question.id.in_(ids))
        .order_by(Question.id)
    )
    return {row.id: row for row in rows}


def _too_many() -> InvalidRequest:
    return refused("of", TooManyColumns(limit=MOST_QUESTIONS))
