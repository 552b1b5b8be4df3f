"""Play a draft as players will, from its first screen to the result. Stores nothing.

The client keeps the state of the attempt and sends it with each move. It is not signed: anyone
who may play a draft may read its keys, and points are recomputed from the responses.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random
from secrets import randbits
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from .. import bounded
from ..document import checks
from ..document.media_ids import media_ids
from ..document.question import QuestionDocument
from ..document.quiz import QuizDocument
from ..document.quiz_settings import PLAIN, QUESTIONS_LIMIT, QuizSettings, Rules
from ..document.rendering import Entry, editions
from ..document.timestamp import Timestamp
from ..errors import FieldFault, Problem
from ..errors.library import NoQuestions, TrialOutdated, Unpublishable
from ..errors.play import NoHint, NoQuestionsMatch, QuestionComesLater, QuestionNotDrawn
from ..errors.responses import InvalidResponse
from ..markdown import render
from ..media.store import facts_of
from ..models import Quiz, db
from ..play.rules.draw import draw_by
from ..play.rules.judge import Judged, readings, refusal
from ..play.rules.present import AnswerView, AttemptView, view_attempt
from ..play.rules.records import (
    AnswerRecord,
    AttemptRecord,
    QuestionKey,
    QuestionRecord,
    QuestionShown,
)
from ..play.rules.score import earned, lateness, total
from ..play.rules.times import Times, deadline
from ..questions import TYPES, Response
from .catalogue import QuizView, rules_to_know
from .drafts.draft import current_contents
from .question_rows import media_faults

SEEDS = 2**31
"""Seeds are below this: JavaScript reads them exactly."""


class Given(BaseModel):
    """A response in a trial, with the ids that its question shows."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[int, Field(ge=1, le=QUESTIONS_LIMIT)]
    response: Response
    at: Timestamp


class TrialState(BaseModel):
    """An attempt at a draft. The client keeps it."""

    model_config = ConfigDict(extra="forbid")

    seed: Annotated[int, Field(ge=0, lt=SEEDS)]
    drawn: Annotated[
        list[UUID],
        Field(
            min_length=1,
            max_length=QUESTIONS_LIMIT,
            description="The draft's questions in their order. Their ids in the attempt: 1, 2 …",
        ),
    ]
    started_at: Timestamp
    asked_at: Annotated[list[Timestamp], Field(max_length=QUESTIONS_LIMIT)] | None = None
    answers: Annotated[list[Given], Field(max_length=QUESTIONS_LIMIT)] = []
    hinted: Annotated[
        list[int],
        Field(max_length=QUESTIONS_LIMIT, description="Questions whose hint was asked for."),
    ] = []
    finished_at: Timestamp | None = None


class FirstScreen(BaseModel):
    """What players see before they start."""

    quiz: QuizView
    left_out: Annotated[
        int, Field(description="Number of questions that cannot be played because of errors.")
    ]


class Played(BaseModel):
    """The attempt after a move."""

    attempt: AttemptView
    trial: Annotated[TrialState, Field(description="Send it with the next move.")]


class Answered(BaseModel):
    """The answer that counts."""

    answer: AnswerView
    trial: Annotated[TrialState, Field(description="Send it with the next move.")]


Contents = Mapping[UUID, dict[str, Any]]  # Any: JSON
"""Contents of questions by their ids in the draft."""


class Draft(NamedTuple):
    """A draft whose own fields are valid. Its questions need not be."""

    quiz: Quiz
    document: QuizDocument
    """Without the questions."""
    contents: Contents

    @property
    def settings(self) -> QuizSettings:
        return self.document.settings

    def playable(self, names: Iterable[UUID]) -> dict[UUID, QuestionDocument]:
        """Those of these questions that have no errors."""
        contents = {str(name): self.contents[name] for name in names if name in self.contents}
        valid = bounded.run(checks.valid_questions, contents)
        media = facts_of(media_ids(list(contents.values())))
        return {
            UUID(name): question
            for name, question in valid.items()
            if not media_faults(question.content(), media)
        }

    def drawn(self, names: list[UUID]) -> list[QuestionDocument]:
        """All of these questions. Raises TrialOutdated if one cannot be played any more."""
        playable = self.playable(names)
        if any(name not in playable for name in names):
            raise TrialOutdated
        return [playable[name] for name in names]


