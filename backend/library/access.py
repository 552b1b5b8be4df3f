"""What authors need to know to share a published quiz: its access code, dates and sites."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from ..document.quiz_settings import QuizSettings
from ..models import Quiz


class QuizAccess(BaseModel):
    """As published: changes in the draft do not count yet."""

    code: Annotated[str | None, Field(description="The access code; null: none is asked for.")]
    opens_at: datetime | None
    closes_at: datetime | None
    time_zone: Annotated[str, Field(description="IANA time zone in which the dates are shown.")]
    frame_ancestors: Annotated[
        list[str], Field(description="Origins that may embed quizzes; empty: embedding is off.")
    ]


def quiz_access(quiz: Quiz, frame_ancestors: tuple[str, ...]) -> QuizAccess:
    settings = QuizSettings.model_validate(quiz.settings)
    return QuizAccess(
        code=settings.code,
        opens_at=settings.opens_at,
        closes_at=settings.closes_at,
        time_zone=settings.time_zone,
        frame_ancestors=list(frame_ancestors),
    )
