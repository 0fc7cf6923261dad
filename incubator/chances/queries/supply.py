"""What the cooperatives of a neighbourhood can do, by the profiles that they look for work with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries.groups import agreed_groups
from incubator.neighbourhood.values import GroupAnswer
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
    watches = _watches(place)
    profiles = profiles_of(watches)
    offers = []
    for group in db.session.scalars(agreed_groups(place.id).where(Cooperative.phase != Phase.STOPPED)):
        own = [_of_work(profiles[watch.id]) for watch in watches if watch.cooperative_id == group.id]
        offers.append(GroupOffer(group, tuple(own)))
    return offers


def _watches(place: Neighbourhood) -> Sequence[WatchProfile]:
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .join(NeighbourhoodGroup, NeighbourhoodGroup.cooperative_id == Cooperative.id)
        .where(
            WatchProfile.active.is_(True),
            NeighbourhoodGroup.neighbourhood_id == place.id,
            NeighbourhoodGroup.answer == GroupAnswer.AGREED,
            Cooperative.phase != Phase.STOPPED,
        )
        .options(contains_eager(WatchProfile.cooperative))
    )
    return db.session.scalars(statement.order_by(WatchProfile.id)).all()


def _of_work(profile: Profile) -> Profile:
    """Only what work it does, and where: which kinds of notices it reads, how sure it has to be and what it judged stay its own."""
    return replace(profile, kinds=(), min_days_left=None, learnt=(), avoided=())
