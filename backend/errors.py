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


class TimeUp(Exception):
    """The time for the question, or for the whole attempt, is over."""


class NotAsked(Exception):
    """The question comes later: questions are shown one at a time, in order."""


class NotOpen(Exception):
    """The quiz cannot be started yet, or not any more."""


class WrongCode(Exception):
    """The quiz needs an access code, and this is not it."""


class NoAttemptsLeft(Exception):
    """The player has played this quiz as often as it allows."""


class PlayerUnknown(Exception):
    """The quiz counts attempts, so whoever starts one has to say who they are."""
