"""Work on what authors send, in a process of its own with limits of time and memory.

The limits turn the worst that a parser or a decoder can do into a refused request. Each process of
the application starts one template when it first needs it: a Python that has loaded the modules
that do the work and forks for each call, which takes milliseconds. The template ends with the
process that started it, and a call at its deadline, whatever happens to either.
"""

import atexit
import gc
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from fcntl import LOCK_EX, flock
from importlib import import_module
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, NoReturn, ParamSpec, TypeVar

from .errors import Kind
from .errors.limits import ServerBusy, TookTooLong, TookTooMuchMemory

SECONDS = 4.5
"""From the start of a call to its end."""
PROCESSOR = 2.0
"""Seconds of a processor that a call may use. Four authors with two threads and two processors wait
for two calls: less than 5 s. The largest honest file takes 1 s."""
WAIT = 2.0
"""Seconds that a call may wait for others, if it has to run alone."""
MEMORY = 128 * 1024 * 1024
"""Bytes of data of a call, including the 32 MB that the template has loaded."""
MEMORY_ALONE = 240 * 1024 * 1024
"""The same of a call that runs alone. The memory of `web` has room for one of these, one of the
others, and workers as large as reload-on-rss in uwsgi.ini lets them be."""
STARTING = 12.0
"""Seconds until a template has started, on a busy machine. Less than harakiri in uwsgi.ini."""
HUNG = WAIT + 4.0
"""Seconds until a template that has started begins a call, on a busy machine. One that takes longer
is killed, and replaced for the next call."""
POLITE = 10
"""Added to the niceness, so that players' requests get a processor first."""
LOADED = (
    "backend.formats",
    "backend.document.checks",
    "backend.document.rendering",
    "backend.media.cards",
    "backend.media.images",
    "backend.media.sounds",
)
"""Modules that do the work. They import neither the database nor the web."""
REHEARSED = "backend.rehearsal"
"""The module whose `rehearse` does some of the work once, before the first fork. Without it a call
takes a quarter more time, and one with code in Python five times as long."""
ROOT = Path(__file__).parent.parent

P = ParamSpec("P")
T = TypeVar("T")


def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what the function returns, or raise what it raises; everything is pickled.

    Raises TookTooLong or TookTooMuchMemory if it was stopped.
    """
    value: T = _run(b"+", pickle.dumps((function, args, kwargs)))
    return value


def run_alone(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Like `run`, but one at a time on this machine. Also raises ServerBusy."""
    value: T = _run(b"1", pickle.dumps((function, args, kwargs)))
    return value


def _run(how: bytes, call: bytes) -> Any:  # Any: what the function returns
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            process = _template.serve(theirs)
        ours.settimeout(HUNG if process.serves else STARTING)
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # it was stopped
                ours.sendall(how + call)
                ours.shutdown(socket.SHUT_WR)
            process.serves = _received(ours, 1) != b""
        except TimeoutError:
            _template.stop(process)
            raise ServerBusy from None
        if process.ended:  # another call found it hung
            raise ServerBusy
        if not process.serves:
            raise RuntimeError("The process for authors' content does not start.")
        began = monotonic()
        ours.settimeout(SECONDS + 1)
        try:
            outcome = _received(ours)
        except TimeoutError:  # it is stopped, and its timer with it
            raise TookTooLong from None
    if not outcome:  # killed by its timer, or by the kernel for its memory
        raise TookTooLong if monotonic() - began > PROCESSOR / 2 else TookTooMuchMemory
    returned, value = pickle.loads(outcome)  # noqa: S301  (our own process wrote it)
    if not returned:
        raise value
    return value


def _received(connection: socket.socket, most: int = sys.maxsize) -> bytes:
    """Everything until the other side has sent all, or is gone."""
    parts = []
    with suppress(ConnectionResetError):
        while most and (part := connection.recv(min(most, 1 << 20))):
            parts.append(part)
            most -= len(part)
    return b"".join(parts)


class Process:
    """The process that forks for each call, of the process `parent`."""

    def __init__(self) -> None:
        self.parent = os.getpid()
        self.serves = False  # not yet, or no longer
        self.ended = False
        self.control, theirs = socket.socketpair()
        # Under uWSGI, sys.executable may be another Python than that of the installed packages.
        python = Path(sys.prefix, "bin", "python3")
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (ours)
                [str(python), "-m", __name__, str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the server, which then stops the template
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self) -> None:
        """It does so by itself when its parent is killed."""
        self.ended = True
        self.control.close()
        self._process.kill()  # it may be hung
        self._process.wait()


class Template:
    """The process of the process that asks: the one of a parent, before a fork, is not ours."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.process: Process | None = None

    def serve(self, connection: socket.socket) -> Process:
        """Let a new process serve the call that this connection brings."""
        with self._lock:
            try:
                return self._pass(connection)
            except OSError:  # the template was killed
                self._end()
                return self._pass(connection)

    def _pass(self, connection: socket.socket) -> Process:
        if self.process is None or self.process.parent != os.getpid():
            self.process = Process()
        socket.send_fds(self.process.control, [b"!"], [connection.fileno()])
        return self.process

    def stop(self, process: Process | None = None) -> None:
        """End the template, if it still is this one."""
        with self._lock:
            if process in (None, self.process):
                self._end()

    def _end(self) -> None:
        if self.process and self.process.parent == os.getpid():
            self.process.end()
        self.process = None


_template = Template()
atexit.register(_template.stop)


def _serve(control: socket.socket) -> None:
    """Fork for each connection that arrives, until the process that sends them is gone."""
    # uWSGI blocks signals in its threads, and a new program inherits that.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel removes ended processes
    for name in LOADED:
        import_module(name)
    import_module(REHEARSED).rehearse()
    gc.collect()
    gc.freeze()  # a collection in a fork would copy the memory that both share
    while True:
        _message, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        connection = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            control.close()
            _serve_one(connection)
        connection.close()


def _serve_one(connection: socket.socket) -> NoReturn:
    """Run one call within the limits, and end this process."""
    try:
        how = connection.recv(1)
        call = _received(connection)
        began = monotonic()
        alone = how == b"1"
        _limit(MEMORY_ALONE if alone else MEMORY)
        outcome = _waited() if alone else None
        # SIGALRM and SIGPROF kill the process, in whatever code it is.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, SECONDS - (monotonic() - began))
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR)
        connection.sendall(b"!")
        connection.sendall(outcome or _outcome(call))
    finally:
        os._exit(0)


def _waited() -> bytes | None:
    """Wait until no other call runs alone; return the outcome if that takes too long."""

    def give_up(*_: object) -> None:
        raise ServerBusy

    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, WAIT)
    try:
        # This file is everywhere and needs no folder that can be written. The lock ends with us.
        flock(os.open(__file__, os.O_RDONLY), LOCK_EX)
    except ServerBusy as busy:
        return pickle.dumps((False, busy))
    return None


def _limit(memory: int) -> None:
    for limit, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    os.nice(POLITE)
    with suppress(OSError):  # not Linux
        # Should a container run out of memory, this process is the one to go.
        Path("/proc/self/oom_score_adj").write_text("1000")


def _outcome(call: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(call)  # noqa: S301  (our own process wrote it)
        return pickle.dumps((True, function(*args, **kwargs)))
    except (MemoryError, RecursionError):
        return pickle.dumps((False, TookTooMuchMemory()))
    except Exception as error:
        if not isinstance(error, Kind):  # a bug; its traceback would stay here
            error = RuntimeError(traceback.format_exc())
        return pickle.dumps((False, error))


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
