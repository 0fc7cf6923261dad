"""Spreadsheets: a sheet is a page, a row a passage that keeps its number. Formulas give what they came to when the file was saved."""

import io
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from incubator.formats.papers.gathering import Gatherer, is_heading
from incubator.formats.papers.values import PaperFormat, PassageStyle, ReadPaper

MOST_ROWS = 10_000  # of a sheet
MOST_COLUMNS = 60


def read(content: bytes) -> ReadPaper:
    """The sheets that people see; hidden ones hold lists for the others."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    gatherer = Gatherer()
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for place, sheet in enumerate(shown):
        if place:
            gatherer.turn_page(sheet.title)
        else:
            gatherer.title(sheet.title)
        _read_sheet(sheet, gatherer)
    return ReadPaper(PaperFormat.SHEET, gatherer.pages(), max(len(shown), 1))


def _read_sheet(sheet: Any, gatherer: Gatherer) -> None:
    """A blank row ends a table; a row with one cell stands between tables. The size that a sheet claims is not believed."""
    # A sheet may say that it has a million rows.
    sheet.reset_dimensions()
    table = gatherer.new_table()
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), 1):
        cells = tuple(map(_written, row))
        filled = list(filter(None, cells))
        if not filled:
            table = gatherer.new_table()
        elif len(filled) == 1:
            style = PassageStyle.HEADING if is_heading(filled[0]) else PassageStyle.TEXT
            gatherer.add(filled[0], style, level=1, number=number)
        else:
            gatherer.add_row(cells, table, number)


def _written(cell: Any) -> str:
    """What a cell shows, near enough."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).strip()


def _number(value: float, number_format: str) -> str:
    mark = "%" if "%" in number_format else ""
    shown = f"{value * 100:.2f}" if mark else f"{value:.4f}"
    return shown.rstrip("0").rstrip(".").replace(".", ",") + mark
