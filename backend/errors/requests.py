"""Requests that no route could accept, and answers when the server itself cannot."""

from http import HTTPStatus

from .kind import Fault, FieldFault, Problem


class InvalidRequest(Problem):
    """The request could be read, but some of its fields cannot be accepted.

    `errors` lists them: each with its field, a code and parameters.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    template = "Some fields cannot be accepted; `errors` lists them."

    @property
    def detail(self) -> str:
        return str(self.faults[0]) if self.faults else self.template


def refused(field: str, fault: Fault) -> InvalidRequest:
    """The problem of a request with one field that cannot be accepted."""
    return InvalidRequest(faults=[FieldFault(field, fault)])


class HttpProblem(Problem):
    """What the framework or a proxy refuses; the API finds the kind by its status."""


class NotJson(HttpProblem):
    """The body of the request is not valid JSON.

    Send one JSON value, in UTF-8, with the header Content-Type: application/json.
    """

    status = HTTPStatus.BAD_REQUEST
    template = "The request's body is not valid JSON."


class UnknownPath(HttpProblem):
    """Nothing is served under this path.

    The paths are listed at /api/docs.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is nothing at this address."


class MethodNotAllowed(HttpProblem):
    """The path exists, but not for this method.

    The header Allow lists the methods that it takes.
    """

    status = HTTPStatus.METHOD_NOT_ALLOWED
    template = "This address does not know that method."


class BodyTooLarge(HttpProblem):
    """The body of the request has more bytes than the server takes.

    Send less: 16 kB as a player, 128 kB for a question, 1 MB for a file to import.
    """

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    template = "The request's body is too large."


class JsonExpected(HttpProblem):
    """The request needs a JSON body, and it came with another media type or with none.

    Send the header Content-Type: application/json.
    """

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    template = "Send JSON, with Content-Type: application/json."


class FileExpected(Problem):
    """The request needs a file as its body, and it came with another media type.

    Send the bytes of the file with its own media type, not a form.
    """

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    template = "Send the file itself, with its own Content-Type, such as image/jpeg or audio/mpeg."


class RangeNotSatisfiable(HttpProblem):
    """The range of bytes that was asked for lies outside of the file.

    Ask for a range within the file, or for all of it.
    """

    status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    template = "The file has no bytes in this range."


class TooManyRequests(HttpProblem):
    """More requests came from one address or network at once than the server takes.

    Wait as long as the header Retry-After says, then send the request again.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    template = (
        "Too many requests came from your address at once. Nothing was lost: try again in a second."
    )


class BadRequest(HttpProblem):
    """The request breaks a rule of HTTP that has no code of its own.

    The status of the answer says which rule it is.
    """

    status = HTTPStatus.EXPECTATION_FAILED
    template = "This request cannot be answered."


class ServerError(HttpProblem):
    """A bug: the server met an unforeseen case. Its log has the details.

    Try again; if it happens again, send the operator the header X-Request-ID of the answer.
    """

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    template = "Something went wrong on the server. It has been logged."


class ServerAway(HttpProblem):
    """The proxy in front cannot reach the application, which is probably restarting.

    Wait as long as the header Retry-After says, then send the request again: nothing counts twice.
    """

    status = HTTPStatus.BAD_GATEWAY
    template = (
        "The quiz server is away at the moment, probably restarting. Nothing was lost:"
        " try again in a few seconds."
    )


class DatabaseUnavailable(HttpProblem):
    """The application cannot reach its database. Nothing was stored.

    Wait as long as the header Retry-After says, then send the request again: nothing counts twice.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    template = (
        "The database cannot be reached at the moment. Nothing was lost: try again in a second."
    )

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "1"}


class SchemaOutdated(Problem):
    """The tables of the database are older than this release needs.

    As the operator, run `python manage.py db upgrade`.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    template = (
        "The database has schema {found}, this release needs a newer one:"
        " run `python manage.py db upgrade`."
    )
    found: str


class WrongPageKey(Fault):
    """The key of a page of a list is not one that the list gave.

    Send `next` of the page before, unchanged.
    """

    template = "This is not the `next` of a page."
