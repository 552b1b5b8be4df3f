"""Starting, answering and finishing an attempt."""

from datetime import UTC, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .kind import Problem


class QuizNotFound(Problem):
    """No quiz has this link name, or it is private or archived.

    Check the link, or ask whoever sent it.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no quiz {slug!r}."
    slug: str


class AttemptNotFound(Problem):
    """No attempt has this id. It may have been deleted.

    Start the quiz again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such attempt."


class PersonalLinkNotFound(Problem):
    """The quiz has no personal link with this token, or it was taken back.

    Ask whoever sent the link for a new one, or open the quiz without it.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This personal link does not exist, or was taken back."


class NoCertificate(Problem):
    """This attempt has no certificate.

    It gets one if the quiz gives certificates, the attempt is finished under a name and not failed,
    and its result is shown.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt has no certificate."


class CertificateNotFound(Problem):
    """No certificate has this code. Its attempt may have been deleted.

    Check the code for typos.
    """

    status = HTTPStatus.NOT_FOUND
    template = "No certificate has this code."


class QuestionNotDrawn(Problem):
    """The attempt did not draw this question.

    Answer the questions that the attempt lists.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "This question is not part of the attempt."


class QuestionComesLater(Problem):
    """The questions of this attempt are shown one at a time, and this one was not shown yet.

    Ask for the next question first.
    """

    status = HTTPStatus.CONFLICT
    template = "This question comes later: questions are shown one at a time."


class AttemptFinished(Problem):
    """The attempt is finished, and takes no more answers.

    Read its result, or start another attempt.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt is finished: it takes no more answers."


class AttemptTimeUp(Problem):
    """The time for the whole attempt is over.

    Finish the attempt: the answers that were in time count.
    """

    status = HTTPStatus.CONFLICT
    template = "The time is over."


class QuestionTimeUp(Problem):
    """The time for this question is over, or the next one was already shown.

    Go on with the next question.
    """

    status = HTTPStatus.CONFLICT
    template = "The time for this question is over."


class QuestionAnswered(Problem):
    """The question was answered already, so its hint is not given.

    Go on with the next question.
    """

    status = HTTPStatus.CONFLICT
    template = "The question was answered already."


class AnswerStays(Problem):
    """Answers of this attempt are final: its quiz does not let players change or clear them.

    Go on with the next question.
    """

    status = HTTPStatus.CONFLICT
    template = "Answers of this attempt are final."


class NoHint(Problem):
    """The question has no hint.

    Ask only for those of questions with a `hint`.
    """

    status = HTTPStatus.NOT_FOUND
    template = "The question has no hint."


class AttemptNamed(Problem):
    """The attempt is on the leaderboard already, under another name. A name is given once.

    Play again under the other name.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt is already on the leaderboard as {name}."
    name: str


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

    Ask whoever runs the quiz for the code, and send it as `code`.
    """

    status = HTTPStatus.FORBIDDEN
    template = "This quiz needs an access code."


class WrongAccessCode(Problem):
    """The quiz has another access code. Capital letters and spaces around it do not matter.

    Ask whoever runs the quiz for the code.
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

    Ask whoever runs the quiz; it shows its times in `time_zone`.
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

    Ask whoever runs the quiz.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz may be played {allowed} times, and you have done so."
    allowed: int

    @property
    def detail(self) -> str:
        times = "once" if self.allowed == 1 else f"{self.allowed} times"
        return f"This quiz may be played {times}, and you have done so."


class NothingToPractise(Problem):
    """The attempt has no missed questions that can be practised.

    Finish it first. If its quiz withholds verdicts, wait until they are shown; its author may have
    turned practice off.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt has nothing to practise."


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
