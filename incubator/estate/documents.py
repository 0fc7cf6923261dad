"""The register as a sheet."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from incubator.core.tables import Column, Value
from incubator.estate.messages import HOLDINGS, KINDS, PERIODS, STATES
from incubator.estate.models import EstateObject, EstateStatement
from incubator.estate.queries import standing
from incubator.estate.values import EstateSubject


def columns() -> list[Column]:
    """What stands above each column."""
    return [
        Column(_("Kind"), 18),
        Column(_("Name"), 30),
        Column(_("Address or parcel number"), 30),
        Column(_("Right"), 26),
        Column(_("State"), 20),
        Column(_("Owner"), 30),
        Column(_("Lease until"), 14),
        Column(_("Rent in euros"), 14),
        Column(_("Period"), 14),
        Column(_("Right to buy until"), 16),
        Column(_("Year"), 8),
        Column(_("Income in euros"), 16),
        Column(_("Costs in euros"), 16),
        Column(_("Balance in euros"), 16),
        Column(_("Source"), 40),
    ]


def rows(register: Iterable[EstateObject]) -> list[tuple[Value, ...]]:
    """A row for each, with its newest year."""
    return [_row(known) for known in register]


def _row(known: EstateObject) -> tuple[Value, ...]:
    owners = ", ".join(each.who for each in standing(known, EstateSubject.OWNER))
    clause, year = _first(known, EstateSubject.PURCHASE), _first(known, EstateSubject.YEAR)
    rent, period, lease_until = _lease(_first(known, EstateSubject.LEASE))
    figures: tuple[Value, ...] = (None, None, None, None)
    if year:
        figures = (year.year, _euros(year.income_cents), _euros(year.expense_cents), _euros(year.balance_cents))
    sources = {each.source for each in known.statements if each.taken_back_at is None and each.source}
    return (
        str(KINDS[known.kind]),
        known.name,
        known.address,
        str(HOLDINGS[known.holding]),
        str(STATES[known.state]),
        owners,
        lease_until,
        rent,
        period,
        clause.ends_on if clause else None,
        *figures,
        "; ".join(sorted(sources)),
    )


def _lease(lease: EstateStatement | None) -> tuple[Decimal | None, str, date | None]:
    """The rent, its period and the last day."""
    if lease is None:
        return None, "", None
    period = str(PERIODS[lease.period]) if lease.period else ""
    return _euros(lease.cents), period, lease.ends_on


def _first(known: EstateObject, about: EstateSubject) -> EstateStatement | None:
    return next(iter(standing(known, about)), None)


def _euros(cents: int | None) -> Decimal | None:
    # Empty and not zero: that no amount was named is something else than an amount of nothing.
    return None if cents is None else Decimal(cents) / 100