def first_screen(quiz: Quiz) -> FirstScreen:
    """Raises Unpublishable if the draft's own fields have errors."""
    draft = _draft(quiz)
    playable, settings = draft.playable(draft.contents), draft.settings
    view = QuizView(
        slug=quiz.slug,
        title=draft.document.title,
        description=draft.document.description,
        description_html=bounded.run(render, draft.document.description),
        language=draft.document.language,
        question_count=len(playable),
        draw=len(_draw(settings, _bank(settings, playable), playable, Random(0))),
        feedback=settings.feedback,
        cover=None,  # that of the published quiz does not change with the draft
        rules=rules_to_know(settings, any(one.seconds for one in playable.values())),
    )
    return FirstScreen(quiz=view, left_out=len(draft.contents) - len(playable))


def start(quiz: Quiz) -> Played:
    """Start at once: dates, code and number of attempts are for players.

    Raises Unpublishable if the draft's own fields, or all of its questions, have errors; and
    NoQuestionsMatch.
    """
    draft = _draft(quiz)
    playable, settings = draft.playable(draft.contents), draft.settings
    if not playable:
        raise Unpublishable(faults=[FieldFault("questions", NoQuestions())])
    bank, seed, now = _bank(settings, playable), randbits(31), _now()
    places = _draw(settings, bank, playable, Random(seed))
    if not places:
        raise NoQuestionsMatch
    drawn = [bank[place] for place in places]
    rules = _rules(draft, dict(enumerate((playable[name] for name in drawn), start=1)))
    trial = TrialState(
        seed=seed,
        drawn=drawn,
        started_at=now,
        asked_at=[now] if rules.one_at_a_time else None,
    )
    return _played(draft, trial, now)


def read(quiz: Quiz, trial: TrialState) -> Played:
    """Return the attempt as it is now. Raises TrialOutdated or Unpublishable."""
    return _played(_draft(quiz), trial, _now())


def ask(quiz: Quiz, trial: TrialState, question: int) -> Played:
    """Open the next question. Raises QuestionComesLater, TrialOutdated or Unpublishable."""
    now, asked_at = _now(), trial.asked_at or []
    if question > len(asked_at) + 1:
        raise QuestionComesLater
    if question == len(asked_at) + 1 and question <= len(trial.drawn) and not trial.finished_at:
        trial = trial.model_copy(update={"asked_at": [*asked_at, now]})
    return _played(_draft(quiz), trial, now)


def answer(quiz: Quiz, trial: TrialState, question: int, response: Response) -> Answered:
    """Grade a response; the first one counts.

    Raises QuestionNotDrawn, InvalidResponse, TrialOutdated, Unpublishable, or what `refusal` gives.
    """
    if question > len(trial.drawn):
        raise QuestionNotDrawn
    draft, now = _draft(quiz), _now()
    documents = {question: draft.drawn([trial.drawn[question - 1]])[0]}
    attempt = _attempt(draft, trial, documents, now)
    if all(given.question != question for given in trial.answers):
        refused = refusal(_times(attempt, question), question - 1, trial.finished_at)
        if refused:
            raise refused
        given = Given(question=question, response=response, at=now)
        trial = trial.model_copy(update={"answers": [*trial.answers, given]})
    records = _records(documents)
    answers = _answers(trial, attempt, records)
    # Raised after the refusal: it would reveal a question that is not shown yet.
    if question not in answers:
        raise _invalid(records[question], response)
    # On its own, it is the first question of an attempt without timers.
    alone = attempt._replace(asked_at=None)
    [shown] = view_attempt(alone, records, answers, None).questions
    view: Any = shown  # Any: plain data, as view_question returns it
    found = AnswerView(question=question, response=view["response"], verdict=view["verdict"])
    return Answered(answer=found, trial=trial)


def hint(quiz: Quiz, trial: TrialState, question: int) -> Played:
    """Show the hint of a question.

    Raises QuestionNotDrawn, NoHint, TrialOutdated or Unpublishable.
    """
    if question > len(trial.drawn):
        raise QuestionNotDrawn
    draft = _draft(quiz)
    [document] = draft.drawn([trial.drawn[question - 1]])
    if not document.hint:
        raise NoHint
    if question not in trial.hinted:
        trial = trial.model_copy(update={"hinted": [*trial.hinted, question]})
    return _played(draft, trial, _now())


