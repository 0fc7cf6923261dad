"""A file that somebody brings, as lines of text: CSV in the encodings of spreadsheets, or the first sheet of a workbook."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from incubator.core.csv_files import MOST_LINES, decoded
from incubator.core.errors import RuleViolation
from incubator.core.files import CSV, SHEET, TEXT, kind_of
from incubator.core.i18n import mark as N_

MOST_COLUMNS = 40
EMPTY = '""'


def text_of(content: bytes, name: str) -> str:
    """The lines of the file. Raises `RuleViolation` when it is neither kind."""
    # Older Excel writes CSV in an encoding of its own, which is no UTF-8: there is nothing to recognise.
    if not name.casefold().endswith((CSV.suffix, TEXT.suffix)):
        kind_of(content, name, (CSV, SHEET))
        return _first_sheet(content)
    return decoded(content)


def _first_sheet(content: bytes) -> str:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
    # A workbook of charts alone, or with parts missing: what the library stumbles over differs with what is wrong.
    except (AttributeError, IndexError, KeyError, ValueError) as error:
        raise RuleViolation(N_("We cannot read this as a table.")) from error
    # A sheet may say that it has a million rows.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_LINES + 2, max_col=MOST_COLUMNS, values_only=True)
    return as_table(rows)


def as_table(rows: Iterable[Iterable[Any]]) -> str:
    """The cells of a sheet as lines of text, so that both kinds of file are read in the same way.

    Columns and lines behind the last that holds something are left out: a sheet has more of them than anybody filled.
    """
    lines = [list(map(_as_cell, row)) for row in rows]
    width = max(map(_filled, lines), default=0)
    while lines and not _filled(lines[-1]):
        lines.pop()
    # A line of an empty cell keeps its place, so that lines are numbered as they stand in the sheet.
    return "\n".join(";".join(cells[:width]) for cells in lines)


def _filled(cells: Sequence[str]) -> int:
    """How many cells stand up to the last that holds something."""
    filled = len(cells)
    while filled and cells[filled - 1] == EMPTY:
        filled -= 1
    return filled


def _as_cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return _as_number(value)
    quoted = str("" if value is None else value).strip().replace('"', '""')
    return f'"{quoted}"'


def _as_number(value: float) -> str:
    """As the sheet holds it, in no fewer than two decimals unless it is whole: a third decimal is for the reader to refuse."""
    if value.is_integer():
        return str(int(value))
    # Spreadsheets keep fifteen figures: what lies behind them is noise of the machine.
    number = Decimal(f"{value:.15g}")
    return f"{max(number, round(number, 2), key=_decimals):f}".replace(".", ",")


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)
