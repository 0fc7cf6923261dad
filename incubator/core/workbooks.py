"""Workbooks that reckon: cells with formulas of ours, beside texts and numbers of people that never become one."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from incubator.core.tables import LONGEST_CELL, harmless

FONT = "Arial"
ACCENT = "1D4D4F"
HEAD = PatternFill("solid", fgColor="E8F0F0")
INPUT = PatternFill("solid", fgColor="FFF8E1")
LINE = Side(style="thin", color="C5CDD0")
LINE_HEIGHT = 14  # points, of the letters of a cell
ROOM = 0.9  # of the width of a column: bold letters are wider than those by which it is measured
EUROS, HUNDREDTHS, PERCENT = "€ #,##0.00", "#,##0.00", "0.0%"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula of ours, as spreadsheets write it: begins with `=`."""

    formula: str
    form: str = EUROS


@dataclass(frozen=True, slots=True)
class Filled:
    """A number that a person filled in and may change; the rest follows."""

    number: Decimal | int | None
    form: str = HUNDREDTHS


SheetCell = str | Reckoned | Filled | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row; `head` above columns, `total` below them, `title` alone on its line."""

    cells: tuple[SheetCell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a workbook, printed on a width of one page."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[SheetRow, ...]


def workbook(title: str, sheets: Sequence[Sheet], *, author: str, made_at: datetime) -> bytes:
    """The file. Numbers stand in it as numbers, and only a `Reckoned` cell is a formula."""
    # An empty first page is what the library begins with.
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = harmless(title)[:250], harmless(author)[:250]
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        _fill(page, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row.cells, start=1):
            _write(page.cell(number, column), value, row.kind)
        lines = _lines(row, sheet.widths)
        # Programs that open the file leave a row as it is: without a height the second line lies under the next row.
        if lines > 1:
            page.row_dimensions[number].height = LINE_HEIGHT * lines
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    # The table draws its own lines.
    page.sheet_view.showGridLines = False


def _lines(row: SheetRow, widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes in the width of its column."""
    if row.kind in {"title", "note"}:
        return 1
    longest = 1
    for value, width in zip(row.cells, widths, strict=False):
        if isinstance(value, str):
            longest = max(longest, len(textwrap.wrap(value, max(1, int(width * ROOM)))))
    return longest


def _write(cell: Cell, value: SheetCell, kind: str) -> None:
    match value:
        case Reckoned():
            cell.value, cell.number_format = value.formula, value.form
        case Filled():
            cell.value, cell.number_format, cell.fill = value.number, value.form, INPUT
        case str():
            cell.value = harmless(value)[:LONGEST_CELL]
            cell.data_type = "s"  # never a formula
            # A title runs on over the columns beside it; the rest stays in its own.
            cell.alignment = Alignment(wrap_text=kind not in {"title", "note"}, vertical="top")
    _dress(cell, kind)


def _dress(cell: Cell, kind: str) -> None:
    bold = kind in {"title", "head", "total"}
    colour = ACCENT if kind in {"title", "head"} else "1F2A30"
    cell.font = Font(name=FONT, size=14 if kind == "title" else 10, bold=bold, color=colour)
    if kind == "head":
        cell.fill = HEAD
    if kind == "total":
        cell.border = Border(top=Side(style="medium", color=ACCENT))
    elif kind not in {"title", "note"}:
        cell.border = Border(bottom=LINE)
