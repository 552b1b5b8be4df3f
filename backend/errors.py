"""Why a request is refused. The API turns each into a status; the message is for the player."""


class NotFound(Exception):
    """There is no such quiz or attempt."""


class NotDrawn(Exception):
    """The question is not part of this attempt."""


class AlreadyFinished(Exception):
    """The attempt is over: nothing can be answered any more."""


class NameTaken(Exception):
    """The attempt already stands on the leaderboard under another name."""


class QuizEmpty(Exception):
    """The quiz has no questions yet, so it cannot be played."""
