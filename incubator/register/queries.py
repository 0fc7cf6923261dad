"""Reads of the register: as it stood on any day."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.register.models import Member, MemberEvent
from incubator.register.values import EventKind, MembershipStanding, Row

EXPORTS = ("csv", "xlsx", "docx")


def members(group: Cooperative) -> Sequence[Member]:
    """Everyone who is or was a member, by number."""
    statement = (
        select(Member)
        .where(Member.cooperative_id == group.id)
        .options(selectinload(Member.events), selectinload(Member.entries))
        .order_by(Member.number)
    )
    return db.session.scalars(statement).all()


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
    """Something that happened to a member of a cooperative within sight."""
    found = member(viewer, slug, number)
    return next((one for one in found.events if one.id == event_id), None) if found is not None else None


def export_of(viewer: User, slug: str, form: str) -> tuple[Cooperative, str] | None:
    """A cooperative within sight and a kind of file that we make."""
    group = cooperatives_queries.cooperative(viewer, slug)
    return (group, form) if group is not None and form in EXPORTS else None


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


def row_on(member: Member, day: date) -> Row | None:
    """How a member stood that day; None when not yet admitted."""
    events = [event for event in counting_events(member) if min(event.on_date, event.decided_on) <= day]
    admission = next((event for event in events if event.kind is EventKind.ADMISSION and event.on_date <= day), None)
    if admission is None:
        return None
    end = next((event for event in events if event.kind.ends), None)
    standing = MembershipStanding.MEMBER
    if end is not None and end.on_date <= day:
        standing = MembershipStanding.ENDED
    elif end is not None and end.kind is EventKind.EXPULSION:
        standing = MembershipStanding.SUSPENDED
    return Row(
        member_id=member.id,
        number=member.number,
        name=member.name,
        kind=member.kind,
        admitted_on=admission.on_date,
        decision=admission.decided_by,
        standing=standing,
        ended_on=end.on_date if end is not None else None,
        ground=end.kind.value if end is not None else "",
        paid_cents=sum(entry.amount_cents for entry in member.entries if entry.on_date <= day),
    )


def register_on(group: Cooperative, day: date, *, ended: bool = True) -> list[Row]:
    """The register as it stood on a day; with `ended` also those who had left."""
    rows = [row for member in members(group) if (row := row_on(member, day)) is not None]
    return [row for row in rows if ended or row.standing is not MembershipStanding.ENDED]


def members_count(group: Cooperative, day: date) -> int:
    return len(register_on(group, day, ended=False))
