"""How a game is played: what its host chose, and the times that follow from it."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from ..errors.games import TeamsTooFew
from ..names import PlayerName
from ..questions.type import Strict

SECONDS_OF = {
    **dict.fromkeys(("truefalse",), 15),
    **dict.fromkeys(("single", "poll"), 20),
    **dict.fromkeys(("multiple", "number", "text", "image", "wordcloud"), 30),
    **dict.fromkeys(("blanks", "ordering", "matching", "categorise"), 60),
}
"""The time for a question of each type, where the host lets the type decide."""
OF_ANOTHER_TYPE = 30

TeamName = Annotated[PlayerName, StringConstraints(max_length=40)]


class Options(Strict):
    """What a host chooses before a game. All have defaults."""

    timer: Annotated[
        Literal["fixed", "by_type", "none"],
        Field(
            description="The same time for each question, one by its type, or none: the host"
            " closes. A question's own time limit takes precedence."
        ),
    ] = "fixed"
    seconds: Annotated[int, Field(ge=5, le=600, description="Per question, if fixed.")] = 20
    reading_seconds: Annotated[
        int,
        Field(ge=0, le=60, description="How long the question is shown before it can be answered."),
    ] = 5
    speed_weight: Annotated[
        int,
        Field(ge=0, le=100, description="Percentage of a question's points that depends on speed."),
    ] = 50
    teams: Annotated[
        list[TeamName],
        Field(
            max_length=12,
            description="Two or more names; empty: everyone plays alone.",
        ),
    ] = []  # noqa: RUF012  (pydantic copies it)
    deal: Annotated[
        bool, Field(description="Whether players are dealt to teams, rather than choosing one.")
    ] = True
    late_join: Annotated[bool, Field(description="Whether players can join after the start.")] = (
        True
    )
    nicknames: Annotated[
        Literal["own", "generated", "list"],
        Field(description="Typed, made up for the player, or chosen from the quiz's class list."),
    ] = "own"
    phones: Annotated[
        Literal["full", "letters"],
        Field(description="Whether phones show the whole question, or only what to tap."),
    ] = "full"
    autopilot: Annotated[
        bool, Field(description="Whether the game goes on by itself after each question.")
    ] = False

    @model_validator(mode="after")
    def _makes_sense(self) -> "Options":
        if len(set(self.teams)) != len(self.teams) or len(self.teams) == 1:
            raise TeamsTooFew
        return self

    def stored(self) -> dict[str, Any]:  # Any: JSON
        return self.model_dump(mode="json", exclude_defaults=True)

    def seconds_for(self, kind: str, own: float | None) -> float | None:
        """The time for a question of this type that has this limit of its own, if any."""
        if self.timer == "none":
            return None
        if own is not None:
            return own
        return self.seconds if self.timer == "fixed" else SECONDS_OF.get(kind, OF_ANOTHER_TYPE)
