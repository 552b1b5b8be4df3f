"""Set up a fresh clone: environment, packages, built client.

Standard library only, and no syntax newer than Python 3.7 here: an old interpreter must be able to
parse this file, to report that it is too old. A step is skipped if its inputs have not changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import pwd
import shlex
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMPS = os.path.join(ROOT, ".stamps")
CLIENT = os.path.join(ROOT, "client")
LOG = os.path.join(STAMPS, "setup.log")
MIN_PYTHON = (3, 11)
MIN_NODE = 20
FIRST_SETUP_MB = 1200
LATER_SETUP_MB = 100
NOT_IN_PATHS = ":!#?*\\\n"
"""venv refuses the colon; webpack fails, or with # never ends, because of the others."""
MADE = (".venv", ".stamps", ".data", "client/node_modules", "client/dist")


class SetupError(Exception):
    """The set-up cannot continue; the message is one sentence."""


def become_owner(folder: str | os.PathLike[str]) -> None:
    """If this process is root's, go on as the owner of the folder.

    After `sudo make run`, the owner could not change what root had created.
    """
    owner = os.stat(folder).st_uid
    if os.geteuid() != 0 or owner == 0:
        return
    try:
        user = pwd.getpwuid(owner)
    except KeyError:
        return  # a container, whose host knows the owner
    os.initgroups(user.pw_name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    os.environ.update(HOME=user.pw_dir, USER=user.pw_name, LOGNAME=user.pw_name)


def belongs_to(folder: str | os.PathLike[str], above: str | None = None) -> str | None:
    """Return a sentence if the folder, or something right in it, is another user's.

    It advises to take over the folder, or the one above that is named.
    """
    paths = [os.fspath(folder)]
    if os.access(folder, os.R_OK | os.X_OK):
        paths += [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    for path in paths:
        owner = os.stat(path).st_uid
        if owner != os.geteuid() and not os.access(path, os.W_OK):
            me = _name(os.geteuid())
            return (
                f"{path} belongs to {_name(owner)}, and you are {me}: use a clone of your own, or"
                f" take this over: sudo chown -R {me} {shlex.quote(above or os.fspath(folder))}"
            )
    return None


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def check_folder() -> None:
    bad = sorted(set(ROOT) & set(NOT_IN_PATHS))
    if bad:
        raise SetupError(
            f"The client cannot be built in a folder whose path contains {' '.join(bad)}"
            f" ({ROOT}): rename the folder, or move Popquiz to another one."
        )
    for made in MADE:
        path = os.path.join(ROOT, made)
        if os.path.exists(path):
            said = belongs_to(path, ROOT)
        elif os.access(os.path.dirname(path), os.W_OK):
            said = None
        else:
            said = f"{os.path.dirname(path)} cannot be written: use a clone of your own."
        if said:
            raise SetupError(said)


def check_python() -> None:
    if sys.version_info < MIN_PYTHON:
        raise SetupError(
            f"Popquiz needs Python 3.11 or newer, but `{sys.executable}` is Python"
            f" {platform.python_version()}: install a newer one and name it, such as"
            " make run PYTHON=python3.13"
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"Popquiz needs Python's module `venv`, which `{sys.executable}` does not have: install"
            " it (on Debian and Ubuntu: sudo apt install python3-venv)."
        )


def check_node() -> None:
    try:
        text = subprocess.check_output(["node", "--version"]).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        raise SetupError(
            f"Popquiz needs Node.js {MIN_NODE} or newer to build its client, but there is no"
            " working `node`: install it from https://nodejs.org."
        ) from None
    if int(text.lstrip("v").split(".")[0]) < MIN_NODE:
        raise SetupError(
            f"Popquiz needs Node.js {MIN_NODE} or newer, but `node` is {text}: install a newer one"
            " from https://nodejs.org."
        )
    if shutil.which("npm") is None:
        raise SetupError("Popquiz needs npm, which comes with Node.js, but there is no `npm`.")


def check_disk() -> None:
    free = shutil.disk_usage(ROOT).free // 2**20
    needed = LATER_SETUP_MB if os.path.isdir(VENV) else FIRST_SETUP_MB
    if free < needed:
        raise SetupError(
            f"The disk with {ROOT} is full: {free} MB are free, {needed} MB are needed."
        )


def fingerprint(*paths: str) -> str:
    """Return a hash of the names and contents of files and folders, and of Python's version."""
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        files = [path] if os.path.isfile(path) else _files_below(path)
        for file in files:
            digest.update(os.path.relpath(file, ROOT).encode())
            with open(file, "rb") as content:
                digest.update(content.read())
    return digest.hexdigest()


def _files_below(folder: str) -> list[str]:
    return sorted(
        os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names
    )


def step(
    name: str, title: str, wanted: str, product: str, command: list[str], cwd: str = ROOT
) -> None:
    """Run the command, unless it ran with the same inputs and its product still exists."""
    stamp = os.path.join(STAMPS, name)
    if os.path.exists(stamp) and os.path.exists(product):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    print(f"  {title + ' ...':<48}", end="", flush=True)
    started = time.time()
    with open(LOG, "ab") as log:
        code = subprocess.call(command, stdout=log, stderr=log, cwd=cwd, env=environment())
    if code:
        print("failed", flush=True)
        raise SetupError(explain(command))
    with open(stamp, "w") as file:
        file.write(wanted)
    print(f"done ({time.time() - started:.0f} s)", flush=True)


def environment() -> dict[str, str]:
    """Return this process's environment, without what would install elsewhere or less.

    Proxies and registries are pip's and npm's own settings.
    """
    changed = {**os.environ, "PIP_USER": "0"}
    home = os.path.expanduser("~")
    cache = os.path.join(home, ".npm")
    if not os.access(cache if os.path.exists(cache) else home, os.W_OK):
        changed.setdefault("npm_config_cache", os.path.join(STAMPS, "npm-cache"))
    return changed


def explain(command: list[str]) -> str:
    """Return one sentence about a failed command; print its last lines."""
    shown = " ".join(os.path.basename(part) for part in command[:4])
    with open(LOG, "rb") as log:
        lines = log.read().decode(errors="replace").splitlines()[-25:]
    if any("No space left on device" in line or "ENOSPC" in line for line in lines):
        return f"The disk with {ROOT} is full: `{shown}` could not write its files."
    print("\n".join("    " + line for line in lines), file=sys.stderr)
    return f"`{shown}` failed: its last lines are above, its full output is in {LOG}."


def python_packages(requirements: str) -> None:
    file = os.path.join(ROOT, requirements)
    # Not this interpreter: it may be that of an activated environment, even of the one to be made.
    base = getattr(sys, "_base_executable", None) or sys.executable
    make = [base, "-m", "venv", "--clear", VENV]
    if was_moved():
        os.remove(os.path.join(STAMPS, "venv"))
    step("venv", "Python environment", fingerprint(), VENV_PYTHON, make)
    # The stamp is in the environment, so it is removed together with it.
    stamp = os.path.join("..", ".venv", requirements + ".stamp")
    install = [VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", file]
    step(stamp, f"Python packages ({requirements})", fingerprint(file), VENV_PYTHON, install)


def was_moved() -> bool:
    """Whether the environment was made at another path, which its scripts contain."""
    try:
        with open(os.path.join(VENV, "pyvenv.cfg")) as file:
            made = [line for line in file if line.startswith("command = ")]
    except OSError:
        return False
    stamped = os.path.exists(os.path.join(STAMPS, "venv"))
    return stamped and bool(made) and os.path.realpath(VENV) not in made[0]


def client_packages() -> None:
    lock = os.path.join(CLIENT, "package-lock.json")
    modules = os.path.join(CLIENT, "node_modules")
    # NODE_ENV=production would leave out what builds the client.
    install = ["npm", "ci", "--include=dev", "--no-audit", "--no-fund"]
    step("npm", "Client packages", fingerprint(lock), modules, install, cwd=CLIENT)


def client_build() -> None:
    made = {"bill", "node_modules", "dist", "sourcemaps", "tests"}
    inputs = [os.path.join(CLIENT, name) for name in sorted(os.listdir(CLIENT)) if name not in made]
    page = os.path.join(CLIENT, "dist", "index.html")
    build = ["npm", "run", "build"]
    step("client", "Client bundle", fingerprint(*inputs), page, build, cwd=CLIENT)


def main(goal: str) -> None:
    become_owner(ROOT)
    if os.geteuid() == 0:
        os.umask(os.umask(0) & 0o022)  # PostgreSQL, another user then, reads its programs
    check_folder()
    check_python()
    check_node()
    check_disk()
    os.makedirs(STAMPS, exist_ok=True)
    open(LOG, "w").close()
    python_packages("requirements-local.txt" if goal == "run" else "requirements-dev.txt")
    client_packages()
    client_build()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except (SetupError, OSError) as error:
        sys.exit(f"popquiz: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
