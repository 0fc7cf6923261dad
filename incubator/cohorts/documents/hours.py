"""The hours of coaches as a table for a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext as _

from incubator.cohorts.values import SpentTime
from incubator.core.tables import Column, Value


def columns() -> list[Column]:
    """What stands above each column."""
    return [
        Column(_("Coach"), 24),
        Column(_("Group or cohort"), 30),
        Column(_("Number of contacts"), 12),
        Column(_("Hours of contact"), 12),
        Column(_("Number of sessions"), 12),
        Column(_("Hours of sessions"), 12),
        Column(_("Hours in all"), 12),
    ]


def rows(lines: Sequence[SpentTime]) -> list[tuple[Value, ...]]:
    """A row for each coach and group."""
    return [
        (
            line.coach,
            line.whom,
            line.contacts,
            in_hours(line.contact_minutes),
            line.sessions,
            in_hours(line.session_minutes),
            in_hours(line.total),
        )
        for line in lines
    ]


def in_hours(minutes: int) -> Decimal:
    """Minutes as hours with two decimals: 90 is 1.50."""
    # As a number, so that a spreadsheet can add it up.
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
