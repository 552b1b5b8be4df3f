"""Answering and finishing an attempt."""

from http import HTTPStatus

from .kind import Problem


class AttemptNotFound(Problem):
    """No attempt has this id. It may have been deleted.

    Start the quiz again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no such attempt."


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


class NothingToPractise(Problem):
    """The attempt has no missed questions that can be practised.

    Finish it first. If its quiz withholds verdicts, wait until they are shown; its author may have
    turned practice off.
    """

    status = HTTPStatus.CONFLICT
    template = "This attempt has nothing to practise."
