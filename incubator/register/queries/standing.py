"""How a member stood on a day, by what happened."""

from datetime import date

from incubator.register import rules
from incubator.register.models import Member, MemberEvent
from incubator.register.values import EventKind, Row


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
