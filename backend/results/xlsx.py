"""Tables as XLSX. Apart from CSV, because only few ask for it and openpyxl takes long to load."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .table import Cell, Table

LONGEST = 32_767
"""Characters that a cell can hold."""


def xlsx(table: Table) -> bytes:
    """The whole file. Rows are written as they come; it is as large as what is in it, packed."""
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
        return text  # openpyxl takes nothing else for more than a text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
