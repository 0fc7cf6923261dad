"""A file that somebody brings, as lines of text: CSV in the encodings of spreadsheets, or the first sheet of a workbook."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from incubator.core.csv_files import MOST_LINES, decoded
from incubator.core.errors import RuleViolation
from incubator.core.files import CSV, SHEET, TEXT, kind_of
from incubator.core.i18n import mark as N_

MOST_COLUMNS = 40


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
    """The cells of a sheet as lines of text, so that both kinds of file are read in the same way."""
    return "\n".join(";".join(map(_as_cell, row)) for row in rows)


def _as_cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.2f}".replace(".", ",")
    quoted = str("" if value is None else value).replace('"', '""')
    return f'"{quoted}"'
