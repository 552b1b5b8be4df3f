#!/usr/bin/env python
"""Popquiz on the command line: `python manage.py --help`."""

import gc

gc.disable()  # what is loaded here stays; to look through it takes a fifth of the start

from backend.cli.commands import cli  # noqa: E402

gc.enable()

if __name__ == "__main__":
    cli()
