"""`manage.py verify_code FILE`"""

import os
from pathlib import Path

import click

from ...formats import read_file
from .proof import Disproved, prove
from .sandbox import CPU_SECONDS, NotRun, isolation


@click.command("verify_code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_code(file: Path) -> None:
    """Run the code of a file's questions and compare the output with their keys.

    Runs the file's code, within limits, so it refuses to run on a production server. Exit code 1:
    the file has errors, or a key is wrong or could not be checked.
    """
    if os.environ.get("QUIZ_ENV", "production") != "development":
        raise click.ClickException(
            "This runs code from the file, so never in production: set QUIZ_ENV=development."
        )
    report = read_file(file.name, file.read_bytes())
    for fault in report.faults:
        click.echo(f"{file.name}, {fault}", err=True)
    questions = report.quiz.questions if report.quiz else []
    proven = [question for question in questions if question.proof]
    if not isolation():
        click.echo(
            "Snippets can reach the network: this system does not let us block it.", err=True
        )
    wrong = 0
    for question in proven:
        try:
            prove(question)
        except (Disproved, NotRun) as error:
            wrong += 1
            click.echo(f"{question.id}: {error}", err=True)
        except (KeyError, TypeError, ValueError) as error:
            wrong += 1
            click.echo(f"{question.id}: the proof does not fit the question ({error})", err=True)
    click.echo(f"{len(proven)} questions with code, {wrong} wrong (at most {CPU_SECONDS} s each)")
    if wrong or report.faults:
        raise SystemExit(1)
