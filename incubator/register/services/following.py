"""Verbs of what befalls a membership: suspension, appeal and its ruling, a confirmation, a transfer."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member, MemberEvent
from incubator.register.services.membership import MEMBER, check_admission, end_by_transfer
from incubator.register.services.recording import Besides, happen, new_person
from incubator.register.values import Decision, EventKind, MembershipStanding, Person, Ruling
from incubator.statutes.rules.organs import organ


def suspend(
    member: Member, decision: Decision, until: date | None, *, author: User | None, now: datetime
) -> MemberEvent:
    """Suspend a member, where the statutes give that right, by the body that they name."""
    lock(member.cooperative)
    today = clock.local(now).date()
    rules.check_happened(decision.decided_on, today, rules.DECIDED, field="decided_on")
    rules.check_reach(decision.on, today, field="on")
    row = queries.row_on(member, decision.on)
    if row is None or row.standing is not MembershipStanding.MEMBER:
        raise RuleViolation(N_("Only a member who is not suspended can be suspended."), field="on")
    suspension = queries.statutes_in_force(member.cooperative, decision.decided_on).suspension
    rules.check_suspension(suspension.allowed, until, decision.on, suspension.max_months)
    if not decision.note.strip():
        raise RuleViolation(N_("Write down the reasons: the member must know them."), field="note")
    decided = Decision(organ(suspension.organ) or rules.BOARD, decision.decided_on, decision.on, note=decision.note)
    return happen(member, EventKind.SUSPENSION, decided, besides=Besides(until=until), author=author, now=now)


def follow(event: MemberEvent, step: str, on: date, note: str, *, author: User | None, now: datetime) -> MemberEvent:
    """What follows on an entry: the end of a suspension, an appeal, the ruling on it, the confirmation of a resignation."""
    member = event.member
    lock(member.cooperative)
    rules.check_happened(on, clock.local(now).date())
    rules.check_after(on, event.decided_on)
    if step not in steps_after(event):
        raise RuleViolation(N_("This cannot follow here, or it was entered already."))
    if step in set(Ruling):
        return _rule(event, Ruling(step), on, note, author=author, now=now)
    if step == EventKind.APPEAL:
        rules.check_appeal(on, event.decided_on, event.on_date, event.decided_by)
        # Until the ruling there is no end: the member stays suspended.
        event.holds = False
        db.session.flush()
    by = MEMBER if step == EventKind.APPEAL else rules.BOARD
    decision = Decision(by, on, on, note=note)
    return happen(member, EventKind(step), decision, besides=Besides(concerns=event), author=author, now=now)


def steps_of(member: Member) -> dict[int, list[str]]:
    """What can follow on each entry that counts, by the number of the entry."""
    entries = queries.counting_entries(member)
    if not entries:
        return {}
    newest = max(entry.decided_on for entry in entries)
    regime = queries.statutes_in_force(member.cooperative, newest).liability.regime
    acknowledged = regime in rules.WITH_LIABILITY
    return {entry.id: rules.next_steps(entry, entries, acknowledged=acknowledged) for entry in entries}


def steps_after(event: MemberEvent) -> list[str]:
    return steps_of(event.member).get(event.id, [])


def _rule(
    appeal: MemberEvent, ruling: Ruling, on: date, note: str, *, author: User | None, now: datetime
) -> MemberEvent:
    """The body of appeal decided: the membership ends that day, or the expulsion never was."""
    member = appeal.member
    expulsion = next(event for event in member.events if event.id == appeal.concerns_id)
    statutes = queries.statutes_in_force(member.cooperative, on)
    by = organ(statutes.expulsion.appeal_organ) or rules.GENERAL_MEETING
    decision = Decision(by, on, on, ruling.value, note)
    event = happen(member, EventKind.RULING, decision, besides=Besides(concerns=appeal), author=author, now=now)
    # A second expulsion of the day of the ruling: the end of the first was never certain, and stays readable.
    if ruling is Ruling.UPHELD:
        final = Decision(by, on, on, expulsion.ground, expulsion.note)
        happen(member, EventKind.EXPULSION, final, besides=Besides(concerns=event), author=author, now=now)
    return event


def transfer(
    member: Member,
    heir: Person,
    decision: Decision,
    *,
    is_another: bool = False,
    deed_on: date | None = None,
    author: User | None,
    now: datetime,
) -> Member:
    """The membership passes to somebody else, as one act: it ends for the one and begins for the other the day after (M-01).

    The day of a deed is kept where there is one. Whether the transfer needs it a notary knows, so nothing is refused without.
    """
    group = lock(member.cooperative)
    statutes = queries.statutes_in_force(group, decision.decided_on)
    rules.check_transfer(statutes.membership.transferable, on=decision.decided_on)
    # Before the end is written: who is not admitted must not leave the other without a membership.
    check_admission(group, decision, now=now)
    rules.check_admission_day(rules.day_after(decision.on), decision.decided_on)
    ending = end_by_transfer(member, decision, deed_on, author=author, now=now)
    successor = new_person(group, heir, is_another=is_another, now=now)
    admitted = Decision(
        decision.decided_by, decision.decided_on, rules.day_after(decision.on), "transfer", decision.note
    )
    happen(successor, EventKind.ADMISSION, admitted, besides=Besides(concerns=ending), author=author, now=now)
    return successor
