"""Signing in, accounts, links, and who may do what."""

from http import HTTPStatus

from .kind import Fault, Problem


class SignedOut(Problem):
    """Only people with an account may do this, and the request has no session, or one that ended.

    Sign in.
    """

    status = HTTPStatus.UNAUTHORIZED
    template = "Sign in first."

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Cookie realm="Popquiz"'}  # RFC 9110 asks for one


class Forbidden(Problem):
    """The signed-in user may not do this."""

    status = HTTPStatus.FORBIDDEN


class AdminsOnly(Forbidden):
    """Only admins may do this.

    Ask an admin.
    """

    template = "Only admins may do this."


class WrongCsrfToken(Forbidden):
    """The request would change something, and does not prove that it comes from our own page.

    Send the header X-CSRF-Token with `csrf_token` of GET /api/session.
    """

    template = "Send the header X-CSRF-Token with the token that GET /api/session returns."


class CrossSiteRequest(Forbidden):
    """The browser says that a page of another site sent the request.

    Do it on the pages of this site. Behind a proxy, check PUBLIC_URL.
    """

    template = "This request came from another site's page."


class ViewOnly(Forbidden):
    """The quiz is shared with you to view, not to edit.

    Ask its owner to let you edit it.
    """

    template = "You can view this quiz, but not change it."


class OwnerOnly(Forbidden):
    """Only the owner of a quiz, or an admin, may do this.

    Ask the owner of the quiz.
    """

    template = "Only the quiz's owner may do this."


class OwnAddress(Forbidden):
    """Admins give other people another address this way, not themselves.

    Change your own address under Account, where your password proves that it is you.
    """

    template = "Change your own address under Account, with your password."


class AddressFromProvider(Forbidden):
    """The account has no password: an identity provider signs this person in.

    Ask an admin to change the address.
    """

    template = (
        "You sign in through the identity provider, without a password:"
        " an admin can change your address."
    )


class QuizNotShared(Problem):
    """There is no quiz with this number, or it is not shared with you.

    Ask its owner to share it.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no quiz {quiz}, or it is not shared with you."
    quiz: int


class SessionEnded(Problem):
    """The session has ended already.

    Nothing is left to do.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This session has ended already."


class UserNotFound(Problem):
    """No account has this number or address.

    Load the list of people again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "There is no user {user!r}."
    user: int | str


class InvitationNotOpen(Problem):
    """The invitation was used, replaced by a newer one or revoked, or it has expired.

    Load the list of invitations again.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This invitation is no longer open: it was used or replaced, or it has expired."


class LinkSpent(Problem):
    """The link was used, was revoked or replaced by a newer one, or has expired.

    Ask for a new one.
    """

    status = HTTPStatus.NOT_FOUND
    template = (
        "This link was used already, has expired, was revoked, or was replaced by a newer one."
        " Ask for a new one."
    )


class NoMail(Problem):
    """The server is not set up to send mail.

    Ask an admin for a link to a new password.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This server sends no mail: an admin can give you a link."


class NoIdentityProvider(Problem):
    """The server is not set up to sign people in through an identity provider.

    Sign in with your password.
    """

    status = HTTPStatus.NOT_FOUND
    template = "This server has no identity provider."


class LastAdmin(Problem):
    """The site needs at least one admin.

    Make another person an admin first.
    """

    status = HTTPStatus.CONFLICT
    template = "This is the last admin: make another person an admin first."


class AddressTaken(Problem):
    """The address has an account already.

    Use another address, or the account that has it.
    """

    status = HTTPStatus.CONFLICT
    template = "{email} has an account already."
    email: str


class TooManyTries(Problem):
    """Too many tries with this account or from this network. The wait grows with each of them.

    Wait that many seconds. A link to a new password works meanwhile.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    template = "There were too many tries. Wait {seconds} seconds, then try again."
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds)}


class WrongSignIn(Fault):
    """No account has this address and this password.

    Check both. If you forgot the password, ask for a link to a new one.
    """

    template = "The address or the password is wrong."


class WrongPassword(Fault):
    """It is not the current password of the account."""

    template = "This is not your password."


class CommonPassword(Fault):
    """It is one of the most common passwords, or repeats a few characters.

    Choose another one; three or four words are easy to remember.
    """

    template = "This is one of the most common passwords: choose another one."


class PasswordIsName(Fault):
    """The password is the name or the address of its account.

    Choose another one.
    """

    template = "Your name or address is no secret: choose another password."


class NotAnAddress(Fault):
    """It is not an e-mail address.

    Check its spelling; `reason` is the checker's own word for what is wrong.
    """

    template = "It is not an e-mail address: {reason}"
    reason: str


class SameAddress(Fault):
    """The new address is the one that the account has."""

    template = "This is your address already."
