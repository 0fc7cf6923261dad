"""Verbs of membership: admit, resign, end, correct."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member, MemberEvent
from incubator.register.services.recording import NOTHING, Besides, happen, new_person
from incubator.register.values import Decision, EventKind, MembershipNotice, Person, Resigning

DEED = "akte van oprichting"
MEMBER = "lid"


def admit(
    group: Cooperative,
    person: Person,
    decision: Decision,
    *,
    is_another: bool = False,
    before_deed: bool | None = None,
    author: User | None,
    now: datetime,
) -> Member:
    """Enter a new member; the body that the statutes name has decided (BW 2:33). Raises `RuleViolation`.

    A day before the deed is asked about, unless `before_deed` says that it is right; None: nobody is there to ask.

    Somebody of this name or e-mail address who is in the register already is asked about, unless it is said to be another.
    """
    lock(group)
    check_admission(group, decision, now=now)
    check_beginning(group, decision, before_deed=before_deed)
    # Two founders of one name signed the deed both.
    is_another = is_another or decision.decided_by == DEED
    member = new_person(group, person, is_another=is_another, now=now)
    happen(member, EventKind.ADMISSION, decision, author=author, now=now)
    return member


def check_admission(group: Cooperative, decision: Decision, *, now: datetime) -> None:
    """By the body of the statutes of that day, on a day that can be."""
    today = clock.local(now).date()
    rules.check_happened(decision.decided_on, today, rules.DECIDED, field="decided_on")
    rules.check_reach(decision.on, today, field="on")
    # Founders become members by signing the deed (BW 2:4): nobody decides on them.
    if decision.decided_by == DEED:
        return
    statutes = queries.statutes_in_force(group, decision.decided_on)
    named = queries.organ_that_admits(statutes)
    override = statutes.admission.alv_override
    rules.check_admission(decision.decided_by, named, override=override, on=decision.decided_on)


def check_beginning(group: Cooperative, decision: Decision, *, before_deed: bool | None = None) -> None:
    """From the day of the decision on; whoever stands before the form is asked about a day before the deed."""
    rules.check_admission_day(decision.on, decision.decided_on)
    founded_on = queries.founded_on(group)
    if before_deed is False and rules.is_before_founding(decision.on, founded_on):
        raise RuleViolation(
            N_(
                "The deed is of %(day)s. Members from before that day there are only after a conversion (article 2:18 BW). "
                "Is that so here? Then tick this."
            ),
            field="before_deed",
            day=founded_on,
        )


def resigning_terms(group: Cooperative, day: date) -> Resigning:
    """What the statutes of that day say about resigning."""
    statutes = queries.statutes_in_force(group, day)
    resignation = statutes.resignation
    return rules.resigning_terms(resignation.notice, resignation.notice_months, statutes.fiscal_year_end)


def resign(member: Member, notice: MembershipNotice, *, author: User | None, now: datetime) -> MemberEvent:
    """A member resigns; the law and the statutes say when the membership ends (BW 2:36)."""
    lock(member.cooperative)
    rules.check_happened(notice.noticed_on, clock.local(now).date(), rules.NOTICED, field="noticed_on")
    _check_begun(member, notice.noticed_on, field="noticed_on")
    statutes = queries.statutes_in_force(member.cooperative, notice.noticed_on)
    rules.check_notice(notice, statutes.liability.regime)
    terms = resigning_terms(member.cooperative, notice.noticed_on)
    rules.check_wish(notice, terms, clock.local(now).date())
    ends_on = rules.resignation_date(notice.noticed_on, terms, immediate=bool(notice.ground), wish=notice.wish)
    rules.check_reach(ends_on, notice.noticed_on, field="wish", months=rules.MONTHS_TO_END)
    decision = Decision(MEMBER, notice.noticed_on, ends_on, notice.ground, notice.note)
    in_writing = Besides(details={"in_writing": notice.in_writing})
    return _end(member, EventKind.RESIGNATION, decision, besides=in_writing, author=author, now=now)


def end(member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime) -> MemberEvent:
    """End a membership on a ground that the law knows (BW 2:35), by the body that the statutes of that day name for it."""
    lock(member.cooperative)
    today = clock.local(now).date()
    rules.check_happened(decision.decided_on, today, rules.DECIDED, field="decided_on")
    if kind is EventKind.DEATH:
        rules.check_happened(decision.on, today, rules.DIED)
    else:
        rules.check_reach(decision.on, today, field="on", months=rules.MONTHS_TO_END)
        _check_begun(member, decision.decided_on, field="decided_on")
    rules.check_end(kind, decision.ground, on=decision.decided_on)
    rules.check_reasons(kind, decision.note, on=decision.decided_on)
    statutes = queries.statutes_in_force(member.cooperative, decision.decided_on)
    # Not who the form says: the statutes of that day say which body decides (M-04, M-06).
    decided = replace(decision, decided_by=queries.organ_that_ends(statutes, kind))
    if kind is EventKind.EXPULSION:
        months = rules.appeal_months(statutes.expulsion.appeal_months)
        rules.check_expulsion(decided.decided_on, decided.on, decided.decided_by, months)
    return _end(member, kind, decided, author=author, now=now)


def _check_begun(member: Member, day: date, *, field: str) -> None:
    """Only of a membership that has begun somebody gives notice, and only its end is decided on."""
    row = queries.row_on(member, date.max)
    if row is not None:
        rules.check_noticed(day, row.admitted_on, field=field)


def _end(
    member: Member,
    kind: EventKind,
    decision: Decision,
    *,
    besides: Besides = NOTHING,
    author: User | None,
    now: datetime,
) -> MemberEvent:
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
    return happen(member, kind, decision, besides=besides, author=author, now=now)


def correct(event: MemberEvent, reason: str, *, author: User | None, now: datetime) -> MemberEvent:
    """What was entered by mistake counts no more; it stays readable, with the reason. What followed on it is corrected first."""
    member = event.member
    lock(member.cooperative)
    if not reason.strip():
        raise RuleViolation(N_("Write down why this is corrected."), field="note")
    counting = queries.counting_events(member)
    if event not in counting or event.kind is EventKind.ERASURE:
        raise RuleViolation(N_("This cannot be corrected."))
    _check_nothing_followed(event, counting)
    event.holds = False
    db.session.flush()
    decision = Decision(rules.BOARD, event.decided_on, event.on_date, note=reason)
    correction = happen(member, EventKind.CORRECTION, decision, besides=Besides(concerns=event), author=author, now=now)
    if event.kind is EventKind.CHANGE:
        _put_back(member, event)
    # An end that had given way to the mistake holds again.
    for earliest in queries.ends_of(member)[:1]:
        earliest.holds = True
    db.session.flush()
    return correction


def _check_nothing_followed(event: MemberEvent, counting: Sequence[MemberEvent]) -> None:
    """An admission goes after its end and its payments; an expulsion after the appeal against it."""
    for later in counting:
        ends = event.kind is EventKind.ADMISSION and later.kind.ends
        if later.concerns_id == event.id or ends:
            raise RuleViolation(N_("Something followed on this. Correct that first, the newest first."))
    if event.kind is EventKind.ADMISSION and event.member.balance_cents:
        raise RuleViolation(N_("There is money on the account of this member. Enter first that it was paid back."))


def _put_back(member: Member, change: MemberEvent) -> None:
    """What changed by mistake becomes what it was, unless it changed once more."""
    for key, (before, after) in (change.details or {}).get("changes", {}).items():
        if getattr(member, key) == after:
            setattr(member, key, before)


def end_by_transfer(
    member: Member, decision: Decision, deed_on: date | None, *, author: User | None, now: datetime
) -> MemberEvent:
    """The end for who hands on a membership; the beginning for the other is entered with it."""
    besides = NOTHING
    if deed_on is not None:
        rules.check_happened(deed_on, clock.local(now).date(), rules.SIGNED, field="deed_on")
        besides = Besides(details={"deed_on": deed_on.isoformat()})
    return _end(member, EventKind.TRANSFER, decision, besides=besides, author=author, now=now)


def end_as_recorded(
    member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime
) -> MemberEvent:
    """An end that an earlier register of the cooperative knows: its reasons and its notice are in the papers of then."""
    return _end(member, kind, decision, author=author, now=now)
