"""How a member stood on a day, by what happened."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from incubator.register import rules
from incubator.register.models import Member, MemberEvent
from incubator.register.values import PERSONAL, ApplicantStanding, EventKind, RegisterEntry, Row


def entries_of(member: Member) -> list[RegisterEntry]:
    """Everything that happened, as plain values."""
    return [
        RegisterEntry(
            id=event.id,
            kind=event.kind,
            on_date=event.on_date,
            decided_on=event.decided_on,
            ground=event.ground,
            until=event.until,
            concerns=event.concerns_id,
            decided_by=event.decided_by,
        )
        for event in member.events
    ]


def counting_entries(member: Member) -> list[RegisterEntry]:
    return rules.counting(entries_of(member))


def counting_events(member: Member) -> list[MemberEvent]:
    """What happened, without what was entered by mistake."""
    counting = {entry.id for entry in counting_entries(member)}
    return [event for event in member.events if event.id in counting]


def ends_of(member: Member) -> list[MemberEvent]:
    """What ended the membership or will, without what was entered by mistake; the earliest end first."""
    events = {event.id: event for event in member.events}
    return [events[entry.id] for entry in rules.ends_known(counting_entries(member))]


def balance_on(member: Member, day: date) -> int:
    """What a member paid in and did not get back, in cents, at the end of a day: a payment of tomorrow does not count today."""
    return sum(line.amount_cents for line in member.payments if line.entry.on_date <= day)


def row_on(member: Member, day: date) -> Row | None:
    """How a member stood that day; None when not yet admitted."""
    # An end counts from the day it was decided, so that the register shows who is leaving; an admission only from its day.
    entries = counting_entries(member)
    admission, standing = rules.admission_on(entries, day), rules.standing_on(entries, day)
    if admission is None or standing is None:
        return None
    end = next(iter(rules.ends_known(entries, day)), None)
    personal = personal_on(member, day)
    last_day = end.on_date if end is not None else None
    ground = end.kind if end is not None else ""
    return Row(
        member_id=member.id,
        number=member.number,
        name=personal["name"],
        kind=member.kind,
        admitted_on=admission.on_date,
        decision=admission.decided_by,
        standing=standing,
        ended_on=last_day,
        ground=ground,
        paid_cents=balance_on(member, day),
        address=personal["address"] or "",
        email=personal["email"] or "",
        email_consent=personal["email_consent"],
        decided_on=admission.decided_on,
        votes=votes_on(member, day),
    )


def votes_on(member: Member, day: date) -> int:
    """How many votes are written down for a member on a day: one, or what the newest entry of by then says."""
    votes = 1
    for weight in member.weights:
        if weight.since <= day:
            votes = weight.votes
    return votes


def personal_on(member: Member, day: date) -> Mapping[str, Any]:
    """Name, address and e-mail address as they were that day: what changed after it is undone, the newest first."""
    personal = {key: getattr(member, key) for key in PERSONAL}
    # Undone from now backwards: what is stored is how it is today, so that lists need not replay everything.
    for event in reversed(counting_events(member)):
        if event.kind is EventKind.CHANGE and event.on_date > day:
            for key, change in (event.details or {}).get("changes", {}).items():
                personal[key] = change[0]
    return personal


def applicant_standing(member: Member, day: date) -> ApplicantStanding:
    return rules.applicant_standing(counting_entries(member), day)
