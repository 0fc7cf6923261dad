"""What the small world of the whole-site tests has of figures."""

from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.indicators.rules.periods import last_year
from incubator.indicators.services import entering, freezing, publishing
from incubator.indicators.values import IndicatorKey
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround


def figures_world(place: Neighbourhood, by: User) -> dict[str, Any]:
    """A figure that was written down, and a year that was fixed and is public; of all together too."""
    figures = figures_of(place, by)
    now = clock.now()
    freezing.freeze(None, last_year(clock.today()), "", by=None, now=now, today=clock.today())
    publishing.publish(None, public=True, now=now)
    return figures


def figures_of(place: Neighbourhood, by: User) -> dict[str, Any]:
    """A figure of a neighbourhood that was written down, and a year that was fixed and is public."""
    now, today = clock.now(), clock.today()
    period = last_year(today)
    ground = StatedGround(Certainty.ESTIMATE, "urenlijst", "bestuur", today)
    entered = EnteredFigure(IndicatorKey.SOCIAL_HOURS, period, 120_00, 100_00, 140_00, ground)
    entry = entering.enter(place, entered, by=by, now=now, today=today)
    snapshot = freezing.freeze(place, period, "", by=by, now=now, today=today)
    publishing.publish(place, public=True, now=now)
    return {"figure_entry": entry.id, "figure_snapshot": snapshot.id}
