"""Re-scoring without a limit: `manage.py rescore`."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from ..errors import Problem
from ..models import Quiz, db
from ..results.rescoring.batches import Plan, carry_out, plan
from ..results.rescoring.effect import BINS, LISTED, RegradedQuestion, Rescoring

PROMPT = 60
"""Characters of a prompt that are shown."""


@click.command("rescore")
@click.argument("slug", metavar="QUIZ")
@click.option(
    "--question",
    "questions",
    type=int,
    multiple=True,
    metavar="ID",
    help="Only by this one's key, as --dry-run shows the id; again for more. Default: all.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def rescore(slug: str, questions: tuple[int, ...], dry_run: bool, yes: bool) -> None:
    """Grade a quiz's finished attempts by the keys of today.

    As in the studio, but of any number of answers. What they were worth before is kept.
    """
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == slug))
    if quiz is None:
        raise click.ClickException(f"There is no quiz {slug!r}.")
    try:
        made = plan(quiz, set(questions) or None)
    except Problem as error:
        raise click.ClickException(f"{error} `--dry-run` shows the ids.") from None
    _tell(made.told)
    if not made.told.questions or dry_run:
        return
    db.session.rollback()  # hold nothing while somebody thinks
    if not yes:
        click.confirm(f"Re-score {_attempts(made.told.attempts)} of {quiz.title!r}?", abort=True)
    _carry_out(quiz, made)


def _carry_out(quiz: Quiz, made: Plan) -> None:
    count = 0
    try:
        with click.progressbar(length=made.told.attempts, label="Re-scoring") as bar:
            for now in carry_out(quiz, made):
                bar.update(now - count)
                count = now
    except Problem as error:
        raise click.ClickException(f"{_attempts(count)} re-scored. {error}") from None
    click.echo(f"{_attempts(count)} re-scored.")


def _tell(told: Rescoring) -> None:
    if not told.questions:
        click.echo("Nothing to re-score: every finished attempt is graded by the newest keys.")
        return
    for question in told.questions:
        _tell_question(question)
    click.echo(f"{_attempts(told.attempts)} would change: {told.up:,} up, {told.down:,} down.")
    if not told.attempts:
        return
    click.echo("\n   score       now     after")
    for tenth in range(BINS):
        share = f"{tenth * 10:3}-{tenth * 10 + 10:3} %"
        click.echo(f"{share}  {told.before[tenth]:8,}  {told.after[tenth]:8,}")
    newest = f" (the newest {LISTED})" if told.attempts > len(told.changes) else ""
    click.echo(f"\n attempt       now     after    of  name{newest}")
    for one in told.changes:
        scores = f"{one.before:8.6g}  {one.after:8.6g}  {one.max_score:4.6g}"
        click.echo(f"{one.number:8}  {scores}  {one.player_name or ''}".rstrip())


def _tell_question(question: RegradedQuestion) -> None:
    prompt = " ".join(question.prompt.split())
    shown = prompt if len(prompt) <= PROMPT else f"{prompt[:PROMPT]}…"
    unfit = f", {question.unfit:,} do not fit and stay" if question.unfit else ""
    click.echo(f"Question {question.position} (id {question.id}): {shown}")
    click.echo(
        f"  {question.answers:,} answers to older editions:"
        f" {question.up:,} up, {question.down:,} down{unfit}"
    )


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count:,} attempts"
