"""Upgrade the data of an older PostgreSQL in .data/ to this release's version.

`make upgrade-data` calls this. It dumps and restores, and keeps the old data beside the new. The
wheel's `upgrade_db` is no alternative: it needs a clean stop first, and does not work as root.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local import postgres
from deploy.local.postgres import MAJOR
from deploy.local.postmaster import DatabaseError
from deploy.local.serve import DATABASE, ROOT, StartError, lock_folder


def upgrade(data: Path) -> str:
    """Upgrade the server whose files are in `data`; return the outcome as a sentence.

    Raises DatabaseError; the data is unchanged then.
    """
    version = data / "PG_VERSION"
    if not version.exists():
        raise DatabaseError(f"There is no data in {data}: `make run` creates it.")
    before = version.read_text().strip()
    if before == str(MAJOR):
        return f"{data} already has PostgreSQL {MAJOR}: nothing to do."
    kept = data.with_name(f"{data.name}-{before}")
    if kept.exists():
        raise DatabaseError(f"{kept} exists already, from an earlier upgrade: move it away.")
    new = data.with_name(f"{data.name}-{MAJOR}.partial")
    try:
        shutil.rmtree(new, ignore_errors=True)  # left by an interrupted upgrade
        _copy(data, int(before), new)
    except DatabaseError:
        shutil.rmtree(new, ignore_errors=True)
        raise
    data.rename(kept)
    new.rename(data)
    return f"{data} now has PostgreSQL {MAJOR}; the old data is in {kept}."


def _copy(data: Path, major: int, new: Path) -> None:
    """Dump the database of `data` into a new server in `new`. Both are stopped afterwards."""
    source = postgres.start(data, major)
    try:
        target = postgres.start(new)
        try:
            into = postgres.create_database(target, DATABASE)
            _pipe(
                [target.bin_path / "pg_dump", "-Fc", source.uri(DATABASE)],
                [target.bin_path / "pg_restore", "--single-transaction", "-d", into],
            )
            target.psql("ANALYZE")
        finally:
            target.stop()
    finally:
        source.stop()


def _pipe(writer: list[str | Path], reader: list[str | Path]) -> None:
    """Pipe one command into the other. Raises DatabaseError with their errors."""
    with subprocess.Popen(writer, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writing:
        read = subprocess.run(reader, stdin=writing.stdout, capture_output=True, check=False)
        said = writing.communicate()[1] + read.stderr
    if writing.returncode or read.returncode:
        raise DatabaseError(f"The data could not be copied: {said.decode(errors='replace')}")


def main() -> None:
    data = Path(os.environ.get("POPQUIZ_DATA") or ROOT / ".data")
    lock_folder(data)
    print(f"popquiz: {upgrade(data / 'postgres')}")


if __name__ == "__main__":
    try:
        main()
    except (StartError, DatabaseError) as error:
        sys.exit(f"popquiz: {error}")
