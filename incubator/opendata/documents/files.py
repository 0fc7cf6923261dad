"""Rows of a dataset as JSON, JSON Lines and CSV, and what its columns mean as a CSV of its own."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from incubator.core.mail import in_language
from incubator.core.open_data import DataRow, Dataset
from incubator.core.tables import harmless
from incubator.formats import json_writing
from incubator.opendata.documents.registry import VERSION

DICTIONARY = ("column", "type", "nullable", "unit", "meaning_nl", "meaning_en", "source_nl", "source_en")


def plain(value: Any) -> Any:
    """A value as JSON has it: days and moments are texts of ISO 8601, a moment in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def values_of(dataset: Dataset, row: DataRow) -> dict[str, Any]:
    """The values of a row; of a table one for each of its columns, in their order."""
    if not dataset.is_table:
        return dict(row.values)
    return {column.name: plain(row.values[column.name]) for column in dataset.columns}


def page_of(dataset: Dataset, rows: list[DataRow], links: Mapping[str, str]) -> dict[str, Any]:
    """A page of a list: the rows, and where the next page is; a list of a standard in what that wraps it in."""
    if dataset.envelope is not None:
        return {**dataset.envelope(rows, links["self"]), "links": dict(links)}
    return {
        "dataset": dataset.key,
        "version": VERSION,
        # In every page: rows travel on without the site that they came from.
        "licence": dataset.licence,
        "data": [values_of(dataset, row) for row in rows],
        "links": dict(links),
    }


def json_lines(dataset: Dataset, rows: Iterable[DataRow]) -> str:
    """A JSON object a line."""
    return "".join(f"{json_writing.text(values_of(dataset, row))}\n" for row in rows)


def csv_heading(dataset: Dataset) -> str:
    """The first line of a table."""
    return _lines([[column.name for column in dataset.columns]])


def csv_lines(dataset: Dataset, rows: Iterable[DataRow]) -> str:
    """The rows with commas (RFC 4180), in UTF-8, decimal points and days of ISO 8601; no cell is ever taken for a formula."""
    lines = []
    for row in rows:
        lines.append([_cell(row.values.get(column.name)) for column in dataset.columns])
    return _lines(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    # Else it would be True with a capital, which only Python reads.
    if isinstance(value, bool):
        return str(value).lower()
    # Never 1E+3: some spreadsheets take that for a text.
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str):
        return harmless(value)
    return str(plain(value))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def dictionary(dataset: Dataset) -> str:
    """A row for each column: what it means and where it comes from, in Dutch and in English."""
    rows: list[Sequence[str]] = [DICTIONARY]
    for column in dataset.columns:
        meaning, source = _in_both(column.meaning), _in_both(column.source)
        nullable = str(column.nullable).lower()
        rows.append((column.name, column.type.value, nullable, column.unit, *meaning, *source))
    return _lines(rows)


def _in_both(text: str) -> tuple[str, str]:
    with in_language("nl"):
        return str(_(text)), text
