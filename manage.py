#!/usr/bin/env python
"""Popquiz on the command line: `python manage.py --help`."""

import gc

gc.disable()  # nothing loaded here is garbage; checking takes a fifth of the start

from backend.cli.commands import cli  # noqa: E402

gc.enable()

if __name__ == "__main__":
    cli()
