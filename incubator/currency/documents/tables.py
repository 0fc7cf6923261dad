"""A statement, and the participation, as tables that a spreadsheet opens."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _

from incubator.core.tables import Column, Value, csv_table
from incubator.currency.messages import words
from incubator.currency.models import CurrencyAccount
from incubator.currency.values import MonthCount, StatementLine


def statement_table(account: CurrencyAccount, lines: Iterable[StatementLine]) -> bytes:
    """The lines of an account as CSV, the oldest first."""
    unit = account.currency.units
    columns = (
        Column(_("Number")),
        Column(_("Day")),
        Column(_("What")),
        Column(_("With")),
        Column(_("What for")),
        Column(_("Amount in %(unit)s", unit=unit)),
        Column(_("Balance in %(unit)s", unit=unit)),
    )
    rows: list[list[Value]] = []
    # The page has the newest on top; a sheet is added up from top to bottom.
    for line in sorted(lines, key=lambda each: each.entry.number):
        other = words.account_name(line.other) if line.other else ""
        rows.append(
            [
                line.entry.number,
                line.entry.on_date,
                str(words.KINDS[line.entry.kind]),
                other,
                line.entry.description,
                # A number without its unit: a spreadsheet does not add up words.
                Decimal(line.amount) / words.UNIT,
                Decimal(line.balance) / words.UNIT,
            ]
        )
    return csv_table(columns, rows)


def participation_table(months: Iterable[MonthCount]) -> bytes:
    """How many took part in each month, as CSV: counts only, and none of a month with fewer than three."""
    columns = (Column(_("Month")), Column(_("People and groups")), Column(_("Payments")))
    rows: list[list[Value]] = []
    for month in months:
        # As on the page: the file goes into a report, and a small number would point at people.
        counts: list[Value] = [None, None] if month.is_small else [month.accounts, month.payments]
        rows.append([month.first_day.strftime("%Y-%m"), *counts])
    return csv_table(columns, rows)
