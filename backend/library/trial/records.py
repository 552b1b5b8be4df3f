"""The records of a trial, which the rules of playing work on as on those of the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ... import bounded
from ...document.media_ids import media_ids
from ...document.question import QuestionDocument
from ...document.quiz_settings import PLAIN
from ...document.rendering import Entry, editions
from ...errors import Problem
from ...errors.play import QuestionNotDrawn
from ...errors.responses import InvalidResponse
from ...media.store import facts_of
from ...play.rules.judge import Judged, others_alone, readings
from ...play.rules.others import Others
from ...play.rules.records import (
    AnswerRecord,
    AttemptRecord,
    QuestionKey,
    QuestionRecord,
    QuestionShown,
)
from ...play.rules.score import earned, lateness
from ...play.rules.times import Times, deadline
from ...questions import TYPES, Response
from .draft import Draft
from .state import TrialState


def question_records(documents: Mapping[int, QuestionDocument]) -> dict[int, QuestionRecord]:
    """The questions as they would be stored, by their ids in the attempt."""
    contents = [document.content() for document in documents.values()]
    media = facts_of(media_ids([content.model_dump() for content in contents]))
    rendered = bounded.run(editions, [Entry(content, None) for content in contents], media)
    return {
        name: _record(name, columns)
        for name, columns in zip(documents, rendered, strict=True)
        if columns is not None
    }


def _record(name: int, columns: dict[str, Any]) -> QuestionRecord:  # Any: those of a question
    html = columns["html"]
    return QuestionRecord(
        QuestionShown(
            id=name,
            type=columns["type"],
            prompt=columns["prompt"],
            prompt_html=html["prompt"],
            view=columns["view"],
            difficulty=columns["difficulty"],
            has_hint=columns["hint"] != "",
        ),
        QuestionKey(
            type=columns["type"],
            body=columns["body"],
            explanation=columns["explanation"],
            explanation_html=html["explanation"],
            tags=columns["tags"],
            feedback_html=html.get("feedback"),
            hint=columns["hint"],
            hint_html=html.get("hint"),
        ),
    )


def times_of(attempt: AttemptRecord, question: int) -> Times:
    """The times of the attempt, as far as they are about this question."""
    seconds = attempt.rules.seconds_for(question)
    limits = {} if seconds is None else {question - 1: seconds}
    return attempt.times._replace(limits=limits)


def attempt_record(
    draft: Draft, trial: TrialState, documents: Mapping[int, QuestionDocument], now: datetime
) -> AttemptRecord:
    """The attempt at these questions."""
    rules = draft.rules(documents)
    points = [
        document.points if TYPES[document.type].graded else 0.0 for document in documents.values()
    ]
    return AttemptRecord(
        id=UUID(int=trial.seed),
        slug=draft.quiz.slug,
        title=draft.document.title,
        question_ids=[*documents],
        question_points=points,
        feedback=draft.settings.feedback,
        asked_at=[*trial.asked_at] if trial.asked_at else None,
        deadline=deadline(trial.started_at, rules.quiz_seconds, None),
        shuffle_seed=trial.seed,
        opaque_ids=True,
        started_at=trial.started_at,
        finished_at=trial.finished_at,
        player_name=None,
        score=None,
        first_score=None,
        max_score=round(sum(points), 4),
        hinted=trial.hinted,
        now=now,
        names="none",  # a trial has no result to put it on
        own_rules=None if rules == PLAIN else rules,
    )


def answer_records(
    trial: TrialState, attempt: AttemptRecord, records: Mapping[int, QuestionRecord]
) -> dict[int, AnswerRecord]:
    """The answers to these questions. One that its question no longer accepts is left out."""
    worth = dict(zip(attempt.question_ids, attempt.question_points, strict=True))
    found = {}
    for given in trial.answers:
        if given.question not in records:
            continue
        response, credit = _judged(records[given.question], given.response)
        if isinstance(credit, InvalidResponse):
            continue
        times = times_of(attempt, given.question)._replace(now=given.at)
        elapsed = times.elapsed(given.question - 1)
        seconds = attempt.rules.seconds_for(given.question)
        late = 0.0 if elapsed is None else lateness(elapsed, seconds)
        found[given.question] = AnswerRecord(
            question_id=given.question,
            response=response.model_dump(mode="json"),
            credit=credit,
            points=round(
                earned(
                    worth[given.question],
                    credit,
                    attempt.rules,
                    late,
                    given.question in trial.hinted,
                ),
                4,
            ),
            judged_by=None,
            elapsed_ms=None if elapsed is None else round(elapsed * 1000),
            answered_at=given.at,
        )
    return found


def others_records(
    records: Mapping[int, QuestionRecord], answers: Mapping[int, AnswerRecord]
) -> dict[int, Others]:
    """What is shown of polls: the one player there is."""
    found = {}
    for question, answer in answers.items():
        key = records[question].key
        if not TYPES[key.type].graded:
            found[question] = others_alone(key, answer.response)
    return found


def _judged(record: QuestionRecord, response: Response) -> Judged:
    kind = TYPES[record.key.type]
    _own, meant = readings(kind, kind.stored(record.key.body), response)
    return meant


def why_invalid(record: QuestionRecord, response: Response) -> Problem:
    """Why the question does not accept this response."""
    credit = _judged(record, response).credit
    return credit if isinstance(credit, InvalidResponse) else QuestionNotDrawn()
