"""Writing figures down that no system knows, and taking them back."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.indicators.models import IndicatorEntry
from incubator.indicators.queries import kept
from incubator.indicators.rules.checking import check_entry, check_reason
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.models import Neighbourhood

TAKEN_BACK = N_("This figure was taken back already.")


def enter(
    place: Neighbourhood, entered: EnteredFigure, *, by: User | None, now: datetime, today: date
) -> IndicatorEntry:
    """Write a figure down beside what is reckoned; sent twice it is one. Raises `RuleViolation`."""
    lock(place)
    check_entry(entered, today=today)
    known = kept.same_entry(place.id, entered)
    if known is not None:
        return known
    row = IndicatorEntry(
        neighbourhood_id=place.id,
        indicator=entered.key,
        year=entered.period.year,
        quarter=entered.period.quarter,
        value_hundredths=entered.value,
        low_hundredths=entered.low,
        high_hundredths=entered.high,
        written_by_id=by.id if by else None,
        written_at=now,
    )
    row.rest_on(entered.ground)
    db.session.add(row)
    db.session.flush()
    return row


def take_back(row: IndicatorEntry, reason: str, *, now: datetime) -> None:
    """The figure was wrong: it stays readable with the reason. Raises `RuleViolation` without one, or when it was taken back already."""
    check_reason(reason)
    lock(row.neighbourhood)
    still_there(row)
    if row.taken_back_at is not None:
        raise RuleViolation(TAKEN_BACK)
    row.taken_back_at, row.taken_back_because = now, reason.strip()
    db.session.flush()
