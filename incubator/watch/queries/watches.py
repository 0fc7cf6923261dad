"""The watches of cooperatives, the profiles they look with, and who reads what they find."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question
from incubator.watch import rules
from incubator.watch.models import WatchProfile
from incubator.watch.queries.learning import NOTHING_LEARNT, Learnt, learnt_by
from incubator.watch.values import Profile, Wishes

MOST_DIGITS = 9  # of a number that a row can have in both databases


def watches_of(group: Cooperative) -> Sequence[WatchProfile]:
    """The profiles of a cooperative, that of the dossier first."""
    return db.session.scalars(_watches(), {"group": group.id}).all()


@cache
def _watches() -> Question:
    statement: Question = select(WatchProfile).where(WatchProfile.cooperative_id == GROUP)
    return statement.order_by(WatchProfile.from_dossier.desc(), WatchProfile.id)


def first_watch_of(group: Cooperative) -> WatchProfile | None:
    """The profile that starts from the dossier."""
    statement = select(WatchProfile).where(WatchProfile.cooperative_id == group.id, WatchProfile.from_dossier.is_(True))
    return db.session.scalars(statement.order_by(WatchProfile.id)).first()


def watch_within_sight(viewer: User, slug: str, profile_id: int) -> WatchProfile | None:
    """One profile of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(WatchProfile).where(WatchProfile.id == profile_id, WatchProfile.cooperative_id == group.id)
    return db.session.scalar(statement.options(selectinload(WatchProfile.cooperative)))


def watches_named(name: str) -> Sequence[WatchProfile]:
    """The profiles that a name means: a number means one, a cooperative its first, else each that is called so.

    Also those that are switched off.
    """
    number = None
    if name.isdecimal() and len(name) <= MOST_DIGITS:
        number = int(name)
    of_group = and_(or_(Cooperative.slug == name, Cooperative.name == name), WatchProfile.from_dossier.is_(True))
    for meaning in (WatchProfile.id == number, of_group, WatchProfile.name == name):
        statement = select(WatchProfile).join(WatchProfile.cooperative).where(meaning)
        named = db.session.scalars(
            statement.options(selectinload(WatchProfile.cooperative)).order_by(WatchProfile.id)
        ).all()
        if named:
            return named
    return []


def active_watches() -> Sequence[WatchProfile]:
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .where(WatchProfile.active.is_(True), Cooperative.stopped_at.is_(None))
        .options(selectinload(WatchProfile.cooperative))
        .order_by(WatchProfile.id)
    )
    return db.session.scalars(statement).all()


def hold_watches() -> None:
    """Until this transaction ends nobody matches a watch anew; what somebody changes on a page goes on."""
    statement = select(WatchProfile.id).where(WatchProfile.active.is_(True)).order_by(WatchProfile.id)
    # FOR KEY SHARE stands only in the way of FOR UPDATE, which is how `locked_watches` takes the watches that it matches anew.
    db.session.execute(statement.with_for_update(read=True, key_share=True))


def profile_of(watch: WatchProfile) -> Profile:
    """What the engine looks with: the work from the dossier or from the profile itself, the wishes from the profile."""
    learnt = learnt_by([watch.id]).get(watch.id, NOTHING_LEARNT)
    return _profile(watch, cooperatives.holding_values(watch.cooperative), learnt)


def profiles_of(watches: Sequence[WatchProfile]) -> dict[int, Profile]:
    """The profiles of these watches by their number, with one look in the dossiers."""
    if not watches:
        return {}
    values = cooperatives.holding_values_of(list(map(attrgetter("cooperative"), watches)))
    learnt = learnt_by(list(map(attrgetter("id"), watches)))
    profiles = {}
    for watch in watches:
        of_group = values.get(watch.cooperative_id, {})
        profiles[watch.id] = _profile(watch, of_group, learnt.get(watch.id, NOTHING_LEARNT))
    return profiles


def answers_of(watch: WatchProfile) -> dict[str, Any]:
    """What a profile says of its work, by the name of each answer."""
    if not watch.from_dossier:
        return dict(watch.answers)
    return _answers(watch, cooperatives.holding_values(watch.cooperative))


def _answers(watch: WatchProfile, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with the facts of the dossier at hand."""
    answers = dict(watch.answers)
    if watch.from_dossier:
        answers |= rules.offered(facts)
        answers["description"] = answers.get("description") or facts.get("purpose.business")
        answers.setdefault("places", [watch.cooperative.municipality])
    return answers


def _profile(watch: WatchProfile, facts: Mapping[str, Any], learnt: Learnt) -> Profile:
    wishes = Wishes(_name(watch), tuple(watch.kinds), watch.min_days_left, watch.threshold_percent)
    profile = rules.profile_from_answers(_answers(watch, facts), wishes)
    return replace(profile, learnt=learnt.notices, avoided=learnt.avoided)


def _name(watch: WatchProfile) -> str:
    """The first profile of a cooperative speaks for it; another is told apart by its own name."""
    if watch.from_dossier:
        return watch.cooperative.name
    return f"{watch.cooperative.name}: {watch.name}"


def locked_watches(watches: Sequence[WatchProfile]) -> Sequence[WatchProfile]:
    """These watches as they are now; nobody else changes them until the transaction ends. Those that are gone are left out."""
    numbers = list(map(attrgetter("id"), watches))
    db.session.flush()
    db.session.expire_all()  # what was read of their groups before the lock may be of before a change
    statement = select(WatchProfile).where(WatchProfile.id.in_(numbers)).order_by(WatchProfile.id)
    statement = statement.with_for_update(of=WatchProfile).options(selectinload(WatchProfile.cooperative))
    return db.session.scalars(statement).all()
