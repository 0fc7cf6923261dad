"""Fixing the figures of a period, so that a report says the same later."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock, one_at_a_time
from incubator.indicators.models import IndicatorSnapshot
from incubator.indicators.queries import kept
from incubator.indicators.queries.figures import reckoned
from incubator.indicators.rules.checking import check_freeze
from incubator.indicators.values import ENTIRE, FigurePeriod, FigureScope, FixedContents, IndicatorFigure, IndicatorKey
from incubator.neighbourhood.models import Neighbourhood


def freeze(
    place: Neighbourhood | None, period: FigurePeriod, reason: str, *, by: User | None, now: datetime, today: date
) -> IndicatorSnapshot:
    """Fix the figures of a period of a neighbourhood (None: of all together) as they are now; pressed twice it is once.

    Raises `RuleViolation` for a period that goes on, and for another version without a reason or without a change.
    """
    scope = _held(place)
    contents = FixedContents(reckoned(scope, period, today=today), _written(scope, period))
    last = kept.latest([scope.code]).get((scope.code, period))
    before = None if last is None else FixedContents(last.by_key(), last.entries)
    # Only within a moment: who comes back later for the same figures is told that nothing changed.
    if last is not None and last.frozen_at >= now - A_MOMENT and before == contents:
        return last
    check_freeze(period, contents, before, reason, today=today)
    row = _next_version(scope, period, last)
    row.figures, row.reason = _stored(contents.figures), reason.strip() if last else ""
    row.entries = list(contents.entries)
    row.frozen_on, row.frozen_at, row.frozen_by_id = today, now, by.id if by else None
    db.session.add(row)
    db.session.flush()
    return row


def _held(place: Neighbourhood | None) -> FigureScope:
    """Whose figures, locked: nobody else fixes them until this is done."""
    if place is None:
        # There is no row of all neighbourhoods together that could be locked.
        one_at_a_time("indicators:all")
        return ENTIRE
    lock(place)
    return FigureScope(place.id)


def _next_version(scope: FigureScope, period: FigurePeriod, last: IndicatorSnapshot | None) -> IndicatorSnapshot:
    return IndicatorSnapshot(
        scope=scope.code,
        neighbourhood_id=scope.neighbourhood_id,
        year=period.year,
        quarter=period.quarter,
        version=1 if last is None else last.version + 1,
    )


def _stored(figures: Mapping[IndicatorKey, IndicatorFigure]) -> list[dict[str, Any]]:
    return [figure.stored() for figure in figures.values()]


def _written(scope: FigureScope, period: FigurePeriod) -> list[dict[str, Any]]:
    if scope.neighbourhood_id is None:
        return []
    known = kept.entries([scope.neighbourhood_id], period).get(scope.neighbourhood_id, [])
    return [row.kept.stored() for row in known if row.taken_back_at is None]
