"""The watches of cooperatives, the profiles they look with, and who reads what they find."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.core.reference.places import place_code
from incubator.watch import rules
from incubator.watch.models import WatchProfile
from incubator.watch.values import Profile

MOST_DIGITS = 9  # of a number that a row can have in both databases


def watch_of(group: Cooperative) -> WatchProfile | None:
    return db.session.scalar(select(WatchProfile).where(WatchProfile.cooperative_id == group.id))


def watch_named(name: str) -> WatchProfile | None:
    """The watch of a cooperative by slug or name, or by its own number. Also one that is switched off."""
    number = None
    if name.isdecimal() and len(name) <= MOST_DIGITS:
        number = int(name)
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .where(or_(WatchProfile.id == number, Cooperative.slug == name, Cooperative.name == name))
        .options(selectinload(WatchProfile.cooperative))
        .order_by(WatchProfile.id)
    )
    return db.session.scalars(statement).first()


def active_watches() -> Sequence[WatchProfile]:
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .where(WatchProfile.active.is_(True), Cooperative.stopped_at.is_(None))
        .options(selectinload(WatchProfile.cooperative))
        .order_by(WatchProfile.id)
    )
    return db.session.scalars(statement).all()


def profile_of(watch: WatchProfile) -> Profile:
    """The profile of a cooperative: its work from the dossier, its wishes from the watch."""
    return _profile(watch, cooperatives.holding_values(watch.cooperative))


def profiles_of(watches: Sequence[WatchProfile]) -> dict[int, Profile]:
    """The profiles of these watches by their number, with one look in the dossiers."""
    values = cooperatives.holding_values_of(list(map(attrgetter("cooperative"), watches)))
    return {watch.id: _profile(watch, values.get(watch.cooperative_id, {})) for watch in watches}


def _profile(watch: WatchProfile, facts: Mapping[str, Any]) -> Profile:
    places = facts.get("offer.places", [watch.cooperative.municipality])
    return Profile(
        name=watch.cooperative.name,
        description=str(facts.get("offer.description") or facts.get("purpose.business") or ""),
        cpv=_all_known(map(rules.cpv_code, facts.get("offer.cpv", []))),
        keywords=tuple(facts.get("offer.keywords", [])),
        exclude=tuple(facts.get("offer.exclude", [])),
        places=_all_known(map(place_code, filter(None, places))),
        min_value=_whole(facts.get("offer.min_value")),
        max_value=_whole(facts.get("offer.max_value")),
        kinds=tuple(watch.kinds),
        min_days_left=watch.min_days_left,
        threshold=watch.threshold_percent / 100,
    )


def _all_known(codes: Iterable[str | None]) -> tuple[str, ...]:
    """The codes; what was typed by hand and has no code is left out."""
    return tuple(filter(None, codes))


def _whole(amount: object) -> int | None:
    """Whole euros out of an amount of the dossier."""
    if amount is None:
        return None
    return int(Decimal(str(amount)))


def readers(cooperative_ids: Sequence[int]) -> dict[int, list[User]]:
    """Who takes part in each cooperative now and wants mails about notices."""
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_(cooperative_ids),
            Participation.until.is_(None),
            User.mail_notices != Pace.NONE,
            User.email.is_not(None),
            User.deactivated_at.is_(None),
        )
        .options(selectinload(Participation.user))
        .order_by(Participation.id)
    )
    readers_of: dict[int, list[User]] = {}
    for participation in db.session.scalars(statement):
        readers_of.setdefault(participation.cooperative_id, []).append(participation.user)
    return readers_of


def locked_watches(watches: Sequence[WatchProfile]) -> Sequence[WatchProfile]:
    """These watches as they are now; nobody else changes them until the transaction ends. Those that are gone are left out."""
    numbers = list(map(attrgetter("id"), watches))
    db.session.flush()
    db.session.expire_all()  # what was read of their groups before the lock may be of before a change
    statement = select(WatchProfile).where(WatchProfile.id.in_(numbers)).order_by(WatchProfile.id)
    statement = statement.with_for_update(of=WatchProfile).options(selectinload(WatchProfile.cooperative))
    return db.session.scalars(statement).all()