def finish(quiz: Quiz, trial: TrialState) -> Played:
    """Return the result. Raises TrialOutdated or Unpublishable."""
    now = _now()
    if trial.finished_at is None:
        trial = trial.model_copy(update={"finished_at": now})
    return _played(_draft(quiz), trial, now)


def _draft(quiz: Quiz) -> Draft:
    """Raises Unpublishable if its own fields have errors."""
    fields, contents = current_contents(quiz)
    errors = checks.quiz_faults(fields)
    if errors:
        raise Unpublishable(faults=errors)
    return Draft(quiz, QuizDocument.model_validate(fields), contents)


def _bank(settings: QuizSettings, playable: Mapping[UUID, QuestionDocument]) -> list[UUID]:
    """The questions that may be drawn."""
    tags, levels = set(settings.tags), settings.difficulty
    return [
        name
        for name, question in playable.items()
        if (not tags or tags & set(question.tags)) and (not levels or question.difficulty in levels)
    ]


def _draw(
    settings: QuizSettings,
    bank: list[UUID],
    playable: Mapping[UUID, QuestionDocument],
    random: Random,
) -> list[int]:
    """Return the places in the bank of the questions that an attempt gets."""
    tags = [set(playable[name].tags) for name in bank]
    tagged = {
        tag: [place for place, own in enumerate(tags) if tag in own]
        for tag in settings.draw_per_tag
    }
    return draw_by(settings, len(bank), tagged, random)


def _now() -> datetime:
    """The database's clock, as for players."""
    now: datetime = db.session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def _played(draft: Draft, trial: TrialState, now: datetime) -> Played:
    documents = dict(enumerate(draft.drawn(trial.drawn), start=1))
    records = _records(documents)
    attempt = _attempt(draft, trial, documents, now)
    answers = _answers(trial, attempt, records)
    if attempt.finished:
        attempt = attempt._replace(score=total(given.points for given in answers.values()))
    return Played(attempt=view_attempt(attempt, records, answers, None), trial=trial)


def _records(documents: Mapping[int, QuestionDocument]) -> dict[int, QuestionRecord]:
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


def _rules(draft: Draft, documents: Mapping[int, QuestionDocument]) -> Rules:
    """The rules of an attempt at these questions."""
    own = {name: document.seconds for name, document in documents.items() if document.seconds}
    return draft.settings.rules(1, own)


def _times(attempt: AttemptRecord, question: int) -> Times:
    """The times of the attempt, as far as they are about this question."""
    seconds = attempt.rules.seconds_for(question)
    limits = {} if seconds is None else {question - 1: seconds}
    return attempt.times._replace(limits=limits)


def _attempt(
    draft: Draft, trial: TrialState, documents: Mapping[int, QuestionDocument], now: datetime
) -> AttemptRecord:
    """The attempt at these questions."""
    rules = _rules(draft, documents)
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
        own_rules=None if rules == PLAIN else rules,
    )


def _answers(
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
        times = _times(attempt, given.question)._replace(now=given.at)
        elapsed = times.elapsed(given.question - 1)
        seconds = attempt.rules.seconds_for(given.question)
        late = 0.0 if elapsed is None else lateness(elapsed, seconds)
        found[given.question] = AnswerRecord(
            question_id=given.question,
            response=response.model_dump(mode="json"),
            credit=credit,
            points=round(earned(worth[given.question], credit, attempt.rules, late), 4),
            judged_by=None,
            elapsed_ms=None if elapsed is None else round(elapsed * 1000),
            answered_at=given.at,
        )
    return found


def _judged(record: QuestionRecord, response: Response) -> Judged:
    kind = TYPES[record.key.type]
    _own, meant = readings(kind, kind.stored(record.key.body), response)
    return meant


def _invalid(record: QuestionRecord, response: Response) -> Problem:
    """Why the question does not accept this response."""
    credit = _judged(record, response).credit
    return credit if isinstance(credit, InvalidResponse) else QuestionNotDrawn()
