"""Live games: hosting, joining and answering."""

from http import HTTPStatus

from .kind import Fault, Problem


class TeamsTooFew(Fault):
    """A game with teams needs two or more of them, with different names.

    Name another team, or leave all out.
    """

    at = "teams"
    template = "A game has no teams, or at least two with different names."


class GameNotFound(Problem):
    """No game has this id or PIN. It may have ended, or have been deleted.

    Check the PIN with the host.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such game."


class GuestsMayNotHost(Problem):
    """On this site, games are hosted by authors only.

    Sign in, or ask the operator to set GUEST_HOSTS.
    """

    status = HTTPStatus.FORBIDDEN
    template = "Sign in to host a game."


class HostingReserved(Problem):
    """Only people who see this quiz in the studio can host it.

    It is not public, or it has an access code, a limit of attempts or a date before which no one
    sees solutions. A game would show them to anyone. Sign in, or ask its author to share it with
    you.
    """

    status = HTTPStatus.FORBIDDEN
    template = "Only authors of this quiz can host it."


class WrongGameSecret(Problem):
    """The request brought no secret of this game, or one that may not do this.

    Open the host's link again.
    """

    status = HTTPStatus.FORBIDDEN
    template = "This link does not control the game."


class GameEnded(Problem):
    """The game has ended.

    Read its results.
    """

    status = HTTPStatus.CONFLICT
    template = "The game has ended."


class GameRuns(Problem):
    """This attempt is a player of a live game, which has not ended yet.

    Play it in the game; its result can be read after the end.
    """

    status = HTTPStatus.CONFLICT
    template = "The game has not ended yet."


class GameMovedOn(Problem):
    """Another command was given on the same state of the game, so this one changed nothing.

    Read the state again, and repeat the command if it is still wanted.
    """

    status = HTTPStatus.CONFLICT
    template = "The game has moved on."


class CommandOutOfPlace(Problem):
    """The command does not fit the phase that the game is in.

    Read the state; `phase` says what is possible.
    """

    status = HTTPStatus.CONFLICT
    template = "{command} is not possible now."
    command: str


class GameLocked(Problem):
    """The host lets no more players in.

    Ask the host to unlock the game.
    """

    status = HTTPStatus.CONFLICT
    template = "The game is locked: no one can join now."


class GameFull(Problem):
    """The game has as many players as this site allows.

    Ask the host.
    """

    status = HTTPStatus.CONFLICT
    template = "The game is full: it has {limit} players."
    limit: int


class NicknameTaken(Problem):
    """Another player of the game has this name, or one that looks the same.

    Take `free`, or another one.
    """

    status = HTTPStatus.CONFLICT
    template = "{name} is taken in this game; {free} is free."
    name: str
    free: str


class NicknameNeeded(Problem):
    """The game asks for a name; with a class list, for one of its names.

    Send `name`.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "This game asks for a name."


class TeamNeeded(Problem):
    """Players of this game choose a team.

    Send `team`: its index in the game's options.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "This game asks for a team."


class Kicked(Problem):
    """The host removed this player from the game.

    Ask the host.
    """

    status = HTTPStatus.FORBIDDEN
    template = "The host removed you from the game."


class RoundNotOpen(Problem):
    """The round is not open yet.

    Send the answer again after `opens_at`.
    """

    status = HTTPStatus.CONFLICT
    template = "This round is not open yet."


class RoundClosed(Problem):
    """The round was closed before the answer arrived, or the answer was cancelled with it.

    Go on with the next round.
    """

    status = HTTPStatus.CONFLICT
    template = "This round is closed."
