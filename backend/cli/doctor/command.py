from itertools import chain

import click
from flask import current_app
from flask.cli import with_appcontext

from .inside import inside
from .outside import outside

COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@click.option("--url", help="Also check from outside, as players do: https://quiz.example.org")
@click.option("--strict", is_flag=True, help="Treat warnings as failures.")
@with_appcontext
def doctor(url: str | None, strict: bool) -> None:
    """Check the installation and suggest fixes.

    Exit code 1 if a check fails.
    """
    findings = inside()
    if url:
        findings = chain(findings, outside(url, current_app.config["COMMIT"]))
    levels = set()
    for found in findings:
        levels.add(found.level)
        level = click.style(f"{found.level:4}", COLORS[found.level])
        click.echo(f"{level}  {found.subject:13}  {found.message}")
        if found.fix:
            click.echo(f"{'':21}-> {found.fix}")
    raise SystemExit(1 if "fail" in levels or (strict and "warn" in levels) else 0)
