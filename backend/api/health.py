"""Is the process alive, can it serve, and which version is it?"""

from http import HTTPStatus
from typing import Literal

from alembic.script import ScriptDirectory
from flask import Response, current_app
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from .. import __version__
from ..models import db
from .problems import documented, problem
from .responses import json_answer

api = APIBlueprint("health", __name__, url_prefix="/api", abp_tags=[Tag(name="Health")])


class Health(BaseModel):
    status: Literal["ok"] = "ok"


class Version(BaseModel):
    version: str
    commit: str


@api.get("/health/live", responses={200: Health})
def live() -> Response:
    """Tell that the process answers; the database is not asked"""
    return json_answer(Health())


@api.get("/health/ready", responses={200: Health, **documented(HTTPStatus.SERVICE_UNAVAILABLE)})
def ready() -> Response:
    """Tell whether the database answers and has this release's schema"""
    wanted = current_app.extensions["schema_head"]
    try:
        found = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except ProgrammingError:  # no such table: nothing was ever migrated
        found = None
    if found != wanted:
        return problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The database has schema {found or 'none'}, this release needs {wanted}:"
            " run `python manage.py db upgrade`.",
        )
    return json_answer(Health())


@api.get("/version", responses={200: Version})
def version() -> Response:
    """Show which release runs"""
    return json_answer(Version(version=__version__, commit=current_app.config["COMMIT"]))


def schema_head(folder: str) -> str | None:
    """The newest migration in this folder."""
    return ScriptDirectory(folder).get_current_head()
