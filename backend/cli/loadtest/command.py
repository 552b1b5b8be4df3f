import json
from pathlib import Path

import click

from .player import Script
from .run import LoadTestError, first_quiz, run
from .shown import progress, table
from .target import Target


@click.command("loadtest")
@click.option("--url", required=True, help="Where Popquiz is, such as http://127.0.0.1:8000.")
@click.option("--players", default=50, type=click.IntRange(1, 5000), help="At the same time.")
@click.option("--games", default=1, type=click.IntRange(1, 100), help="That each one plays.")
@click.option(
    "--think", default=5.0, type=click.FloatRange(0, 120), help="Seconds before an answer, mean."
)
@click.option(
    "--ramp", default=5.0, type=click.FloatRange(0, 600), help="Seconds in which they arrive."
)
@click.option(
    "--duration", default=600.0, type=click.FloatRange(1, 3600), help="Seconds, then it ends."
)
@click.option("--quiz", help="The name of the quiz in its address; the first one if not told.")
@click.option("--name", default="Load test", help="Of the players, on the leaderboard.")
@click.option("--no-finish", is_flag=True, help="Keep off the leaderboard.")
@click.option("--json", "report", type=click.Path(dir_okay=False, writable=True))
@click.option("--yes", is_flag=True, help="Do not ask before playing on a public host.")
def loadtest(
    url: str,
    players: int,
    games: int,
    think: float,
    ramp: float,
    duration: float,
    quiz: str | None,
    name: str,
    no_finish: bool,
    report: str | None,
    yes: bool,
) -> None:
    """Let many players play at once.

    Each starts a game, thinks, answers, finishes, and reads the game back to see that every answer
    that was acknowledged is there, once. The games stay in the database. Exit code 1 if anything
    failed for good, was lost or counted twice.
    """
    try:
        target = Target.of(url)
        if not target.is_own() and not yes:
            click.confirm(
                f"{target.host} is a public address. Is it yours, and may it be put under load?",
                abort=True,
            )
        script = Script(quiz or first_quiz(target), games, think, None if no_finish else name)
        tally, seconds = run(target, script, players, ramp, duration, progress())
    except (ValueError, LoadTestError) as error:
        raise click.ClickException(str(error)) from None
    summary = tally.report(seconds)
    click.echo(table(summary))
    if report:
        Path(report).write_text(json.dumps(summary, indent=2))
    raise SystemExit(0 if tally.sound else 1)
