"""How many attempts a device has left where they are limited, and which one is running."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from ..models import Attempt, autocommit
from ..questions.type import Strict
from .caches import current_quiz
from .entry import RUNNING, Token, find_accommodation, own


class Device(Strict):
    """What a start would send. Its answer reveals nothing that the start would not."""

    accommodation: Token | None = None
    player_key: Token | None = None


class Standing(BaseModel):
    attempts_left: Annotated[int | None, Field(description="Null: unlimited.")]
    running: Annotated[
        UUID | None,
        Field(description="The newest attempt in progress, if the quiz limits attempts."),
    ]


def standing(slug: str, device: Device) -> Standing:
    """Raises QuizNotFound, QuizEmpty, NoQuestionsMatch or PersonalLinkNotFound."""
    with autocommit() as connection:
        quiz = current_quiz(connection, slug)
        allowed = quiz.settings.attempts
        if allowed is None:
            return Standing(attempts_left=None, running=None)
        accommodation_id, _factor = find_accommodation(connection, quiz.id, device.accommodation)
        mine = connection.execute(
            RUNNING.where(
                Attempt.quiz_id == quiz.id, own(device.player_key, accommodation_id)
            ).limit(allowed)
        ).all()
    running = next((one.id for one in mine if one.running), None)
    return Standing(attempts_left=allowed - len(mine), running=running)
