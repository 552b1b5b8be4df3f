"""How many players a game has: joins ask for it, so a crowd is not counted again for each."""

import time
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from ..errors.games import GameFull
from ..play.caches import Kept
from ..prepared import Prepared

MOST_PLAYERS = 10_000
MOST_JOINED = 50_000
"""With those whom the host removed: a swarm that comes back again and again ends here."""
FEW = 200
"""So many players are counted at each join: teams stay equal, and it costs nothing."""
SECONDS = 1.0
"""How long a larger count stands."""


class Team(NamedTuple):
    """A team's size; without teams, that of the game."""

    team: int | None
    joined: int
    playing: int
    """Without those whom the host removed."""


COUNT = Prepared(
    "count_players",
    """
        SELECT team, count(*), count(*) FILTER (WHERE kicked_at IS NULL)
        FROM attempt WHERE game_id = :game_id GROUP BY team
    """,
    Team,
)


@dataclass
class Crowd:
    """The players of a game: those who were counted, and those whom this process let in since."""

    teams: Counter[int | None]
    """The size of each; without teams, that of the game."""
    expires: float
    """By the monotonic clock."""
    room: int
    """How many this process may let in before it counts again."""

    def take(self, team: int | None) -> None:
        """Count one more player."""
        self.teams[team] += 1
        self.room -= 1

    def smallest(self, teams: int) -> int:
        """The team that gets the next player."""
        return min(range(teams), key=lambda team: self.teams[team])


crowds: Kept[UUID, Crowd] = Kept()


def crowd_of(connection: Connection, game_id: UUID) -> Crowd:
    """Return the players of a game that has room for one more. Raises GameFull.

    Of a crowd, other processes may have let in more: each takes a quarter of the room that is left
    before it counts again, so that the limit is reached slowly, and met.
    """
    kept = crowds.get(game_id)
    if kept is None or kept.room <= 0 or time.monotonic() > kept.expires:
        kept = crowds[game_id] = _counted(connection, game_id)
    return kept


def _counted(connection: Connection, game_id: UUID) -> Crowd:
    teams = COUNT.rows(connection, game_id=str(game_id))
    joined, playing = sum(one.joined for one in teams), sum(one.playing for one in teams)
    left = min(MOST_PLAYERS - playing, MOST_JOINED - joined)
    if left <= 0:
        raise GameFull(limit=MOST_PLAYERS)
    return Crowd(
        Counter({one.team: one.playing for one in teams}),
        time.monotonic() + SECONDS,
        left // 4 if playing >= FEW else 0,
    )
