"""Making figures public, and taking them back."""

from datetime import datetime

from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.indicators.models import IndicatorPage
from incubator.indicators.queries import kept
from incubator.indicators.values import ENTIRE, FigureScope
from incubator.neighbourhood.models import Neighbourhood


def publish(place: Neighbourhood | None, *, public: bool, now: datetime) -> None:
    """Show the fixed figures of a neighbourhood (None: of all together) to everyone, or no longer.

    Raises `RuleViolation` when nothing was fixed yet: visitors read nothing that can be otherwise tomorrow.
    """
    scope = ENTIRE if place is None else FigureScope(place.id)
    if place is None:
        one_at_a_time("indicators:all")
    else:
        lock(place)
    if public and kept.last_version(scope) is None:
        raise RuleViolation(N_("First fix the figures of a period: visitors only read figures that stay as they are."))
    page = db.session.get(IndicatorPage, scope.code)
    if page is None:
        page = IndicatorPage(scope=scope.code, neighbourhood_id=scope.neighbourhood_id)
        db.session.add(page)
    # Pressed again, it stays public since the first time.
    since = page.published_at or now
    page.published_at = since if public else None
    db.session.flush()
