"""What the pages of the manager share: a period in the address, and a table as a file."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from flask import abort, request, send_file
from flask.typing import ResponseReturnValue

from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.quantities import read_day
from incubator.core.tables import CSV, XLSX, Column, Value, csv_table, xlsx_table
from incubator.home.rules.results import Period


def period_asked(usual: Period, *, backwards: str) -> tuple[Period, str]:
    """The days `van` and `tot` of the address, and what is wrong with them; the usual period when nothing else is asked.

    `backwards` is the sentence for a last day before the first.
    """
    try:
        asked = Period(_day("van", usual.first), _day("tot", usual.last))
    except RuleViolation as broken_rule:
        return usual, explain(broken_rule)
    if asked.last < asked.first:
        return usual, backwards
    return asked, ""


def _day(name: str, otherwise: date) -> date:
    typed = request.args.get(name, "").strip()
    return read_day(typed) if typed else otherwise


def table_file(
    form: str, name: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> ResponseReturnValue:
    """The rows as `csv` or `xlsx`, under this name and the date of today; 404 for another form."""
    if form == "csv":
        content, kind = csv_table(columns, rows), CSV
    elif form == "xlsx":
        content, kind = xlsx_table(title, columns, rows), XLSX
    else:
        abort(404)
    download = f"{name}-{clock.today().isoformat()}.{form}"
    return send_file(io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=download)
