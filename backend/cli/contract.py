"""The API's contract: `manage.py openapi`."""

import json

import click
from sqlalchemy import make_url

from ..api.contract import document
from ..app import create_app
from ..settings import Settings


@click.command("openapi")
def openapi() -> None:
    """Print the API's OpenAPI document as JSON."""
    settings = Settings(
        env="development", database_uri=make_url("postgresql+psycopg2://"), secret_key=""
    )
    with create_app(settings).app_context():
        click.echo(json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False))
