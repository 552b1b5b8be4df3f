"""Tables as XLSX. Separate from CSV, since it is rarely used and openpyxl is slow to import."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .table import Cell, Table

LONGEST = 32_767
"""Maximum characters of a cell."""


def xlsx(table: Table) -> bytes:
    """Return the whole file. Rows are streamed, so memory is bounded by the size of the file."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet("Results")
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, title) for title in table.header])
    for row in table.rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _xlsx_cell(sheet: WriteOnlyWorksheet, cell: Cell) -> object:
    # XLSX knows no time zones, so times are texts.
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    return _text_cell(sheet, cell) if isinstance(cell, str) else cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> object:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    if not text.startswith(("=", "#")):
        return text  # openpyxl stores it as a text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
