"""Re-scoring without the studio's limit: `manage.py rescore`."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from ..errors import Problem
from ..models import Quiz, db
from ..results.rescoring.batches import Plan, carry_out, plan
from ..results.rescoring.effect import BINS, LISTED, RegradedQuestion, Rescoring

PROMPT = 60
"""Characters of a prompt to show."""


@click.command("rescore")
@click.argument("slug", metavar="QUIZ")
@click.option(
    "--question",
    "questions",
    type=int,
    multiple=True,
    metavar="ID",
    help="Re-score only this question (--dry-run shows the ids); repeatable. Default: all.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def rescore(slug: str, questions: tuple[int, ...], dry_run: bool, yes: bool) -> None:
    """Re-score a quiz's finished attempts with the current keys.

    As in the studio, but for any number of answers. The previous scores are kept.
    """
    quiz = db.session.scalar(select(Quiz).where(Quiz.slug == slug, Quiz.deleted_at.is_(None)))
    if quiz is None:
        raise click.ClickException(f"There is no quiz {slug!r}.")
    try:
        made = plan(quiz, set(questions) or None)
    except Problem as error:
        raise click.ClickException(f"{error} `--dry-run` shows the ids.") from None
    _print_effect(made.effect)
    if not made.effect.questions or dry_run:
        return
    db.session.rollback()  # keep no transaction open during the prompt
    if not yes:
        click.confirm(f"Re-score {_attempts(made.effect.attempts)} of {quiz.title!r}?", abort=True)
    _carry_out(quiz, made)


def _carry_out(quiz: Quiz, made: Plan) -> None:
    count = 0
    try:
        with click.progressbar(length=made.effect.attempts, label="Re-scoring") as bar:
            for now in carry_out(quiz, made):
                bar.update(now - count)
                count = now
    except Problem as error:
        raise click.ClickException(f"{_attempts(count)} re-scored. {error}") from None
    click.echo(f"{_attempts(count)} re-scored.")


def _print_effect(effect: Rescoring) -> None:
    if not effect.questions:
        click.echo("Nothing to re-score: every finished attempt is graded with the newest keys.")
        return
    for question in effect.questions:
        _print_question(question)
    click.echo(
        f"{_attempts(effect.attempts)} would change: {effect.up:,} up, {effect.down:,} down."
    )
    if not effect.attempts:
        return
    click.echo("\n   score       now     after")
    for tenth in range(BINS):
        share = f"{tenth * 10:3}-{tenth * 10 + 10:3} %"
        click.echo(f"{share}  {effect.before[tenth]:8,}  {effect.after[tenth]:8,}")
    newest = f" (the newest {LISTED})" if effect.attempts > len(effect.changes) else ""
    click.echo(f"\n attempt       now     after    of  name{newest}")
    for change in effect.changes:
        scores = f"{change.before:8.6g}  {change.after:8.6g}  {change.max_score:4.6g}"
        click.echo(f"{change.number:8}  {scores}  {change.player_name or ''}".rstrip())


def _print_question(question: RegradedQuestion) -> None:
    prompt = " ".join(question.prompt.split())
    shown = prompt if len(prompt) <= PROMPT else f"{prompt[:PROMPT]}…"
    unfit = f", {question.unfit:,} do not fit and keep their credit" if question.unfit else ""
    click.echo(f"Question {question.position} (id {question.id}): {shown}")
    click.echo(
        f"  {question.answers:,} answers to older editions:"
        f" {question.up:,} up, {question.down:,} down{unfit}"
    )


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count:,} attempts"
