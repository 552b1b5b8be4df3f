import json
from pathlib import Path
from typing import Literal

import click

from .live import run_live
from .live_client import LiveScript
from .player import Script
from .run import LoadTestError, run, wanted_quiz
from .shown import live_table, progress, table
from .target import Target


@click.command("loadtest")
@click.option("--url", required=True, help="Popquiz's address, such as http://127.0.0.1:8000.")
@click.option("--players", default=50, type=click.IntRange(1, 5000), help="Concurrent players.")
@click.option(
    "--games", default=1, type=click.IntRange(1, 100), help="Games per player, or live games."
)
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
@click.option("--game", is_flag=True, help="Play live games, each with that many players.")
@click.option("--rounds", default=5, type=click.IntRange(1, 100), help="Rounds of a live game.")
@click.option(
    "--shape",
    default="pace",
    type=click.Choice(["pace", "burst"]),
    help="In a live game: answers at a human pace, or all within 2 s.",
)
@click.option(
    "--seconds", default=20, type=click.IntRange(5, 600), help="Per question of a live game."
)
@click.option(
    "--dropouts",
    default=0.05,
    type=click.FloatRange(0, 1),
    help="Share of players who lose their connections in a round.",
)
@click.option(
    "--addresses",
    default=1,
    type=click.IntRange(1, 5000),
    help="Addresses that players come from; more than one only on loopback.",
)
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
    game: bool,
    rounds: int,
    shape: Literal["pace", "burst"],
    seconds: int,
    dropouts: float,
    addresses: int,
    report: str | None,
    yes: bool,
) -> None:
    """Simulate many concurrent players.

    Each starts a game, thinks, answers, finishes, and reads the game back to check that every
    acknowledged answer is stored once. The games stay in the database. Exit code 1 if a request
    failed permanently, or an answer was lost, changed or counted twice.

    With --game, each of --games live games has --players players, who follow it as the page does,
    join over --ramp seconds, and answer --rounds questions.
    """
    try:
        target = Target.of(url)
        if not target.is_own() and not yes:
            click.confirm(
                f"{target.host} is a public address. Is it yours, and may it be load-tested?",
                abort=True,
            )
        slug, names, listed = wanted_quiz(target, quiz)
        if game:
            live = LiveScript(
                *(slug, games, players, rounds, shape, ramp, seconds, dropouts, addresses)
            )
            tally, showed, took = run_live(target, live, progress())
            summary = {**tally.report(took), **showed.report()}
            click.echo(table(summary))
            click.echo(live_table(summary))
            if report:
                Path(report).write_text(json.dumps(summary, indent=2))
            raise SystemExit(0 if tally.sound else 1)
        script = Script(slug, games, think, None if no_finish else name, names, listed)
        tally, took = run(target, script, players, ramp, duration, progress())
    except (ValueError, LoadTestError) as error:
        raise click.ClickException(str(error)) from None
    summary = tally.report(took)
    click.echo(table(summary))
    if report:
        Path(report).write_text(json.dumps(summary, indent=2))
    raise SystemExit(0 if tally.sound else 1)
