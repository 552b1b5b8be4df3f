from itertools import chain

import click
from flask import current_app
from flask.cli import with_appcontext

from .inside import inside
from .outside import outside

COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@click.option("--url", help="Look from outside, too, as players do: https://quiz.example.org")
@click.option("--strict", is_flag=True, help="Let warnings count as failures.")
@with_appcontext
def doctor(url: str | None, strict: bool) -> None:
    """Tell what may be wrong, and what to do.

    Exit code 1 if something is.
    """
    findings = inside()
    if url:
        findings = chain(findings, outside(url, current_app.config["COMMIT"]))
    levels = set()
    for found in findings:
        levels.add(found.level)
        level = click.style(f"{found.level:4}", COLORS[found.level])
        click.echo(f"{level}  {found.subject:13}  {found.told}")
        if found.fix:
            click.echo(f"{'':21}-> {found.fix}")
    raise SystemExit(1 if "fail" in levels or (strict and "warn" in levels) else 0)
