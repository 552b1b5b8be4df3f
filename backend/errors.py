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


class SignedOut(Exception):
    """Only people with an account may do this, and nobody is signed in."""


class MediaRefused(Exception):
    """This is no image or sound that can be stored."""


class MediaTooLarge(Exception):
    """An image or a sound has more bytes than can be stored."""


class MediaMissing(Exception):
    """A question names an image or a sound that is not stored, or in a place where it cannot be."""
