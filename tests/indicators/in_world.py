"""What the small world of the whole-site tests has of figures."""

from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.indicators.models import IndicatorSnapshot
from incubator.indicators.queries import kept
from incubator.indicators.rules.periods import last_year
from incubator.indicators.services import entering, freezing, publishing
from incubator.indicators.values import ENTIRE, FigureScope, IndicatorKey
from incubator.indicators.values.entering import EnteredFigure
from incubator.moneymap.services import maps
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
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


def more_figures(place: Neighbourhood, number: int, by: User) -> None:
    """Another flow of money, another figure that was written down, and so another version of the year that was fixed."""
    now, today = clock.now(), clock.today()
    ground = StatedGround(Certainty.ESTIMATE, "urenlijst", "bestuur", today)
    entered = EnteredFigure(IndicatorKey.SOCIAL_HOURS, last_year(today), 120_00 + number, None, None, ground)
    entering.enter(place, entered, by=by, now=now, today=today)
    payer, paid = (
        maps.add_node(place, NodeAnswers(f"{name} {number}", NodeKind.FIRM, Whereabouts.HERE), by=None, now=now)
        for name in ("Winkel", "Firma")
    )
    flow = FlowAnswers(payer.id, paid.id, 1_000_000, last_year(today).year, "Huur", FlowCertainty.FACT, "Rekening")
    maps.add_flow(place, flow, by=None, now=now)
    for scope in (place, None):
        code = FigureScope(scope.id).code if scope else ENTIRE.code
        last = kept.latest([code]).get((code, last_year(today)))
        if last is None:
            freezing.freeze(scope, last_year(today), "", by=by, now=now, today=today)
            publishing.publish(scope, public=True, now=now)
            continue
        # The same figures: what has to change before they can be fixed again is another test.
        same = {name: getattr(last, name) for name in ("neighbourhood_id", "year", "quarter", "figures", "entries")}
        fixed = {"scope": code, "version": last.version + 1, "reason": f"Blad {number}", "frozen_by_id": by.id}
        db.session.add(IndicatorSnapshot(**same, **fixed, frozen_on=today, frozen_at=now))
    db.session.flush()
