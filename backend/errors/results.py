"""Results: reading, deleting, re-scoring."""

from http import HTTPStatus
from typing import Literal

from .kind import Fault, Problem


class ResultNotFound(Problem):
    """The quiz has no attempt with this number. It may have been deleted.

    Load the list of attempts again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This quiz has no attempt {number}."
    number: int


class OtherAttemptsNow(Problem):
    """Since it was shown what would be deleted or re-scored, other attempts came or went.

    Look at the preview again, then confirm.
    """

    status = HTTPStatus.CONFLICT
    template = "It would be {found} attempts by now, not {expected}. Look again."
    found: int
    expected: int


class PublishedMeanwhile(Problem):
    """The quiz was published during the re-scoring. What was re-scored until then stays.

    Look at the preview again, and go on with the rest.
    """

    status = HTTPStatus.CONFLICT
    template = "The quiz was published meanwhile. Look again, and go on with the rest."


class TooManyColumns(Fault):
    """The attempts drew more different questions than a table can have.

    Choose a shorter time.
    """

    template = (
        "These attempts drew more than {limit:,} different questions: too many columns."
        " Choose a shorter time."
    )
    limit: int


class TableTooLarge(Fault):
    """The table would take longer than a request may.

    Choose a shorter time; CSV can be larger than XLSX.
    """

    template = "These are too many attempts for {format}. Choose a shorter time."
    format: Literal["csv", "xlsx"]


class TooManyAnswers(Fault):
    """Re-scoring so many answers takes longer than a request may.

    Choose fewer questions, or ask the operator to run the command.
    """

    template = (
        "These are more than {limit:,} answers. Choose fewer questions, or ask the operator of"
        " the server: `python manage.py rescore {slug}` takes any number."
    )
    limit: int
    slug: str
