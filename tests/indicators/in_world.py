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
    now, today = clock.now(), clock.today()
    period = last_year(today)
    ground = StatedGround(Certainty.ESTIMATE, "urenlijst", "bestuur", today)
    entered = EnteredFigure(IndicatorKey.SOCIAL_HOURS, period, 120_00, 100_00, 140_00, ground)
    entry = entering.enter(place, entered, by=by, now=now, today=today)
    snapshot = freezing.freeze(place, period, "", by=by, now=now, today=today)
    freezing.freeze(None, period, "", by=None, now=now, today=today)
    publishing.publish(place, public=True, now=now)
    publishing.publish(None, public=True, now=now)
    return {"figure_entry": entry.id, "figure_snapshot": snapshot.id}
