"""A draft as a trial plays it: the questions without errors, and those that are drawn."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from ... import bounded
from ...document import checks
from ...document.media_ids import media_ids
from ...document.question import QuestionDocument
from ...document.quiz import QuizDocument
from ...document.quiz_settings import QuizSettings, Rules
from ...errors.library import TrialOutdated, Unpublishable
from ...media.store import facts_of
from ...models import Quiz
from ...play.rules.draw import draw_by
from ..drafts.draft import current_contents
from ..question_rows import media_faults

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

    def rules(self, documents: Mapping[int, QuestionDocument]) -> Rules:
        """The rules of an attempt at these questions, by their ids in it."""
        own = {name: document.seconds for name, document in documents.items() if document.seconds}
        return self.settings.rules(1, own)

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


def draft_of(quiz: Quiz) -> Draft:
    """Raises Unpublishable if its own fields have errors."""
    fields, contents = current_contents(quiz)
    errors = checks.quiz_faults(fields)
    if errors:
        raise Unpublishable(faults=errors)
    return Draft(quiz, QuizDocument.model_validate(fields), contents)


def bank_of(settings: QuizSettings, playable: Mapping[UUID, QuestionDocument]) -> list[UUID]:
    """The questions that may be drawn."""
    tags, levels = set(settings.tags), settings.difficulty
    return [
        name
        for name, question in playable.items()
        if (not tags or tags & set(question.tags)) and (not levels or question.difficulty in levels)
    ]


def draw(
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
