"""Verbs of becoming a member: an application, a time on trial, the decision."""

from dataclasses import dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member, MemberEvent
from incubator.register.services.membership import MEMBER, check_admission, check_beginning
from incubator.register.services.recording import Besides, happen, new_person
from incubator.register.values import Decision, EventKind, Person


@dataclass(frozen=True, slots=True)
class ApplicationReceived:
    """Somebody asks to become a member: when, and whether in writing."""

    on: date
    in_writing: bool = False
    is_another: bool = False
    note: str = ""


def apply(
    group: Cooperative, person: Person, received: ApplicationReceived, *, author: User | None, now: datetime
) -> Member:
    """Enter an application. The one who asks gets a number, and is no member."""
    lock(group)
    rules.check_happened(received.on, clock.local(now).date())
    regime = queries.statutes_in_force(group, received.on).liability.regime
    rules.check_writing(received.in_writing, regime, on=received.on)
    applicant = new_person(group, person, is_another=received.is_another, now=now)
    decision = Decision(MEMBER, received.on, received.on, note=received.note)
    details = Besides(details={"in_writing": received.in_writing})
    happen(applicant, EventKind.APPLICATION, decision, besides=details, author=author, now=now)
    return applicant


def decide(
    applicant: Member,
    outcome: EventKind,
    decision: Decision,
    *,
    until: date | None = None,
    before_deed: bool | None = None,
    author: User | None,
    now: datetime,
) -> MemberEvent:
    """Admit, refuse, or try: by the body that the statutes name (M-02). After a refusal the general meeting can still admit."""
    group = lock(applicant.cooperative)
    if queries.row_on(applicant, date.max) is not None:
        raise RuleViolation(N_("%(name)s is a member already."), name=applicant.name)
    check_admission(group, decision, now=now)
    if outcome is EventKind.ADMISSION:
        check_beginning(group, decision, before_deed=before_deed)
    before = queries.counting_events(applicant)
    if before:
        rules.check_after(decision.decided_on, before[-1].decided_on)
    _check_after_refusal(before, outcome, decision)
    if outcome is EventKind.TRIAL:
        aspirants = queries.statutes_in_force(group, decision.decided_on).membership.aspirants
        rules.check_trial(aspirants.allowed, until, decision.on, aspirants.months)
    if outcome is EventKind.REFUSAL and not decision.note.strip():
        raise RuleViolation(N_("Write down why. The one who asked hears it too."), field="note")
    return happen(applicant, outcome, decision, besides=Besides(until=until), author=author, now=now)


def _check_after_refusal(before: list[MemberEvent], outcome: EventKind, decision: Decision) -> None:
    """Who was refused is admitted by the general meeting only, or asks once more."""
    last = before[-1].kind if before else None
    if last is not EventKind.REFUSAL:
        return
    if outcome is EventKind.ADMISSION and decision.decided_by == rules.GENERAL_MEETING:
        return
    raise RuleViolation(
        N_("After a refusal only the general meeting can still admit (article 2:33 BW), or a new application is made."),
        field="decided_by",
    )
