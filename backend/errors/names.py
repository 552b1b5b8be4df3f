"""What can be wrong with a name or a title."""

from .kind import Fault


class NameControlCharacter(Fault):
    """Names are one line of text, without control characters."""

    template = "A name must not contain control characters."


class NameInvisibleCharacter(Fault):
    """Names hold no invisible characters, and none that change the direction of a line."""

    template = "A name must not contain invisible or direction-changing characters."


class NameNotVisible(Fault):
    """Nothing of the name can be seen."""

    template = "A name needs at least one visible character."


class TooManyMarks(Fault):
    """A letter is under more accents or other marks than `limit`, which would cover other lines."""

    template = "A letter must not have more than {limit} accents or other marks."
    limit: int
