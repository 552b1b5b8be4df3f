"""The name under which a player starts or finishes."""

from http import HTTPStatus

from .kind import Problem


class AttemptNamed(Problem):
    """The attempt is on the leaderboard already, under another name. A name is given once.

    Play again under the other name.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt is already on the leaderboard as {name}."
    name: str


class PracticeUnnamed(Problem):
    """Practice is on no leaderboard, so it takes no name.

    Finish it without `player_name`.
    """

    status = HTTPStatus.CONFLICT
    template = "Practice takes no name."


class NameNeeded(Problem):
    """The quiz asks for a name before the start.

    Send `player_name`; where the quiz has a class list, one of its names.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "This quiz asks for a name: a start needs a `player_name`."


class NameNotListed(Problem):
    """The name is not in the class list of the quiz.

    Choose a name from the list, or ask your teacher or host to add yours.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "{name} is not in the class list of this quiz."
    name: str


class NameUsedUp(Problem):
    """All attempts under this name of the class list are used, maybe on another device.

    Check that you chose your own name, or ask your teacher or host.
    """

    status = HTTPStatus.CONFLICT
    template = "All attempts of {name} are used."
    name: str
    allowed: int


class NoClassList(Problem):
    """The quiz asks for a name of a class list, and has none, or asks for no such name.

    Ask your teacher or host to choose a list for the quiz.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz has no class list to choose a name from."


class NoNameAtEnd(Problem):
    """Players of this quiz give no name, or choose it before they start.

    Finish the attempt without a name.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz takes no name at the end."
