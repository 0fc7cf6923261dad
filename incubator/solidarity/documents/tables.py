"""What was booked, and the hours of people who were lent, as sheets."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _

from incubator.core.tables import Column, Value
from incubator.ledger.models import LedgerEntry
from incubator.solidarity.messages.words import ENTRY_KINDS
from incubator.solidarity.models import PeopleLoan, SolidarityMember
from incubator.solidarity.queries.funds import CASH


def fund_columns() -> list[Column]:
    """What stands above each column of the book."""
    return [
        Column(_("Number"), 10),
        Column(_("Day"), 14),
        Column(_("What"), 24),
        Column(_("Cooperative"), 30),
        Column(_("Amount in euros"), 16),
        Column(_("In the fund after it"), 18),
        Column(_("Proof"), 40),
        Column(_("Takes back number"), 16),
    ]


def fund_rows(booked: Iterable[LedgerEntry], members: Iterable[SolidarityMember]) -> list[tuple[Value, ...]]:
    """A row for each entry; money in is above zero, money out below. What was taken back stays, beside what took it back."""
    names = {each.id: each.name for each in members}
    held, rows = 0, []
    for entry in booked:
        cents = sum(line.amount_cents for line in entry.lines if line.account.code == CASH)
        held += cents
        holder = next((line.account.holder for line in entry.lines if line.account.holder), None)
        undone = entry.reverses.number if entry.reverses else None
        row: tuple[Value, ...] = (
            entry.number,
            entry.on_date,
            str(ENTRY_KINDS[entry.kind]),
            names.get(holder or 0, ""),
            Decimal(cents) / 100,
            Decimal(held) / 100,
            entry.basis,
            undone,
        )
        rows.append(row)
    return rows


def people_columns() -> list[Column]:
    """What stands above each column of the hours."""
    return [
        Column(_("From"), 28),
        Column(_("To"), 28),
        Column(_("Who"), 24),
        Column(_("Month"), 14),
        Column(_("Hours"), 12),
        Column(_("Refund in euros"), 16),
        Column(_("Settled on"), 14),
        Column(_("Proof"), 36),
    ]


def people_rows(loans: Iterable[PeopleLoan]) -> list[tuple[Value, ...]]:
    """A row for each month of each agreement."""
    rows: list[tuple[Value, ...]] = []
    for loan in loans:
        for month in loan.months:
            rows.append(
                (
                    loan.lender.name,
                    loan.borrower.name,
                    loan.who,
                    month.month.strftime("%Y-%m"),
                    Decimal(month.hours) / 100,
                    Decimal(month.cents) / 100,
                    month.settled_on,
                    month.settled_proof,
                )
            )
    return rows
