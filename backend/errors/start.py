"""Finding a quiz and starting an attempt."""

from datetime import UTC, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .kind import Problem


class QuizNotFound(Problem):
    """No quiz has this link name, or it is private or archived.

    Check the link, or ask the person who sent it.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no quiz {slug!r}."
    slug: str


class PersonalLinkNotFound(Problem):
    """The quiz has no personal link with this token, or it was taken back.

    Ask the person who sent the link for a new one, or open the quiz without it.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This personal link does not exist, or was taken back."


class QuizEmpty(Problem):
    """The quiz has no questions yet, so it cannot be played.

    As its author, publish it with questions.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz has no questions yet."


class NoQuestionsMatch(Problem):
    """The quiz draws only questions with certain tags or difficulties, and no question has them.

    As its author, change these settings or the questions.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz has no questions with these tags and difficulties."


class QuestionsUnknown(Problem):
    """All questions that were drawn are of types that only a newer release knows.

    Try again in a few seconds: the newer release may be taking over right now.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz has no questions that this release of Popquiz knows."


class AccessCodeNeeded(Problem):
    """The quiz has an access code, and the request brought none.

    Ask the teacher or host for the code, and send it as `code`.
    """

    status = HTTPStatus.FORBIDDEN
    template = "This quiz needs an access code."


class WrongAccessCode(Problem):
    """The quiz has another access code. Capital letters and spaces around it do not matter.

    Ask the teacher or host for the code.
    """

    status = HTTPStatus.FORBIDDEN
    template = "This access code is not right."


class QuizNotOpen(Problem):
    """The quiz cannot be started yet.

    Come back at `opens_at`; the quiz shows its times in `time_zone`.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz opens on {opens_at}."
    opens_at: datetime
    time_zone: str

    @property
    def detail(self) -> str:
        return self.template.format(opens_at=_in_words(self.opens_at, self.time_zone))


class QuizClosed(Problem):
    """The quiz cannot be started any more.

    Ask the teacher or host; the quiz shows its times in `time_zone`.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz closed on {closes_at}."
    closes_at: datetime
    time_zone: str

    @property
    def detail(self) -> str:
        return self.template.format(closes_at=_in_words(self.closes_at, self.time_zone))


def _in_words(moment: datetime, zone: str) -> str:
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a machine without the list of zones
        zone, local = "UTC", moment.astimezone(UTC)
    return f"{local.day} {local:%B %Y at %H:%M} ({zone})"


class PlayerKeyNeeded(Problem):
    """The quiz limits how often each player may play, so a start needs to name the player.

    Send `player_key`: a random text that the player's browser keeps.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "This quiz counts attempts: a start needs a `player_key`."


class NoAttemptsLeft(Problem):
    """The player has played this quiz as often as it allows.

    Ask the teacher or host.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz may be played {allowed} times, and you have done so."
    allowed: int

    @property
    def detail(self) -> str:
        times = "once" if self.allowed == 1 else f"{self.allowed} times"
        return f"This quiz may be played {times}, and you have done so."
