"""Certificates and their codes."""

from http import HTTPStatus

from .kind import Problem


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
