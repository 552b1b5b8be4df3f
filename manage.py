#!/usr/bin/env python
"""Popquiz on the command line: `python manage.py --help`."""

import gc
import json
import os
from pathlib import Path

gc.disable()  # nothing loaded here is garbage; checking takes a fifth of the start

from backend.cli.commands import cli  # noqa: E402

gc.enable()


def use_running() -> None:
    """Unless the environment names a database, use that of `make run` while it runs."""
    if {"SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URI_FILE"} & os.environ.keys():
        return
    data = Path(os.environ.get("POPQUIZ_DATA") or Path(__file__).with_name(".data"))
    try:
        running = json.loads((data / "running.json").read_text())
    except OSError:
        return
    for name, value in running.items():
        os.environ.setdefault(name, value)


if __name__ == "__main__":
    use_running()
    cli()
