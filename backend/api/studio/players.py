"""One player over several quizzes."""

from http import HTTPStatus
from typing import Literal

from flask import Response
from flask_openapi3 import Tag

from ...results.player import PlayerResults, player_results, player_table
from ..blueprint import LazyBlueprint
from ..problems import documented
from ..requests import Query
from ..responses import CLOSED, json_answer
from ..signed_in import signed_in
from .asked import Name
from .table_files import FILE, file_of

api = LazyBlueprint(
    "studio_players", __name__, url_prefix="/api/studio/players", abp_tags=[Tag(name="Results")]
)


class PlayerQuery(Query):
    name: Name


class PlayerDownload(PlayerQuery):
    format: Literal["csv", "xlsx"] = "csv"


@api.get("", responses={200: PlayerResults, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)})
def show(query: PlayerQuery) -> Response:
    """Show all attempts under a name, in the quizzes that you own or share"""
    return json_answer(player_results(signed_in(), query.name))


@api.get("/download", responses={200: FILE, **documented(*CLOSED, HTTPStatus.UNPROCESSABLE_ENTITY)})
def download(query: PlayerDownload) -> Response:
    """Download all attempts under a name as CSV or XLSX"""
    return file_of(player_table(signed_in(), query.name), query.format, "player")
