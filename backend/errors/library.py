"""Quizzes and their drafts."""

from http import HTTPStatus

from .kind import Fault, Problem


class DraftNotFound(Problem):
    """The quiz has no draft: it was not opened for editing, or the draft was discarded.

    Open the quiz again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This quiz has no draft. It may have been discarded: open it again."


class DraftQuestionNotFound(Problem):
    """The draft has no such question. Another author may have removed it.

    Load the draft again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such question in the draft. Another author may have removed it."


class QuestionNotFound(Problem):
    """The quiz has no question with this number.

    Load the quiz again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This quiz has no question {question}."
    question: int


class EditionNotFound(Problem):
    """The question has no such earlier version.

    Load its history again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "The question has no such earlier version."


class ChangedMeanwhile(Problem):
    """Another author changed it since it was read. Nothing of theirs is overwritten.

    `current` is what there is now. Send the change again with its version, or give it up.
    """

    status = HTTPStatus.CONFLICT
    template = "{by} has changed this meanwhile."
    by: str | None = None

    @property
    def detail(self) -> str:
        return self.template.format(by=self.by or "Another author")


class SlugTaken(Problem):
    """Another quiz has this link name.

    Choose another one.
    """

    status = HTTPStatus.CONFLICT
    template = "Another quiz has this link name."


class Unpublishable(Problem):
    """The draft has errors.

    Fix them: `errors` lists them with the questions that they are in.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "The draft has errors; `errors` lists them."

    @property
    def detail(self) -> str:
        first, *others = self.faults
        more = f" There are {len(others)} more errors." if others else ""
        return f"{first}{more}"


class TrialOutdated(Problem):
    """The draft was changed while it was tried: a question is no longer there, or has errors.

    Start again.
    """

    status = HTTPStatus.CONFLICT
    template = "The draft has changed. Start again."


class HandoutTooLong(Problem):
    """More questions are drawn than fit a handout.

    Set how many questions each player gets; a handout has as many.
    """

    status = HTTPStatus.CONFLICT
    title = "Too many questions to print"
    template = "A handout has at most {most} questions, and {count} would be printed."
    count: int
    most: int


class NoQuestions(Fault):
    """A quiz needs a question before it can be published or imported."""

    template = "There are no questions."


class TooManyQuestions(Fault):
    """A quiz can have so many questions.

    Split it into two.
    """

    template = "A quiz can have at most {limit} questions."
    limit: int


class EditedAsFiles(Fault):
    """The quiz has more questions than the studio can edit.

    Export it, edit the file, and import it from the command line.
    """

    template = "A quiz of more than {limit} questions is edited as files."
    limit: int


class QuestionTooLarge(Fault):
    """A question, or the settings of a quiz, take so many kilobytes at most."""

    template = "It is larger than {kilobytes} kB."
    kilobytes: int


class QuizFollowsFiles(Problem):
    """The quiz follows a pack or a folder of files, and would come back.

    Archive it, or remove its file.
    """

    status = HTTPStatus.CONFLICT
    template = "This quiz follows {origin} and would come back. Archive it instead."
    origin: str


class CoverNotFound(Problem):
    """There is no such quiz, or it has no cover of its own.

    Check the address.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such cover."


class CoverNotImage(Fault):
    """The cover of a quiz is an image.

    Choose a picture instead of a sound.
    """

    template = "A cover is an image, not a sound."


class LogoNotImage(Fault):
    """The logo of the site is an image.

    Choose a picture instead of a sound.
    """

    template = "A logo is an image, not a sound."


class DraftTooLarge(Fault):
    """The questions of a draft take so many megabytes together at most.

    Split the quiz into two, or shorten its longest questions.
    """

    template = "The questions of a quiz can have {megabytes} MB of text together."
    megabytes: int


class TooManyPersonalLinks(Fault):
    """A quiz can have so many personal links.

    Remove those that are no longer needed.
    """

    template = "A quiz can have at most {limit} personal links."
    limit: int


class NoSuchAccount(Fault):
    """Quizzes are shared with people who have an account here.

    Check the address, or ask an admin to invite them.
    """

    template = "There is no account with the address {email}."
    email: str


class OwnsItAlready(Fault):
    """A quiz is not shared with its owner."""

    template = "The quiz belongs to one of them already."


class LongPrompt(Fault):
    """The prompt fills more than a phone shows at once, and the answers are out of sight.

    Shorten it.
    """

    severity = "warning"
    template = "It is longer than a phone shows at once ({limit} characters)."
    limit: int


class WideCode(Fault):
    """A line of code is wider than a phone shows, and has to be scrolled.

    Break the line.
    """

    severity = "warning"
    template = "Its code is wider than {limit} characters."
    limit: int


class QuestionTimeIgnored(Fault):
    """The question has a time limit, but players can go back and forth, so it does not apply.

    Clear it, set one for the whole quiz, or let players go forward only.
    """

    severity = "warning"
    template = "Its time limit does not apply, since players can go back and forth."


class NotExplained(Fault):
    """Players remember an answer better when they read why it is right.

    Add an explanation.
    """

    severity = "hint"
    template = "It has no explanation."


class ClassListNotFound(Problem):
    """You have no class list with this number. It may have been deleted.

    Load your lists again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "You have no such class list."


class ListedTwice(Fault):
    """A class list has this name twice. Players choose by name, so each name must be unique.

    Add an initial or a number to one of the two.
    """

    template = "{name} is there twice."
    name: str


class TooManyLists(Fault):
    """An author has as many class lists as are allowed.

    Delete those that are no longer needed.
    """

    template = "You can have at most {limit} class lists."
    limit: int


class ClassListNeeded(Fault):
    """Players choose their name from a class list, and none is chosen for this quiz.

    Choose one in the settings, or ask for names in another way.
    """

    template = "Choose a class list, or ask for names in another way."
