"""Account commands, run from a shell on the server."""

from typing import Any

import click
from flask.cli import with_appcontext
from pydantic import TypeAdapter, ValidationError

from ..accounts import links, people
from ..accounts.identity import AccountEmail, Email, Role, UserName
from ..audit import audit
from ..errors import Problem
from ..errors.validation import faults_of
from ..models import User, db

PATH_ONLY = "(PUBLIC_URL is not set: prefix this path with the site's address.)"


@click.command("create_user")
@click.argument("email")
@click.option("--name", help="Display name. Default: the address up to the @.")
@click.option("--role", type=click.Choice(["author", "admin"]), default="author", show_default=True)
@click.option("--link", "by_link", is_flag=True, help="Print a link for choosing a password.")
@with_appcontext
def create_user(email: str, name: str | None, role: Role, by_link: bool) -> None:
    """Add an author or an admin.

    Prompts for the password, unless --link is given.
    """
    email = _read(Email, email)
    name = _read(UserName, name or email.partition("@")[0])
    password = None
    if not by_link:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        user = links.new_user(email, name, role, password)
    except Problem as error:
        raise click.ClickException(str(error)) from None
    audit(None, "user.create", whom=email, role=role)
    link = links.reset_link(user, by=None) if by_link else None
    db.session.commit()
    click.echo(f"Created {role} {email}.")
    if link:
        _print_link(link)


@click.command("reset_password")
@click.argument("email")
@with_appcontext
def reset_password(email: str) -> None:
    """Print a password reset link.

    It works once and expires after a day.
    """
    user = _user(email)
    link = links.reset_link(user, by=None)
    audit(None, "link.make", whom=user.email)
    db.session.commit()
    _print_link(link)


@click.command("change_email")
@click.argument("email")
@click.argument("new_email")
@with_appcontext
def change_email(email: str, new_email: str) -> None:
    """Change a user's address and sign them out everywhere."""
    user = _user(email)
    new_email = _read(Email, new_email)
    try:
        people.set_address(None, user, new_email)
    except Problem as error:
        raise click.ClickException(str(error)) from None
    db.session.commit()
    click.echo(f"{user.name}'s address is now {user.email}.")


@click.command("list_users")
@with_appcontext
def list_users() -> None:
    """List all accounts."""
    after = None
    while True:
        page = people.list_users(after, limit=100)
        for user in page.users:
            state = "  disabled" if user.disabled_at else ""
            click.echo(f"{user.role:6}  {user.email}  {user.name}{state}")
        after = page.next
        if after is None:
            return


@click.command("disable_user")
@click.argument("email")
@with_appcontext
def disable_user(email: str) -> None:
    """Disable an account and sign it out everywhere."""
    user = _user(email)
    try:
        people.change_user(None, user, role=None, disabled=True)
    except Problem as error:
        raise click.ClickException(str(error)) from None
    db.session.commit()
    click.echo(f"{user.email} is disabled.")


@click.command("setup_link")
@with_appcontext
def setup_link() -> None:
    """Print a setup link for the first admin, if there is no account yet.

    It works once, expires after a day and replaces any earlier link.
    """
    link = links.setup_link()
    if link:
        click.echo("There is no account yet. Set up the first admin within a day at:")
        _print_link(link)


def _print_link(link: str) -> None:
    click.echo(link)
    if link.startswith("/"):
        click.echo(PATH_ONLY)


def _user(email: str) -> User:
    try:
        return people.user_of(_read(AccountEmail, email))
    except Problem as error:
        raise click.ClickException(str(error)) from None


def _read(kind: Any, text: str) -> str:  # Any: an annotated type
    try:
        read: str = TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        raise click.ClickException(f"{text!r}: {faults_of(error)[0].fault}") from None
    return read
