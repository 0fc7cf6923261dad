"""What the cooperatives of a neighbourhood can do, by the profiles that they look for work with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.groups import agreed_groups
from incubator.watch.models import WatchProfile
from incubator.watch.queries.watches import profiles_of
from incubator.watch.values import Profile


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """A group that agreed to be part, with its profiles; without any it cannot be compared yet."""

    group: Cooperative
    profiles: tuple[Profile, ...]


def of_place(place: Neighbourhood) -> list[GroupOffer]:
    """The groups that agreed and go on, by name. What others learn of them is only whether and why something fits."""
    groups = _groups(place)
    watches = _watches(groups)
    profiles = profiles_of(watches)
    offers = []
    for group in groups:
        own = [_of_work(profiles[watch.id]) for watch in watches if watch.cooperative_id == group.id]
        offers.append(GroupOffer(group, tuple(own)))
    return offers


def _groups(place: Neighbourhood) -> Sequence[Cooperative]:
    return db.session.scalars(agreed_groups(place.id).where(Cooperative.phase != Phase.STOPPED)).all()


def _watches(groups: Sequence[Cooperative]) -> Sequence[WatchProfile]:
    statement = (
        select(WatchProfile)
        .where(WatchProfile.active.is_(True), WatchProfile.cooperative_id.in_([group.id for group in groups]))
        .options(joinedload(WatchProfile.cooperative))
    )
    return db.session.scalars(statement.order_by(WatchProfile.id)).all()


def _of_work(profile: Profile) -> Profile:
    """Only what work it does, and where: which kinds of notices it reads, how sure it has to be and what it judged stay its own."""
    return replace(profile, kinds=(), min_days_left=None, learnt=(), avoided=())
