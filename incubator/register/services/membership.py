"""Verbs of membership: admit, resign, end, correct."""

from dataclasses import replace
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member, MemberEvent
from incubator.register.services.counting import count_members
from incubator.register.values import Decision, EventKind, Person, Resigning

DEED = "akte van oprichting"
MEMBER = "lid"


def admit(group: Cooperative, person: Person, decision: Decision, *, author: User | None, now: datetime) -> Member:
    """Enter a new member; the body that the statutes name has decided (BW 2:33)."""
    lock(group)
    _check_admission(group, decision, now=now)
    name = person.name.strip()
    if not name:
        raise RuleViolation(N_("Fill in the name of the member."), field="name")
    if queries.just_entered(group, name, since=now - cooperatives_services.A_MOMENT):
        raise RuleViolation(N_("%(name)s was entered a moment ago already."), field="name", name=name)
    member = Member(
        cooperative_id=group.id,
        number=queries.next_number(group),
        name=name,
        kind=person.kind,
        address=person.address or None,
        email=person.email or None,
        email_consent=person.email_consent,
    )
    db.session.add(member)
    db.session.flush()
    _happen(member, EventKind.ADMISSION, decision, author=author, now=now)
    return member


def _check_admission(group: Cooperative, decision: Decision, *, now: datetime) -> None:
    today = clock.local(now).date()
    rules.check_reach(decision.decided_on, today, field="decided_on")
    rules.check_reach(decision.on, today, field="on")
    # Founders become members by signing the deed (BW 2:4): nobody decides on them.
    if decision.decided_by == DEED:
        return
    statutes = queries.statutes_in_force(group, decision.decided_on)
    named = queries.organ_that_admits(statutes)
    override = statutes.admission.alv_override
    rules.check_admission(decision.decided_by, named, override=override, on=decision.decided_on)


def resigning_terms(group: Cooperative, day: date) -> Resigning:
    """What the statutes of that day say about resigning."""
    statutes = queries.statutes_in_force(group, day)
    resignation = statutes.resignation
    return rules.resigning_terms(resignation.notice, resignation.notice_months, statutes.fiscal_year_end)


def resign(
    member: Member, noticed_on: date, *, immediate: bool = False, note: str = "", author: User | None, now: datetime
) -> MemberEvent:
    """A member resigns; the law and the statutes say when the membership ends (BW 2:36)."""
    lock(member.cooperative)
    rules.check_reach(noticed_on, clock.local(now).date(), field="noticed_on")
    terms = resigning_terms(member.cooperative, noticed_on)
    ends_on = rules.resignation_date(noticed_on, terms, immediate=immediate)
    decision = Decision(MEMBER, noticed_on, ends_on, "immediate" if immediate else "", note)
    return _end(member, EventKind.RESIGNATION, decision, author=author, now=now)


def end(member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime) -> MemberEvent:
    """End a membership on a ground that the law knows (BW 2:35), by the body that the statutes of that day name for it."""
    lock(member.cooperative)
    today = clock.local(now).date()
    rules.check_reach(decision.decided_on, today, field="decided_on")
    rules.check_reach(decision.on, today, field="on", months=rules.MONTHS_TO_END)
    rules.check_end(kind, decision.ground, on=decision.decided_on)
    rules.check_reasons(kind, decision.note, on=decision.decided_on)
    statutes = queries.statutes_in_force(member.cooperative, decision.decided_on)
    decided = replace(decision, decided_by=queries.organ_that_ends(statutes, kind))
    return _end(member, kind, decided, author=author, now=now)


def _end(member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime) -> MemberEvent:
    """The end of a membership, unless an end is known that is not later; a later one gives way and stays readable."""
    row = queries.row_on(member, date.max)
    if row is None:
        raise RuleViolation(N_("This membership has already ended or will end."), field="on")
    rules.check_dates(row.admitted_on, decision.on)
    rules.check_earlier(decision.on, row.ended_on)
    # Not deleted: who reads the register of an earlier day sees what was known then.
    for later in queries.ends_of(member):
        later.holds = False
    db.session.flush()
    return _happen(member, kind, decision, author=author, now=now)


def correct(event: MemberEvent, reason: str, *, author: User | None, now: datetime) -> MemberEvent:
    """What was entered by mistake counts no more; it stays readable, with the reason."""
    member = event.member
    lock(member.cooperative)
    if not reason.strip():
        raise RuleViolation(N_("Write down why this is corrected."), field="note")
    if event not in queries.counting_events(member) or event.kind is EventKind.ADMISSION:
        raise RuleViolation(N_("This cannot be corrected."))
    event.holds = False
    db.session.flush()
    decision = Decision(rules.BOARD, event.decided_on, event.on_date, note=reason)
    correction = _happen(member, EventKind.CORRECTION, decision, corrects=event, author=author, now=now)
    # An end that had given way to the mistake holds again.
    for earliest in queries.ends_of(member)[:1]:
        earliest.holds = True
    db.session.flush()
    return correction


def _happen(
    member: Member,
    kind: EventKind,
    decision: Decision,
    *,
    corrects: MemberEvent | None = None,
    author: User | None,
    now: datetime,
) -> MemberEvent:
    event = MemberEvent(
        member=member,
        kind=kind,
        on_date=decision.on,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by,
        ground=decision.ground,
        note=decision.note,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    if corrects is not None:
        event.corrects_id = corrects.id
    db.session.add(event)
    db.session.flush()
    count_members(member.cooperative, now=now)
    return event
