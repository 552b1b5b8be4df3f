import json
from pathlib import Path

import click

from .player import Script
from .run import LoadTestError, run, wanted_quiz
from .shown import progress, table
from .target import Target


@click.command("loadtest")
@click.option("--url", required=True, help="Popquiz's address, such as http://127.0.0.1:8000.")
@click.option("--players", default=50, type=click.IntRange(1, 5000), help="Concurrent players.")
@click.option("--games", default=1, type=click.IntRange(1, 100), help="Games per player.")
@click.option(
    "--think", default=5.0, type=click.FloatRange(0, 120), help="Mean seconds before an answer."
)
@click.option(
    "--ramp", default=5.0, type=click.FloatRange(0, 600), help="Seconds over which players arrive."
)
@click.option(
    "--duration",
    default=600.0,
    type=click.FloatRange(1, 3600),
    help="Time limit in seconds.",
)
@click.option("--quiz", help="The quiz's link name. Default: the first public quiz.")
@click.option("--name", default="Load test", help="The players' name on the leaderboard.")
@click.option("--no-finish", is_flag=True, help="Leave games unfinished, off the leaderboard.")
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
    """Simulate many concurrent players.

    Each starts a game, thinks, answers, finishes, and reads the game back to check that every
    acknowledged answer is stored once. The games stay in the database. Exit code 1 if a request
    failed permanently, or an answer was lost, changed or counted twice.
    """
    try:
        target = Target.of(url)
        if not target.is_own() and not yes:
            click.confirm(
                f"{target.host} is a public address. Is it yours, and may it be load-tested?",
                abort=True,
            )
        slug, names, listed = wanted_quiz(target, quiz)
        script = Script(slug, games, think, None if no_finish else name, names, listed)
        tally, seconds = run(target, script, players, ramp, duration, progress())
    except (ValueError, LoadTestError) as error:
        raise click.ClickException(str(error)) from None
    summary = tally.report(seconds)
    click.echo(table(summary))
    if report:
        Path(report).write_text(json.dumps(summary, indent=2))
    raise SystemExit(0 if tally.sound else 1)
