"""The service `backup`: scheduled, rotated, copied to an S3-compatible store."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from tests.support.backups import remove_backups
from tests.support.engine import docker
from tests.support.images import Images
from tests.support.players import play
from tests.support.ports import free_port
from tests.support.stacks import Stack, eventually


def gateway(stack: Stack) -> str:
    """This machine's address, as containers of the stack see it."""
    form = "{{(index .IPAM.Config 0).Gateway}}"
    return docker("network", "inspect", "-f", form, f"{stack.name}_outside").strip()


@pytest.fixture
def scheduled(prod: Stack, images: Images) -> Iterator[Stack]:
    """The production stack with the profile `backup`."""
    images.build("backup")
    stack = prod.variant("--profile", "backup")
    yield stack
    stack.compose("rm", "-s", "-f", "backup")
    remove_backups(stack)


def backups(stack: Stack) -> list[Path]:
    return sorted((Path(stack.env["QUIZDATA"]) / "backups").glob("*"))


def test_the_first_backup_is_made_at_start_and_can_be_restored(
    scheduled: Stack, tmp_path: Path
) -> None:
    result = play(scheduled, "Scheduled")
    scheduled.up("backup")
    [file] = backups(scheduled)

    assert file.stat().st_mode & 0o077 == 0
    assert scheduled.psql("SELECT bytes FROM backup ORDER BY id DESC LIMIT 1") == str(
        file.stat().st_size
    )
    play(scheduled, "Later")
    scheduled.compose("cp", f"backup:/backups/{file.name}", str(tmp_path))
    done = scheduled.script("restore", tmp_path / file.name)
    assert done.returncode == 0, done.stderr
    eventually(lambda: scheduled.json(f"/attempts/{result['id']}") == result)

    scheduled.compose("restart", "backup")
    scheduled.start("backup")
    assert backups(scheduled) == [file]  # still fresh


def test_a_failed_backup_is_reported_and_leaves_no_file(scheduled: Stack) -> None:
    scheduled.start("backup")
    before = backups(scheduled)
    scheduled.compose("stop", "db")
    try:
        done = scheduled.run("exec", "-T", "backup", "backup")
    finally:
        scheduled.start("db")

    assert done.returncode == 1
    assert "the database does not answer" in done.stderr
    assert backups(scheduled) == before


def test_daily_weekly_and_monthly_backups_are_kept(scheduled: Stack) -> None:
    scheduled.start("backup")
    names = [
        f"popquiz-2026{month:02}{day:02}T030000Z" for month in range(1, 7) for day in (1, 2, 28)
    ]
    names += [f"popquiz-202606{day}T030000Z" for day in range(10, 28)]
    names += ["popquiz-20260628T020000Z"]  # an earlier one of the same day
    command = ("exec", "-T", "backup", "expired", "3", "2", "4")
    shown = scheduled.run(*command, check=True, given="\n".join(names) + "\n").stdout.split()

    assert sorted(set(names) - set(shown)) == [
        "popquiz-20260328T030000Z",  # the newest of the fourth month
        "popquiz-20260428T030000Z",
        "popquiz-20260528T030000Z",
        "popquiz-20260621T030000Z",  # the newest of the second week (it ends on Sunday)
        "popquiz-20260626T030000Z",  # days
        "popquiz-20260627T030000Z",
        "popquiz-20260628T030000Z",  # day, week and month
    ]


def test_old_backups_are_removed_after_a_new_one(scheduled: Stack) -> None:
    scheduled.start("backup")
    scheduled.exec(
        "backup",
        "sh",
        "-c",
        "for d in 01 02 03; do touch /backups/popquiz-200101${d}T000000Z.dump; done",
    )

    said = scheduled.exec(
        "backup",
        "env",
        "BACKUP_KEEP_DAYS=1",
        "BACKUP_KEEP_WEEKS=1",
        "BACKUP_KEEP_MONTHS=1",
        "backup",
    )

    assert said.count("expired") == 4  # the first of today, too
    assert len(backups(scheduled)) == 1


def test_backups_are_copied_to_a_store_with_retries(scheduled: Stack, tmp_path: Path) -> None:
    port = free_port()
    store = f"http://{gateway(scheduled)}:{port}"
    keys = tmp_path / "backup.env"
    keys.write_text(
        "RCLONE_CONFIG_S3_TYPE=s3\nRCLONE_CONFIG_S3_PROVIDER=Other\n"
        "RCLONE_CONFIG_S3_ACCESS_KEY_ID=key\nRCLONE_CONFIG_S3_SECRET_ACCESS_KEY=secret\n"
        f"RCLONE_CONFIG_S3_ENDPOINT={store}\n"
    )
    scheduled.env |= {"BACKUP_ENV": str(keys), "BACKUP_COPY_TO": "s3:bucket/popquiz"}
    scheduled.compose("up", "-d", "--no-build", "--no-deps", "backup")
    eventually(lambda: "could not be copied" in scheduled.compose("logs", "backup"), 120)
    assert "copied" in scheduled.exec("backup", "ls", "/tmp")  # so it is not healthy
    [file] = backups(scheduled)

    server = ThreadedMotoServer(gateway(scheduled), port)
    server.start()
    try:
        with urlopen(Request(f"{store}/bucket", method="PUT")):
            pass
        scheduled.start("--force-recreate", "backup")  # rather than wait ten minutes
        # The store refuses anonymous requests, and accepts every name.
        stored = Request(
            f"{store}/bucket/popquiz/{file.name}", headers={"Authorization": "AWS k:s"}
        )
        eventually(lambda: urlopen(stored).read() == file.read_bytes())
    finally:
        server.stop()
