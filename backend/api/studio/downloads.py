"""Results as files."""

from typing import Annotated, Literal

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...errors.requests import refused
from ...errors.results import TableTooLarge
from ...results.table import attempts_table, questions_table
from ..blueprint import LazyBlueprint
from ..signed_in import signed_in
from .asked import AttemptFilter, QuizPath, reading
from .table_files import FILE, file_of

api = LazyBlueprint(
    "studio_downloads",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>",
    abp_tags=[Tag(name="Results")],
)
MOST_CELLS = {"csv": 2_000_000, "xlsx": 200_000}
"""More would take longer than a request may."""


class DownloadQuery(AttemptFilter):
    of: Annotated[
        Literal["attempts", "questions"],
        Field(description="One row per attempt, or the figures of each question."),
    ] = "attempts"
    format: Literal["csv", "xlsx"] = "csv"


@api.get(
    "/results/download",
    responses={
        200: FILE,
        **reading(),
    },
)
def download(path: QuizPath, query: DownloadQuery) -> Response:
    """Download the attempts or the figures of questions as CSV or XLSX"""
    quiz = quiz_for(signed_in(), path.quiz_id, "view")
    table = (
        attempts_table(quiz, query.wanted()) if query.of == "attempts" else questions_table(quiz)
    )
    if table.size * len(table.header) > MOST_CELLS[query.format]:
        raise refused("format", TableTooLarge(format=query.format))
    return file_of(table, query.format, f"{quiz.slug}-{query.of}")
