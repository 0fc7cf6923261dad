"""A group of the incubator that begins with a plan of a neighbourhood: a card, or a chance."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import record_fact, start_group
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.values import FoundingPlan, GroupAnswer


def found_group(place: Neighbourhood, plan: FoundingPlan, *, by: User, now: datetime, today: date) -> Cooperative:
    """A group that is part of the neighbourhood; who presses coordinates it, its dossier knows the plan. Raises `RuleViolation`.

    Lock the card or the chance first, and keep the group with it: this begins a new group at every call.
    """
    group = start_group(
        plan.title,
        municipality=place.municipality,
        neighbourhood=place.name,
        founder=by,
        now=now,
        today=today,
    )
    source = FactSource(FactSourceKind.ENTERED, plan.reference, place.name)
    known = {"identity.name": plan.title, "identity.neighbourhood": place.name, "offer.sectors": list(plan.work)}
    for key, value in known.items():
        if value:
            record_fact(group, key, value, source=source, author=by, now=now, approved=True)
    _agree(place, group, by=by, now=now)
    return group


def _agree(place: Neighbourhood, group: Cooperative, *, by: User, now: datetime) -> None:
    """Who coordinates the group begins it here: that is its yes, and no yes to a public name."""
    part = NeighbourhoodGroup(
        neighbourhood_id=place.id,
        cooperative_id=group.id,
        asked_name=group.name,
        answer=GroupAnswer.AGREED,
        asked_by_id=by.id,
        asked_at=now,
        answered_by_id=by.id,
        answered_at=now,
    )
    db.session.add(part)
    db.session.flush()
