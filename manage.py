#!/usr/bin/env python
"""Popquiz on the command line: `python manage.py --help`."""

from backend.cli.commands import cli

if __name__ == "__main__":
    cli()
