"""Keeping a dated version of the map."""

from datetime import date, datetime

from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.powermap.models import PowerSnapshot
from incubator.powermap.queries import maps
from incubator.powermap.rules.changing import written
from incubator.powermap.rules.checking import MOST_VERSIONS
from incubator.powermap.services.maps import hold_power


def keep_power(place: Neighbourhood, title: str, *, now: datetime, today: date) -> PowerSnapshot:
    """Keep the map as it stands, without who said what. Raises `RuleViolation` when nobody is on it."""
    lock(place)
    # Read under the lock, so that no half of a change is kept.
    picture = maps.picture(place.id)
    if not picture.actors:
        raise RuleViolation(N_("Nobody is on the map yet: there is nothing to keep."), field="title")
    if maps.number_of(PowerSnapshot, place.id) >= MOST_VERSIONS:
        raise RuleViolation(N_("There are %(most)s versions: throw an old one away first."), most=MOST_VERSIONS)
    kept = PowerSnapshot(
        neighbourhood_id=place.id,
        title=" ".join(title.split()),
        kept_on=today,
        picture=written(picture),
        kept_at=now,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def drop_version(kept: PowerSnapshot) -> None:
    """Throw a kept version away."""
    db.session.delete(hold_power(kept))
    db.session.flush()
