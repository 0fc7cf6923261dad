"""Verbs of peer groups. Nothing here commits; who and when are arguments."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.cohorts import rules
from incubator.cohorts.models import PeerContact, PeerGroup, PeerMember
from incubator.cohorts.queries import cohorts, peers
from incubator.cohorts.services import gatherings
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core.db import db, insert_once, lock


def divide(cohort: Cohort, numbers: Mapping[int, int | None], *, now: datetime) -> None:
    """Put the groups of a cohort in peer groups, by the number of each group. Raises `RuleViolation` for a group without a peer."""
    lock(cohort)
    # Read under the lock: a group that left the cohort meanwhile is divided no more.
    members = {group.id for group in cohorts.groups_of(cohort)}
    chosen = {group_id: number for group_id, number in numbers.items() if group_id in members and number is not None}
    rules.check_division(list(chosen.values()))
    known = {peer_group.number: peer_group for peer_group in peers.division(cohort)}
    for number in sorted(set(chosen.values()) - set(known)):
        known[number] = PeerGroup(cohort_id=cohort.id, number=number)
        db.session.add(known[number])
    db.session.flush()
    _let_be_in(members, {group_id: known[number] for group_id, number in chosen.items()})
    for peer_group in known.values():
        _follow(peer_group, is_used=peer_group.number in chosen.values(), now=now)


def _let_be_in(members: set[int], chosen: Mapping[int, PeerGroup]) -> None:
    """Each group in the peer group that was chosen, and in no other."""
    # All out first: a group stands in one row, and two groups that change places would meet halfway.
    db.session.execute(delete(PeerMember).where(PeerMember.cooperative_id.in_(members)))
    for group_id, peer_group in chosen.items():
        db.session.add(PeerMember(cooperative_id=group_id, peer_group_id=peer_group.id))
    db.session.flush()
    # The lists of members were read before they changed.
    db.session.expire_all()


def _follow(peer_group: PeerGroup, *, is_used: bool, now: datetime) -> None:
    """The agendas have the sessions of the peers of now; a peer group that is empty and never met goes."""
    for gathering in peers.coming_to(peer_group, now=now):
        gatherings.put_in_agendas(gathering)
    if not is_used and not peers.has_met(peer_group):
        db.session.delete(peer_group)
    db.session.flush()


def agree(group: Cooperative, user: User, *, shown: bool, now: datetime) -> None:
    """Let the peers of a group see the name and the address of somebody in it, or not any more."""
    lock(group)
    if shown:
        insert_once(PeerContact, {"cooperative_id": group.id, "user_id": user.id, "agreed_at": now})
        return
    db.session.execute(
        delete(PeerContact).where(PeerContact.cooperative_id == group.id, PeerContact.user_id == user.id)
    )


def leave_cohort(group: Cooperative) -> None:
    """A group that goes to another cohort leaves its peers; who would stay alone keeps the place until the next division."""
    peer_group = peers.peer_group_of(group)
    if peer_group is not None and peer_group.cohort.name != group.cohort:
        db.session.execute(delete(PeerMember).where(PeerMember.cooperative_id == group.id))
        db.session.flush()
        gatherings.forget_in_agenda(group, peer_group)


def forget(user: User, _now: datetime) -> None:
    """The account goes: it is nobody's contact."""
    db.session.execute(delete(PeerContact).where(PeerContact.user_id == user.id))
