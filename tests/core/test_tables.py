"""Tables as files that a spreadsheet opens as they are meant."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from incubator.core.tables import Column, as_text, csv_table, harmless, xlsx_table

COLUMNS = (Column("Naam", 30), Column("Sinds"), Column("Bedrag"), Column("Om"), Column("Aantal"))
MOMENT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
ROWS = [("Anna; de Wit", date(2026, 11, 24), Decimal("1250.50"), MOMENT, 3), ("Bo", None, Decimal("0.00"), None, 0)]


def test_a_file_of_text_opens_in_columns_in_a_dutch_spreadsheet():
    content = csv_table(COLUMNS, ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Naam;Sinds;Bedrag;Om;Aantal",
        '"Anna; de Wit";24-11-2026;1250,50;01-12-2026 10:30;3',
        "Bo;;0,00;;0",
    ]


def test_a_workbook_has_numbers_and_days_that_one_can_count_with():
    sheet = load_workbook(io.BytesIO(xlsx_table("Ledenregister: per [vandaag]", COLUMNS, ROWS))).active
    assert sheet.title == "Ledenregister  per  vandaag"
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert all(cell.font.bold for cell in sheet[1])
    name, since, amount, at, count = sheet[2]
    assert (name.value, since.value.date(), count.value) == ("Anna; de Wit", date(2026, 11, 24), 3)
    assert (float(amount.value), amount.number_format) == (1250.5, "#,##0.00")
    assert at.value == datetime(2026, 12, 1, 10, 30)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert sheet.column_dimensions["A"].width == 30


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+31 6", "-5", "@x", "|cmd", " =1+1", "\t=1+1", "\r\n=1+1", "%0A", "\ufeff=1", "\u200b+1", "\uff1d1+1"],
)
def test_no_cell_is_taken_for_a_formula(typed):
    assert harmless(typed).startswith("'")
    row = next(csv.reader(io.StringIO(csv_table((Column("x"),), [(typed,)]).decode("utf-8-sig").partition("\r\n")[2])))
    assert row[0].startswith("'")
    cell = load_workbook(io.BytesIO(xlsx_table("x", (Column("x"),), [(typed,)]))).active["A2"]
    assert cell.data_type == "s"


def test_letters_that_no_file_can_hold_are_left_out():
    assert as_text("a\x00b\x1fc") == "abc"
    assert load_workbook(io.BytesIO(xlsx_table("x", (Column("x"),), [("a\x00b" + "x" * 40_000,)]))).active["A2"].value


def test_yes_and_no_are_words():
    assert (as_text(True), as_text(False), as_text(None)) == ("ja", "nee", "")
