"""Tables of results as responses: CSV or XLSX."""

from typing import Any, Literal

from flask import Response

from ...results.sheets import csv_lines
from ...results.table import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE: dict[str, Any] = {  # Any: an OpenAPI fragment
    "description": "The file",
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        XLSX: {"schema": {"type": "string", "format": "binary"}},
    },
}


def file_of(table: Table, format_: Literal["csv", "xlsx"], name: str) -> Response:
    """The table as a file of this name, which is ASCII and has no extension yet."""
    if format_ == "csv":
        answer = Response(csv_lines(table), content_type="text/csv; charset=utf-8")
    else:
        from ...results.xlsx import xlsx  # noqa: PLC0415  (slow to import)

        answer = Response(xlsx(table), content_type=XLSX)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{format_}"'
    return answer
