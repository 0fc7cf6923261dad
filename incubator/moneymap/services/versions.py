"""Keeping a dated version of the map, and reading it again."""

from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.moneymap.models import MapSnapshot, MoneyFlow
from incubator.moneymap.queries import maps
from incubator.moneymap.services.holding import hold
from incubator.moneymap.values import FlowCertainty, MappedFlow, MappedNode, NodeKind, Whereabouts
from incubator.neighbourhood.models import Neighbourhood


def keep(place: Neighbourhood, title: str, year: int, *, today: date, by: User | None, now: datetime) -> MapSnapshot:
    """Keep the flows of a year as they stand, without who said what; pressed twice it is the version of a moment ago.

    Raises `RuleViolation` when there are none.
    """
    # No flow changes while it is copied: a version is the map of one moment.
    lock(place)
    flows = maps.flows(place.id, year)
    if not flows:
        raise RuleViolation(N_("There are no flows of %(year)s to keep."), field="year", year=year)
    title = " ".join(title.split())
    known = maps.just_kept(place.id, title, year, since=now - A_MOMENT)
    if known is not None:
        return known
    rows = [_row(flow) for flow in flows]
    kept = MapSnapshot(
        neighbourhood_id=place.id,
        title=title,
        taken_on=today,
        year=year,
        flows=rows,
        taken_at=now,
        taken_by_id=by.id if by else None,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def _row(flow: MoneyFlow) -> dict[str, Any]:
    return {
        "from": [flow.payer.id, flow.payer.name, flow.payer.kind.value, flow.payer.whereabouts.value],
        "to": [flow.receiver.id, flow.receiver.name, flow.receiver.kind.value, flow.receiver.whereabouts.value],
        "cents": flow.cents,
        "category": flow.category,
        "certainty": flow.certainty.value,
    }


def flows_of(kept: MapSnapshot) -> list[MappedFlow]:
    """The flows of a kept version as sums need them."""
    flows = []
    for row in kept.flows:
        ends = [MappedNode(end[0], end[1], NodeKind(end[2]), Whereabouts(end[3])) for end in (row["from"], row["to"])]
        certainty = FlowCertainty(row["certainty"])
        flows.append(MappedFlow(ends[0], ends[1], row["cents"], kept.year, row["category"], certainty))
    return flows


def remove(kept: MapSnapshot) -> None:
    """Throw a kept version away."""
    db.session.delete(hold(kept))
