"""How a quiz is played: the typed form of `quiz.settings`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class QuizSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    draw: Annotated[int, Field(ge=1, le=100, description="Questions per attempt.")] = 10
    feedback: Annotated[
        Literal["immediate", "at_end"],
        Field(description="When verdicts are given: after each answer, or when all is over."),
    ] = "immediate"
