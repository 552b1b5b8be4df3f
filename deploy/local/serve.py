"""Serve Popquiz on this machine: embedded PostgreSQL, migrations, packs, uWSGI. Ctrl-C stops all.

`make run` calls this when everything is installed and built.
"""

import atexit
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from deploy.local.network import qr_code, reachable_at
from deploy.local.postgres import create_database, restart, start
from deploy.local.postmaster import DatabaseError, Postmaster
from deploy.local.setup import become_owner, belongs_to

ROOT = Path(__file__).parent.parent.parent
DATABASE = "popquiz"
START_TIMEOUT = 30.0  # seconds
STOP_TIMEOUT = 5.0  # seconds for requests in flight


class StartError(Exception):
    """Popquiz cannot be served; the message is one sentence."""


def check_port(host: str, port: str) -> None:
    """Raises StartError if this process cannot listen there."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise StartError(
            f"Popquiz cannot listen on HOST={host} PORT={port} ({error.strerror}): name others,"
            " such as make run HOST=127.0.0.1 PORT=8001"
        ) from None


def lock_folder(data: Path) -> None:
    """Lock the data until this process ends. Raises StartError if another Popquiz has locked it."""
    try:
        data.mkdir(exist_ok=True)
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(
            belongs_to(data) or f"{data} cannot be written: {error.strerror}."
        ) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise StartError(f"Popquiz is already running on {data}: stop it first.") from None


def secret_key(data: Path) -> str:
    """Return this machine's own key, generated on the first start."""
    path = data / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


def manage(command: list[str], environment: dict[str, str]) -> str:
    """Run a command of manage.py; return its output. Raises StartError with its last line."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise StartError(f"`manage.py {' '.join(command)}` failed: {said}")
    return done.stdout


def serve(environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Start uWSGI in its own session, so that Ctrl-C reaches it only through us."""
    # Below /tmp, because the path of a socket has at most 107 characters.
    sockets = tempfile.mkdtemp(prefix="popquiz-", dir="/tmp")
    atexit.register(shutil.rmtree, sockets, ignore_errors=True)
    return subprocess.Popen(
        [
            # Not by its first line, which cannot name an interpreter whose path is long or odd.
            *(sys.executable, Path(sys.executable).with_name("uwsgi"), "--ini", "uwsgi.ini"),
            *("--logto", log, "--log-maxsize", "5000000"),
        ],
        cwd=ROOT,
        env={**environment, "POPQUIZ_SOCKETS": sockets},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_ready(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    open_directly = build_opener(ProxyHandler({})).open  # http_proxy is for other machines
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with open_directly(f"{url}/api/health/ready", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise StartError(f"The server did not become ready; see {log}.")


def watch(server: "subprocess.Popen[bytes]", database: Postmaster | None, log: Path) -> NoReturn:
    """Wait for uWSGI to end, which it should not; restart PostgreSQL if it is killed."""
    while server.poll() is None:
        time.sleep(0.25)
        if database and not database.is_running():
            print("popquiz: PostgreSQL has stopped; starting it again", flush=True)
            try:
                with undisturbed():
                    restart(database)
            except DatabaseError:
                time.sleep(1)  # processes of the old one are still ending
    raise StartError(f"The server stopped unexpectedly; see {log}.")


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Let requests in flight finish, then stop uWSGI with all its processes.

    A worker that is still loading the application misses the first signal, so a second follows.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            continue
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def on_signals(act: Callable[[], object]) -> None:
    def handle(_number: int, _frame: FrameType | None) -> None:
        act()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handle)


def leave() -> NoReturn:
    """Exit through `finally`; later signals must not interrupt it."""
    on_signals(lambda: None)
    sys.exit(0)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Defer signals while something is started that `finally` must stop."""
    received: list[bool] = []
    on_signals(lambda: received.append(True))
    try:
        yield
    finally:
        on_signals(leave)
        if received:
            leave()


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def environment_for(uri: str, host: str, port: str, data: Path) -> dict[str, str]:
    return {
        "QUIZ_ENV": "development",
        **os.environ,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data),
        "SQLALCHEMY_DATABASE_URI": uri,
        "CLIENT_DIST": str(ROOT / "client" / "dist"),
        "POPQUIZ_HTTP": f"{bracketed(host)}:{port}",
        "COMMIT_HASH": os.environ.get("COMMIT_HASH") or commit(),
    }


def lend_database(data: Path, environment: dict[str, str]) -> None:
    """Let manage.py use this database while it runs. Only its owner may read how."""
    names = ("QUIZ_ENV", "SECRET_KEY", "SQLALCHEMY_DATABASE_URI")
    written = data / "running.json.new"
    written.touch(mode=0o600)
    written.write_text(json.dumps({name: environment[name] for name in names}))
    written.rename(data / "running.json")  # complete at once


def commit() -> str:
    """Return the commit of this clone; `unknown` for a downloaded archive or without git."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return "unknown"
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def main() -> NoReturn:
    data = Path(os.environ.get("POPQUIZ_DATA") or ROOT / ".data")
    log = data / "server.log"
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    become_owner(data if data.exists() else data.parent)
    check_port(host, port)
    lock_folder(data)
    uri = os.environ.get("SQLALCHEMY_DATABASE_URI")
    named = uri or os.environ.get("SQLALCHEMY_DATABASE_URI_FILE")
    database = server = None
    try:
        on_signals(leave)
        if not named:
            with undisturbed():
                database = start(data / "postgres")
            uri = create_database(database, DATABASE)
        environment = environment_for(uri or "", host, port, data)
        listening = f"http://{environment['POPQUIZ_HTTP']}"
        reachable = reachable_at(host)
        url = f"http://{bracketed(reachable)}:{port}" if reachable else listening
        prepared = manage(["prepare_db", "--if-empty"], {"PUBLIC_URL": url, **environment})
        if database:
            lend_database(data, environment)
        with undisturbed():
            server = serve(environment, log)
        wait_ready(listening, server, log)
        message = f"Popquiz is at {url}   (Ctrl-C stops it; log: {log})\n"
        if reachable and "utf" in (sys.stdout.encoding or "").lower():
            message += f"\nFor phones in the same network:\n\n{qr_code(url, sys.stdout.isatty())}"
        if prepared:
            message += f"\n{prepared}"
        print(f"\n{textwrap.indent(message, '  ')}", flush=True)
        watch(server, database, log)
    finally:
        on_signals(lambda: None)
        if server:
            stop(server)
        if database:
            (data / "running.json").unlink(missing_ok=True)
            database.stop()


if __name__ == "__main__":
    try:
        main()
    except (StartError, DatabaseError) as error:
        sys.exit(f"popquiz: {error}")
