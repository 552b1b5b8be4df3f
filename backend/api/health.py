"""Liveness, readiness and version."""

from http import HTTPStatus
from typing import Literal

from flask import Response, current_app, request
from flask_openapi3 import Tag
from pydantic import BaseModel

from .. import __version__
from ..errors.requests import SchemaOutdated
from ..migrations.schema import KNOWN, NEWEST, stored_schema
from ..models import db
from .blueprint import LazyBlueprint
from .problems import documented
from .responses import json_answer

api = LazyBlueprint("health", __name__, url_prefix="/api", abp_tags=[Tag(name="Health")])


class Health(BaseModel):
    status: Literal["ok"] = "ok"


class Version(BaseModel):
    version: str
    commit: str


class Connection(BaseModel):
    address: str
    scheme: str


@api.get("/health/live", responses={200: Health})
def live() -> Response:
    """Check that the process responds; the database is not queried"""
    return json_answer(Health())


@api.get("/health/ready", responses={200: Health, **documented(HTTPStatus.SERVICE_UNAVAILABLE)})
def ready() -> Response:
    """Check that the database responds and has a schema this release works with"""
    found = stored_schema(db.session.connection())
    # An unknown schema is newer: migrations stay compatible with the previous release.
    if found is None or (found in KNOWN and found != NEWEST):
        raise SchemaOutdated(found=found or "none")
    return json_answer(Health())


@api.get("/version", responses={200: Version})
def version() -> Response:
    """Show the running release"""
    return json_answer(Version(version=__version__, commit=current_app.config["COMMIT"]))


@api.get("/connection", responses={200: Connection})
def connection() -> Response:
    """Show the client's address and scheme as seen here, to check proxies in front"""
    return json_answer(Connection(address=request.remote_addr or "", scheme=request.scheme))
