"""What players and hosts see of a game."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from ..play.rules.others import Others
from ..questions import Response, View
from .options import Options

Phase = Literal["lobby", "announced", "open", "grace", "solution", "standings", "ended"]


class Round(BaseModel):
    """The question of a round, as everyone sees it: never its key."""

    id: int
    type: str
    prompt_html: str
    points: Annotated[float, Field(description="For full credit; 0: it has no right answer.")]
    view: View


class Bar(BaseModel):
    """How many players gave an answer."""

    label: Annotated[str, Field(description="The id of a choice as the view shows it, or words.")]
    text: Annotated[str, Field(description="In words.")]
    count: int
    right: Annotated[
        bool | None, Field(description="Whether it is right; null if nothing is right or wrong.")
    ]


class Ranked(BaseModel):
    """A player or a team in the standings."""

    rank: int
    name: str
    team: int | None = None
    points: Annotated[float, Field(description="In all rounds; of a team: the members' mean.")]
    up: Annotated[int, Field(description="Ranks gained by this round; negative: lost.")]


class Outcome(BaseModel):
    """What everyone sees of a settled round."""

    voided: bool
    key: Response | None
    explanation_html: str
    answered: int
    right: Annotated[int, Field(description="Players with full credit.")]
    bars: Annotated[list[Bar], Field(description="At most 20, the author's order or by count.")]
    others: Annotated[Others | None, Field(description="Of a poll or a word cloud.")]
    top: Annotated[list[Ranked], Field(description="The best ten players.")]
    teams: Annotated[list[Ranked], Field(description="All teams, the best first.")]
    shards: Annotated[int, Field(description="Own results: shard number % shards.")]


class Line(BaseModel):
    """What one player sees of a settled round: by player number in a shard."""

    credit: Annotated[float | None, Field(description="0 to 1; null: no answer.")]
    points: float
    total: float
    rank: int
    gap: Annotated[float | None, Field(description="Points to the next rank; null for the first.")]


class Shard(BaseModel):
    lines: Annotated[dict[str, Line], Field(description="By player number.")]


class GameState(BaseModel):
    """What every player sees, the same for all. Time is in the header X-Time."""

    id: UUID
    pin: str
    version: int
    phase: Annotated[
        Phase,
        Field(
            description="Players see `announced` until the round is settled: opens_at and closes_at"
            " say when it is open, so that the document stays the same."
        ),
    ]
    title: str
    round: Annotated[int, Field(description="From 1; 0 in the lobby.")]
    rounds: int
    opens_at: datetime | None
    closes_at: Annotated[datetime | None, Field(description="Null: the host closes it.")]
    reading_seconds: int
    question: Annotated[Round | None, Field(description="From its announcement on.")]
    outcome: Annotated[
        Outcome | None,
        Field(description="Once the round is settled; after the end, of the last that counts."),
    ]
    players: Annotated[int, Field(description="Frozen while a question is open.")]
    options: Options
    locked: bool
    paused: bool
    host_away: bool
    poll_ms: Annotated[
        int,
        Field(
            description="When to ask again, unless opens_at or closes_at come first. In an open"
            " question, players who have not answered, and all of 2,000 or more, may take twice as"
            " long until 4 s before it closes: closing early is announced 3 s ahead, unless all"
            " have answered."
        ),
    ]


class Player(BaseModel):
    """A player, as the host sees them."""

    number: int
    name: str
    team: int | None
    kicked: bool
    answered: Annotated[bool, Field(description="Whether they answered the current round.")]


class HostState(BaseModel):
    """What the host, or a second screen, sees beyond the players' document."""

    state: GameState
    answered: int
    players: Annotated[list[Player], Field(description="In the order in which they joined.")]
    words: Annotated[Others | None, Field(description="Of an open word cloud, so far.")]
    hides_names: bool
    quiz_id: Annotated[
        int | None, Field(description="For a host who sees its results in the studio.")
    ]
    controls: Annotated[bool, Field(description="Whether this secret may give commands.")]


class Created(BaseModel):
    """A new game. The secrets are shown only once."""

    id: UUID
    pin: str
    host_secret: str
    screen_secret: str


class Found(BaseModel):
    """The game behind a PIN."""

    id: UUID
    title: str
    nicknames: Literal["own", "generated", "list"]
    names: Annotated[list[str], Field(description="The class list to choose from, if any.")]
    teams: Annotated[list[str], Field(description="The teams to choose from, if any.")]


class Me(BaseModel):
    """A player, as they see themselves."""

    game: UUID
    number: int
    name: str
    team: int | None
    kicked: bool
    answers: Annotated[dict[int, Response], Field(description="What was answered, by round.")]


class Received(BaseModel):
    """An acknowledged answer: it is stored. It says nothing about right or wrong."""

    round: int
    response: Annotated[Response, Field(description="The answer that counts: the first.")]
    name: Annotated[str, Field(description="The player's; the host may have changed it.")]
