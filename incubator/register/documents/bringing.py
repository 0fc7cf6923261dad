"""A file that somebody brings, as lines of text: CSV in the encodings of spreadsheets, or the first sheet of a workbook."""

import io

from openpyxl import load_workbook

from incubator.core.csv_files import decoded
from incubator.core.errors import RuleViolation
from incubator.core.files import CSV, SHEET, TEXT, kind_of
from incubator.core.i18n import mark as N_
from incubator.register.rules import MOST_LINES, as_table

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
