"""The end of hung requests."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def with_harakiri(application: "WSGIApplication") -> "WSGIApplication":
    """Let uWSGI end a hung request, whatever its body.

    uWSGI moves the deadline of `harakiri` on by 4 s with each piece of a body that it reads: by a
    minute for 1 MB. The deadline of `set_user_harakiri` stays; the end of the request removes it.
    """
    try:
        uwsgi = import_module("uwsgi")
    except ImportError:  # another server
        return application
    seconds = int(uwsgi.opt["harakiri"])

    def limited(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        uwsgi.set_user_harakiri(seconds)
        return application(environ, start_response)

    return limited
