"""Work on what an author sent that was stopped at its limits."""

from http import HTTPStatus

from .kind import Fault, Problem


class TookTooLong(Problem):
    """Reading, checking or converting what was sent took too long and was stopped.

    Send less at a time, or something simpler.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = (
        "This took too long to process and was stopped. Send less at a time, or something simpler."
    )


class TookTooMuchMemory(Problem):
    """Reading, checking or converting what was sent took too much memory and was stopped.

    Send less at a time, or something simpler.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = (
        "This took more memory than the server gives it and was stopped."
        " Send less at a time, or something simpler."
    )


class ServerBusy(Problem):
    """The server is processing what others sent, such as large images.

    Wait as long as the header Retry-After says, then send the request again.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    template = "The server is busy with other authors' images: try again in a few seconds."

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "3"}


class NotChecked(Fault):
    """Checking the question took too much time or memory and was stopped.

    Shorten or simplify the question.
    """

    template = "Checking this question took too long and was stopped: shorten or simplify it."
