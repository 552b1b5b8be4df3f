"""Settings of a quiz that do not fit together."""

from .kind import Fault


class NoSuchTimeZone(Fault):
    """Time zones have the names of the IANA list."""

    template = "There is no time zone {name!r}; names are like Europe/Berlin or UTC."
    name: str


class FirstAndLastTooMany(Fault):
    """The questions that are kept in place are more than an attempt gets.

    Keep fewer in place, or draw more.
    """

    at = "draw"
    template = "First and last questions together are more than the attempt draws."


class DrawTooLarge(Fault):
    """An attempt would get more than `limit` questions.

    Draw fewer of each tag.
    """

    at = "draw_per_tag"
    template = "An attempt can get at most {limit} questions."
    limit: int


class SpeedNeedsTimer(Fault):
    """Points can depend on speed only where each question has a time limit.

    Set a time for each question.
    """

    at = "speed_weight"
    template = "Points that depend on speed need a time for each question."


class FeedbackNeedsDate(Fault):
    """Correct answers are to be shown from a date on, and there is no date."""

    at = "feedback_after"
    template = "Feedback after a date needs the date."


class DateNeedsFeedback(Fault):
    """There is a date for correct answers, and they are to be shown at another time.

    Show correct answers after that date, or remove it.
    """

    at = "feedback_after"
    template = "A date for feedback needs feedback after a date."


class ClosesBeforeOpening(Fault):
    """The quiz would close before it opens."""

    at = "closes_at"
    template = "It must be later than the time when the quiz opens."


class QuizTimeTooShort(Fault):
    """The time for the whole quiz is less than the time for one of its questions."""

    at = "quiz_seconds"
    template = "The time for the quiz is less than the time for one question."


class FreeNeedsLaterFeedback(Fault):
    """Players can change their answers, and correct answers would be shown after each one.

    Show correct answers at the end or after a date, or let players only go forward.
    """

    at = "navigation"
    template = "Free navigation needs feedback at the end or after a date."


class FreeWithoutQuestionTime(Fault):
    """Players can go back to a question, and each question has a time limit.

    Set a time for the whole quiz instead, or let players only go forward.
    """

    at = "navigation"
    template = "Free navigation goes with a time for the quiz, not for each question."
