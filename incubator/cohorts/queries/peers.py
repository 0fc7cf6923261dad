"""Reads about peer groups, within what someone may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.cohorts.models import GroupGathering, PeerContact, PeerGroup, PeerMember
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cohort, Cooperative, Participation
from incubator.cooperatives.values import Phase
from incubator.core.db import db


@dataclass(frozen=True, slots=True)
class PeerPlace:
    """A group, and the peer group that it is in."""

    group: Cooperative
    peer_group: PeerGroup


def peer_place(viewer: User, slug: str) -> PeerPlace | None:
    """A group within sight that has peers. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    peer_group = peer_group_of(group) if group is not None else None
    if group is None or peer_group is None:
        return None
    return PeerPlace(group, peer_group)


def peer_group_of(group: Cooperative) -> PeerGroup | None:
    """The peer group that a group is in."""
    statement = select(PeerGroup).join(PeerGroup.members).where(PeerMember.cooperative_id == group.id)
    return db.session.scalar(statement)


def peers_of(group: Cooperative) -> Sequence[Cooperative]:
    """The other groups of its peer group that go on, by name."""
    own = select(PeerMember.peer_group_id).where(PeerMember.cooperative_id == group.id)
    statement = (
        select(Cooperative)
        .join(PeerMember, PeerMember.cooperative_id == Cooperative.id)
        .where(PeerMember.peer_group_id.in_(own), Cooperative.id != group.id, Cooperative.phase != Phase.STOPPED)
    )
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def contacts_of(groups: Sequence[Cooperative]) -> dict[int, list[User]]:
    """By group who agreed that its peers see the name and the address, and still takes part."""
    statement = (
        select(PeerContact)
        .join(PeerContact.user)
        # Who left the group agreed to be shown as one of it.
        .join(
            Participation,
            and_(
                Participation.user_id == PeerContact.user_id,
                Participation.cooperative_id == PeerContact.cooperative_id,
            ),
        )
        .where(
            PeerContact.cooperative_id.in_([group.id for group in groups]),
            Participation.until.is_(None),
            User.is_active,
        )
        .options(contains_eager(PeerContact.user))
    )
    contacts: dict[int, list[User]] = {}
    for contact in db.session.scalars(statement.order_by(User.name, User.id)):
        contacts.setdefault(contact.cooperative_id, []).append(contact.user)
    return contacts


def agreed(group: Cooperative, user: User) -> bool:
    """Whether somebody lets the peers of a group see the name and the address."""
    return db.session.get(PeerContact, (group.id, user.id)) is not None


def division(cohort: Cohort) -> Sequence[PeerGroup]:
    """The peer groups of a cohort, by number, with their groups."""
    statement = select(PeerGroup).where(PeerGroup.cohort_id == cohort.id)
    statement = statement.options(selectinload(PeerGroup.members).joinedload(PeerMember.cooperative))
    return db.session.scalars(statement.order_by(PeerGroup.number)).all()


def coming_to(peer_group: PeerGroup, *, now: datetime) -> Sequence[GroupGathering]:
    """The sessions of a peer group that are still to come."""
    statement = select(GroupGathering).where(
        GroupGathering.peer_group_id == peer_group.id,
        GroupGathering.ends_at > now,
        GroupGathering.cancelled_at.is_(None),
    )
    statement = statement.options(joinedload(GroupGathering.peer_group))
    return db.session.scalars(statement.order_by(GroupGathering.starts_at, GroupGathering.id)).all()


def has_met(peer_group: PeerGroup) -> bool:
    """Whether a session of this peer group was ever planned."""
    statement = select(GroupGathering.id).where(GroupGathering.peer_group_id == peer_group.id).limit(1)
    return db.session.scalar(statement) is not None
