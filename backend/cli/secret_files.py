"""Make the secrets of a production system, once: random files that only its services can read.

Runs as a service of docker-compose.prod.yml before the others. What exists is never changed.
"""

import os
import secrets
import sys
from pathlib import Path


def make_secret(path: Path) -> bool:
    """Write 256 random bits as hexadecimal text; False if the file is already there.

    Complete or absent, whatever happens meanwhile: a half-written secret would lock the data away.
    """
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(secrets.token_hex(32))
    # Services run as different users; the folder above keeps others on the host out.
    unfinished.chmod(0o444)
    with unfinished.open() as file:
        os.fsync(file.fileno())
    unfinished.rename(path)
    return True


def main(folder: Path, names: list[str]) -> None:
    """Make the named files below `folder`, which only its owner may enter."""
    folder.chmod(0o700)
    for name in names:
        made = make_secret(folder / name)
        print(f"{folder / name}: {'made' if made else 'is there'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
