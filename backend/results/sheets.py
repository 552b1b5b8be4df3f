"""Tables as files for spreadsheets, safe from formula injection.

A spreadsheet runs a cell that begins like a formula, and players choose their own names (OWASP,
"CSV Injection"). In CSV an apostrophe in front makes it a text; in XLSX it is stored as a text.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from .table import Cell, Table

BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 200


def harmless(text: str) -> str:
    """Prefix the text with an apostrophe if a spreadsheet would treat it as a formula."""
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


def csv_lines(table: Table) -> Iterator[bytes]:
    """Yield the file in pieces: UTF-8 with a byte order mark, without which Excel guesses."""
    yield "\ufeff".encode()
    buffer = StringIO()
    # Quotes texts, but not numbers.
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([harmless(title) for title in table.header])
    for number, row in enumerate(table.rows, start=1):
        writer.writerow([_csv_cell(cell) for cell in row])
        if number % AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _csv_cell(cell: Cell) -> str | float | int | None:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    return harmless(cell) if isinstance(cell, str) else cell
