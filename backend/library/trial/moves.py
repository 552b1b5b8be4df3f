"""The moves of a trial: as those of an attempt, on the state that the client sends."""

from datetime import datetime
from random import Random
from secrets import randbits
from typing import Any

from sqlalchemy import func, select

from ... import bounded
from ...errors import FieldFault
from ...errors.library import NoQuestions, Unpublishable
from ...errors.play import AnswerStays, NoHint, QuestionComesLater, QuestionNotDrawn
from ...errors.start import NoQuestionsMatch
from ...markdown import render
from ...models import Quiz, db
from ...play.rules.judge import refusal
from ...play.rules.present import AnswerView, view_attempt
from ...play.rules.score import total
from ...questions import Response
from ..catalogue import QuizView, rules_to_know
from .draft import Draft, bank_of, draft_of, draw
from .records import (
    answer_records,
    attempt_record,
    others_records,
    question_records,
    times_of,
    why_invalid,
)
from .state import Answered, FirstScreen, Given, Played, TrialState


def first_screen(quiz: Quiz) -> FirstScreen:
    """Raises Unpublishable if the draft's own fields have errors."""
    draft = draft_of(quiz)
    playable, settings = draft.playable(draft.contents), draft.settings
    view = QuizView(
        slug=quiz.slug,
        title=draft.document.title,
        description=draft.document.description,
        description_html=bounded.run(render, draft.document.description),
        language=draft.document.language,
        question_count=len(playable),
        draw=len(draw(settings, bank_of(settings, playable), playable, Random(0))),
        feedback=settings.feedback,
        names=settings.names,
        cover=None,  # that of the published quiz does not change with the draft
        rules=rules_to_know(settings, any(one.seconds for one in playable.values()), _now()),
        guests_may_host=False,
    )
    return FirstScreen(quiz=view, left_out=len(draft.contents) - len(playable))


def start(quiz: Quiz) -> Played:
    """Start at once: dates, code and number of attempts are for players.

    Raises Unpublishable if the draft's own fields, or all of its questions, have errors; and
    NoQuestionsMatch.
    """
    draft = draft_of(quiz)
    playable, settings = draft.playable(draft.contents), draft.settings
    if not playable:
        raise Unpublishable(faults=[FieldFault("questions", NoQuestions())])
    bank, seed, now = bank_of(settings, playable), randbits(31), _now()
    places = draw(settings, bank, playable, Random(seed))
    if not places:
        raise NoQuestionsMatch
    drawn = [bank[place] for place in places]
    rules = draft.rules(dict(enumerate((playable[name] for name in drawn), start=1)))
    trial = TrialState(
        seed=seed,
        drawn=drawn,
        started_at=now,
        asked_at=[now] if rules.one_at_a_time else None,
    )
    return _played(draft, trial, now)


def read(quiz: Quiz, trial: TrialState) -> Played:
    """Return the attempt as it is now. Raises TrialOutdated or Unpublishable."""
    return _played(draft_of(quiz), trial, _now())


def ask(quiz: Quiz, trial: TrialState, question: int) -> Played:
    """Open the next question. Raises QuestionComesLater, TrialOutdated or Unpublishable."""
    now, asked_at = _now(), trial.asked_at or []
    if question > len(asked_at) + 1:
        raise QuestionComesLater
    if question == len(asked_at) + 1 and question <= len(trial.drawn) and not trial.finished_at:
        trial = trial.model_copy(update={"asked_at": [*asked_at, now]})
    return _played(draft_of(quiz), trial, now)


def answer(quiz: Quiz, trial: TrialState, question: int, response: Response | None) -> Answered:
    """Grade a response; the first one counts.

    With free navigation the last one does, and None clears it. Raises QuestionNotDrawn,
    AnswerStays, InvalidResponse, TrialOutdated, Unpublishable, or what `refusal` gives.
    """
    if question > len(trial.drawn):
        raise QuestionNotDrawn
    draft, now = draft_of(quiz), _now()
    documents = {question: draft.drawn([trial.drawn[question - 1]])[0]}
    attempt = attempt_record(draft, trial, documents, now)
    others = [given for given in trial.answers if given.question != question]
    free = attempt.rules.free
    if response is None and not free:
        raise AnswerStays
    if free or len(others) == len(trial.answers):
        refused = refusal(times_of(attempt, question), question - 1, trial.finished_at)
        if refused:
            raise refused
        if response is not None:
            others.append(Given(question=question, response=response, at=now))
        trial = trial.model_copy(update={"answers": others})
    records = question_records(documents)
    answers = answer_records(trial, attempt, records)
    # Raised after the refusal: it would reveal a question that is not shown yet.
    if response is not None and question not in answers:
        raise why_invalid(records[question], response)
    # On its own, it is the first question of an attempt without timers.
    alone = attempt._replace(asked_at=None)
    [shown] = view_attempt(
        alone, records, answers, None, others_records(records, answers)
    ).questions
    view: Any = shown  # Any: plain data, as view_question returns it
    found = AnswerView(question=question, response=view["response"], verdict=view["verdict"])
    return Answered(answer=found, trial=trial)


def hint(quiz: Quiz, trial: TrialState, question: int) -> Played:
    """Show the hint of a question.

    Raises QuestionNotDrawn, NoHint, TrialOutdated or Unpublishable.
    """
    if question > len(trial.drawn):
        raise QuestionNotDrawn
    draft = draft_of(quiz)
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
    return _played(draft_of(quiz), trial, now)


def _now() -> datetime:
    """The database's clock, as for players."""
    now: datetime = db.session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def _played(draft: Draft, trial: TrialState, now: datetime) -> Played:
    documents = dict(enumerate(draft.drawn(trial.drawn), start=1))
    records = question_records(documents)
    attempt = attempt_record(draft, trial, documents, now)
    answers = answer_records(trial, attempt, records)
    if attempt.finished:
        attempt = attempt._replace(score=total(given.points for given in answers.values()))
    seen = view_attempt(attempt, records, answers, None, others_records(records, answers))
    return Played(attempt=seen, trial=trial)
