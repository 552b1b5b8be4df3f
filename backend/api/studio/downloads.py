"""Results as files."""

from typing import Annotated, Literal

from flask import Response
from flask_openapi3 import Tag
from pydantic import Field

from ...accounts.permissions import quiz_for
from ...errors.requests import refused
from ...errors.results import TableTooLarge
from ...results.sheets import csv_lines
from ...results.table import attempts_table, questions_table
from ..blueprint import LazyBlueprint
from ..signed_in import signed_in
from .asked import AttemptFilter, QuizPath, reading

api = LazyBlueprint(
    "studio_downloads",
    __name__,
    url_prefix="/api/studio/quizzes/<int:quiz_id>",
    abp_tags=[Tag(name="Results")],
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
        200: {
            "description": "The file",
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
            },
        },
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
    if query.format == "csv":
        answer = Response(csv_lines(table), content_type="text/csv; charset=utf-8")
    else:
        from ...results.xlsx import xlsx  # noqa: PLC0415  (slow to import)

        answer = Response(xlsx(table), content_type=XLSX)
    answer.headers["Cache-Control"] = "no-store"
    name = f"{quiz.slug}-{query.of}.{query.format}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
