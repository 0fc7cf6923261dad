"""Reads of the register: as it stood on any day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries.people import GUIDES
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.db import db
from incubator.register import rules
from incubator.register.models import DeedProposal, Member, MemberEvent
from incubator.register.values import EventKind, Founding, MembershipStanding, ProposalState, Row
from incubator.statutes import queries as statutes_queries
from incubator.statutes.models import StatutesVersion
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes, read


def members(group: Cooperative) -> Sequence[Member]:
    """Everyone who is or was a member, by number."""
    statement = (
        select(Member)
        .where(Member.cooperative_id == group.id)
        .options(selectinload(Member.events), selectinload(Member.entries))
        .order_by(Member.number)
    )
    return db.session.scalars(statement).all()


def members_by_cooperative(day: date) -> dict[int, int]:
    """How many members each cooperative had that day, by its id; one without members is absent."""
    statement = select(Member).options(selectinload(Member.events), selectinload(Member.entries)).order_by(Member.id)
    counts: dict[int, int] = {}
    for member in db.session.scalars(statement):
        row = row_on(member, day)
        if row is not None and row.standing is not MembershipStanding.ENDED:
            counts[member.cooperative_id] = counts.get(member.cooperative_id, 0) + 1
    return counts


def founders_known(group: Cooperative) -> list[dict[str, str]]:
    """The founders by the dossier, else who takes part, each with the e-mail address that is known."""
    emails = {}
    taking_part: Any = cooperatives_queries.known_elsewhere(group).get("people.founders", [])
    for person in taking_part:
        emails[plain(person["name"])] = person["email"]
    founders: Any = cooperatives_queries.starting_values(group).get("people.founders", [])
    named = [founder for founder in founders if founder.get("name")]
    return [founder | {"email": founder.get("email") or emails.get(plain(founder["name"]), "")} for founder in named]


def could_be_admitted(group: Cooperative) -> list[dict[str, str]]:
    """Who takes part or is named as a founder, and is in the register under no such name."""
    registered = {plain(member.name) for member in members(group)}
    taking_part: Any = cooperatives_queries.known_elsewhere(group).get("people.founders", [])
    people: dict[str, dict[str, str]] = {}
    for person in (*founders_known(group), *taking_part):
        people.setdefault(plain(person["name"]), person)
    return [person for name, person in people.items() if name not in registered]


def with_register() -> Sequence[Cooperative]:
    """Every cooperative that keeps a register."""
    has_members = select(Member.id).where(Member.cooperative_id == Cooperative.id).exists()
    return db.session.scalars(select(Cooperative).where(has_members).order_by(Cooperative.id)).all()


def member(viewer: User, slug: str, number: int) -> Member | None:
    """A member of a cooperative within sight. A loader for `guarded`."""
    statement = (
        select(Member)
        .join(Member.cooperative)
        .where(Cooperative.slug == slug, Member.number == number, cooperatives_queries.within_sight(viewer))
    )
    return db.session.scalar(statement)


def event(viewer: User, slug: str, number: int, event_id: int) -> MemberEvent | None:
    """Something that happened to a member of a cooperative within sight. A loader for `guarded`."""
    owner = member(viewer, slug, number)
    if owner is None:
        return None
    return db.session.scalar(select(MemberEvent).where(MemberEvent.id == event_id, MemberEvent.member_id == owner.id))


def just_entered(group: Cooperative, name: str, *, since: datetime) -> bool:
    """Whether someone of this name was entered just now: a button that was pressed twice."""
    statement = (
        select(Member.id)
        .join(Member.events)
        .where(Member.cooperative_id == group.id, Member.name == name, MemberEvent.recorded_at > since)
    )
    return db.session.scalar(statement.limit(1)) is not None


def next_number(group: Cooperative) -> int:
    highest = db.session.scalar(select(func.max(Member.number)).where(Member.cooperative_id == group.id))
    return (highest or 0) + 1


def counting_events(member: Member) -> list[MemberEvent]:
    """What happened, without what was entered by mistake."""
    corrected = {event.corrects_id for event in member.events}
    return [event for event in member.events if event.id not in corrected and event.kind is not EventKind.CORRECTION]


def ends_of(member: Member) -> list[MemberEvent]:
    """What ended the membership or will, without what was entered by mistake; the earliest end first."""
    ends = [event for event in counting_events(member) if event.kind.ends]
    return sorted(ends, key=lambda event: (event.on_date, event.id))


def row_on(member: Member, day: date) -> Row | None:
    """How a member stood that day; None when not yet admitted."""
    # An end counts from the day it was decided, so that the register shows who is leaving; an admission only from its day.
    admission = _admission_on(member, day)
    if admission is None:
        return None
    end = _end_known_on(member, day)
    kind = end.kind if end else None
    last_day = end.on_date if end else None
    return Row(
        member_id=member.id,
        number=member.number,
        name=member.name,
        kind=member.kind,
        admitted_on=admission.on_date,
        decision=admission.decided_by,
        standing=rules.standing_on(day, kind, last_day),
        ended_on=last_day,
        ground=kind or "",
        paid_cents=_paid_until(member, day),
    )


def _admission_on(member: Member, day: date) -> MemberEvent | None:
    for event in counting_events(member):
        if event.kind is EventKind.ADMISSION and event.on_date <= day:
            return event
    return None


def _end_known_on(member: Member, day: date) -> MemberEvent | None:
    """The end that was decided, or had come, by that day; of two the earlier."""
    for event in ends_of(member):
        if min(event.on_date, event.decided_on) <= day:
            return event
    return None


def _paid_until(member: Member, day: date) -> int:
    return sum(entry.amount_cents for entry in member.entries if entry.on_date <= day)


def register_on(group: Cooperative, day: date, *, ended: bool = True) -> list[Row]:
    """The register as it stood on a day, by number; with `ended` also those who had left."""
    rows = []
    for member in members(group):
        row = row_on(member, day)
        if row is None:
            continue
        if ended or row.standing is not MembershipStanding.ENDED:
            rows.append(row)
    return rows


def members_count(group: Cooperative, day: date) -> int:
    return len(register_on(group, day, ended=False))


def statutes_in_force(group: Cooperative, day: date) -> Statutes:
    """The statutes that held that day, else those of the newest deed, else what the group is working on."""
    version = statutes_queries.effective(group, day) or statutes_queries.effective(group)
    return read(version.answers if version is not None else statutes_queries.answers(group))


def organ_that_admits(statutes: Statutes) -> str:
    """The body that decides on admission (BW 2:33): the board, unless the statutes name another."""
    return organ(statutes.admission.organ) or rules.BOARD


def organ_that_ends(statutes: Statutes, kind: EventKind) -> str:
    """The body that ends a membership or expels (BW 2:35(2) and (4)): the board, unless the statutes name another."""
    named = {
        EventKind.TERMINATION: statutes.termination_by_coop.organ,
        EventKind.EXPULSION: statutes.expulsion.organ,
    }
    return organ(named.get(kind, "")) or rules.BOARD


def deed_proposals(group: Cooperative) -> Sequence[DeedProposal]:
    """Every deed that was entered for this group, the newest first."""
    statement = (
        select(DeedProposal)
        .where(DeedProposal.cooperative_id == group.id)
        .options(
            joinedload(DeedProposal.version), joinedload(DeedProposal.proposed_by), joinedload(DeedProposal.decided_by)
        )
        .order_by(DeedProposal.id.desc())
    )
    return db.session.scalars(statement).all()


def open_proposal(group: Cooperative) -> DeedProposal | None:
    """The deed that waits for a confirmation."""
    waiting = [proposal for proposal in deed_proposals(group) if proposal.state is ProposalState.PROPOSED]
    return waiting[0] if waiting else None


def deed_proposal(viewer: User, slug: str, proposal_id: int) -> DeedProposal | None:
    """A deed that was entered for a group within sight. A loader for `guarded`."""
    statement = (
        select(DeedProposal)
        .join(DeedProposal.cooperative)
        .where(DeedProposal.id == proposal_id, Cooperative.slug == slug)
        .where(cooperatives_queries.within_sight(viewer))
    )
    return db.session.scalar(statement)


def confirmers() -> Sequence[User]:
    """Who can confirm a deed."""
    return managers()


def concerned(proposal: DeedProposal, *, without: User) -> list[User]:
    """Who takes part in the group, guides it or entered the deed, and can sign in; one person left out."""
    guiding = (
        select(User)
        .join(CoachAssignment, CoachAssignment.user_id == User.id)
        .where(CoachAssignment.cooperative_id == proposal.cooperative_id, GUIDES)
        .order_by(User.id)
    )
    taking_part = [part.user for part in cooperatives_queries.participants(proposal.cooperative)]
    people = dict.fromkeys([*taking_part, *db.session.scalars(guiding), proposal.proposed_by])
    return [person for person in people if person is not None and person.is_active and person.id != without.id]


def recorded_deed(group: Cooperative) -> Founding | None:
    """The deed that counts, with the number of the trade register as far as it is there."""
    effective = statutes_queries.effective(group)
    if effective is None or effective.deed_on is None:
        return None
    kvk = cooperatives_queries.milestones(group).get("kvk")
    number = kvk.note or "" if kvk else ""
    return Founding(effective.deed_on, effective.notary or "", number, effective.filed_on)


def is_registered(group: Cooperative, number: str) -> bool:
    """Whether the trade register gave this number before: a change of statutes is no registration."""
    kvk = cooperatives_queries.milestones(group).get("kvk")
    return kvk is not None and kvk.note == number


def versions_to_sign(group: Cooperative) -> list[StatutesVersion]:
    """The versions of which a deed can be: the one in force and what was made since, the newest first."""
    versions, effective = statutes_queries.versions(group), statutes_queries.effective(group)
    since = effective.number if effective is not None else 0
    return [version for version in versions if version.number >= since]


def answers_changed(group: Cooperative) -> bool:
    """Whether the answers of now are in no version yet: none was made, or they changed since the newest."""
    versions = statutes_queries.versions(group)
    return not versions or versions[0].answers != statutes_queries.answers(group)
