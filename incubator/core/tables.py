"""Tables as files: CSV that Dutch Excel opens in columns, XLSX with real numbers and days. The only place that writes them.

No cell is ever taken for a formula, whatever people typed (OWASP, CSV injection).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from incubator.core import clock

CSV = "text/csv"  # the server adds the character set
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The wide ones too: some spreadsheets take them for their narrow brothers.
FORMULA = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
LONGEST_CELL = 32_767  # letters that a cell of Excel can hold
NUMBER_FORMATS = {Decimal: "#,##0.00", date: "dd-mm-yyyy", datetime: "dd-mm-yyyy hh:mm"}

Value = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands above it, and how many letters wide it is in a spreadsheet."""

    heading: str
    width: int = 18


def csv_table(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows with semicolons, decimal commas and days as dd-mm-yyyy; a mark at the beginning says that it is UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([as_text(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def xlsx_table(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], *, about: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A workbook with a sheet: numbers and days that one can count with, a heading that stays in sight, a filter.

    `about` is what the table is of, on a sheet of its own: the table stays one that can be counted with and read again.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Tabel")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_heading(sheet, column) for column in columns])
    last_row = 1
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        last_row += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last_row}"
    if about:
        _tell_about(book, about)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _tell_about(book: Workbook, about: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet("Gegevens")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 60
    for heading, value in about:
        sheet.append([_heading(sheet, Column(heading)), _cell(sheet, value)])


def as_text(value: Value) -> str:
    """A value as a Dutch spreadsheet reads it from a file of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        if value:
            return "ja"
        return "nee"
    if isinstance(value, datetime):
        return f"{clock.local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, str):
        return harmless(value)
    return str(value)


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    plain = UNPRINTABLE.sub("", text).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if looks_like_formula(plain) else plain


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take this for a formula, whatever nobody sees before it."""
    return UNSEEN.sub("", text).lstrip().startswith(FORMULA)


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(sheet, column.heading)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    cell = WriteOnlyCell(sheet, _of_excel(value))
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    # A day without a format shows as a number of days since 1900.
    cell.number_format = NUMBER_FORMATS.get(type(value), "General")
    return cell


def _of_excel(value: Value) -> Any:
    """Excel knows no time zones, and no more letters than fit in a cell."""
    if isinstance(value, bool):
        return as_text(value)
    if isinstance(value, datetime):
        return clock.local(value).replace(tzinfo=None)
    if isinstance(value, str):
        return harmless(value)[:LONGEST_CELL]
    return value
