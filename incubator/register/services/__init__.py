"""Verbs of the register. Nothing here commits; who and when are arguments.

Every verb locks the cooperative first: numbers, ends and balances are decided on what holds until the transaction ends.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import CapitalEntry, Member, MemberEvent
from incubator.register.services import signing
from incubator.register.values import Decision, EntryKind, EventKind, Founding, Person, PersonKind, Resigning
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.models import StatutesVersion
from incubator.statutes.values.prefilling import value_at

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
    _count_members(member.cooperative, now=now)
    return event


def _count_members(group: Cooperative, *, now: datetime) -> None:
    """Tell the dossier how many members there are."""
    count = queries.members_count(group, clock.local(now).date())
    source = FactSource(FactSourceKind.REGISTER, "members")
    cooperatives_services.record_fact(
        group, "people.members_count", count, source=source, author=None, now=now, approved=True
    )


def count_again(group: Cooperative, *, now: datetime) -> bool:
    """Tell the dossier when the number of members changed because a day came: an admission or an end decided before."""
    lock(group)
    held = cooperatives_queries.holding_values(group).get("people.members_count")
    if held == str(queries.members_count(group, clock.local(now).date())):
        return False
    _count_members(group, now=now)
    return True


def enter_payment(
    member: Member, kind: EntryKind, amount_cents: int, *, on: date, note: str = "", author: User | None, now: datetime
) -> CapitalEntry:
    """A movement on the member's account. A repayment takes off, and never more than there was on that day or is now."""
    lock(member.cooperative)
    signed = -abs(amount_cents) if kind is EntryKind.REPAYMENT else amount_cents
    rules.check_reach(on, clock.local(now).date(), field="on")
    rules.check_payment(signed)
    rules.check_balance([*((entry.on_date, entry.amount_cents) for entry in member.entries), (on, signed)])
    if _just_booked(member, (signed, on, note), now=now):
        raise RuleViolation(N_("The same payment was entered a moment ago. Wait a minute if it was paid twice."))
    entry = CapitalEntry(
        member=member,
        kind=kind,
        on_date=on,
        amount_cents=signed,
        note=note,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(entry)
    member.balance_cents += signed
    db.session.flush()
    return entry


def _just_booked(member: Member, payment: tuple[int, date, str], *, now: datetime) -> bool:
    """Whether this very payment was booked within the last minute: a button that was pressed twice."""
    since = now - cooperatives_services.A_MOMENT
    recent = [entry for entry in member.entries if entry.recorded_at > since]
    return payment in [(entry.amount_cents, entry.on_date, entry.note) for entry in recent]


def record_founding(
    group: Cooperative,
    founding: Founding,
    *,
    author: User | None,
    now: datetime,
    today: date,
    version: StatutesVersion | None = None,
) -> list[Member]:
    """The deed has been signed: phase, milestones, facts, statutes, and the register with the founders.

    The number of the trade register may come later. Recorded again it corrects, and doubles nothing. Gives the members that it
    entered.
    """
    lock(group)
    rules.check_founding(founding.signed_on, founding.filed_on, today=today)
    founding = replace(founding, kvk=signing.stored_kvk(founding.kvk))
    if version is None:
        version = signing.same_deed(group, founding) or signing.version_of_the_deed(
            group, author=author, now=now, today=today
        )
    statutes_services.record_signing(
        version, on=founding.signed_on, notary=founding.notary, filed_on=founding.filed_on, author=author, now=now
    )
    # Recorded again later, to correct: a group that has come further is not moved back.
    if not group.phase.founded:
        cooperatives_services.move_to_phase(group, Phase.F5, now=now)
    # A cooperative is founded once: the deed of an amendment is another day than that of its founding.
    if version.amends is None:
        cooperatives_services.record_milestone(group, "deed", on=founding.signed_on, note=founding.notary or None)
        signing.record_fact(version, "identity.deed_date", founding.signed_on.isoformat(), author=author, now=now)
    # Without a number nothing is known of the registration; a number that was recorded before stays.
    if founding.kvk and not (version.amends and queries.is_registered(group, founding.kvk)):
        signing.record_registration(version, founding, author=author, now=now)
    return open_register(group, founding.signed_on, author=author, now=now)


def open_register(group: Cooperative, on: date, *, author: User | None, now: datetime) -> list[Member]:
    """The founders are the first members; a register that has members stays as it is."""
    if queries.members(group):
        return []
    decision = Decision(DEED, on, on)
    members = []
    for founder in _founders(group):
        # An empty row that was left in the form.
        if not founder.get("name"):
            continue
        kind = PersonKind(founder.get("kind") or PersonKind.NATURAL)
        person = Person(founder["name"], kind, email=founder.get("email") or None)
        members.append(admit(group, person, decision, author=author, now=now))
    return members


def _founders(group: Cooperative) -> list[dict[str, Any]]:
    """The founders of the deed, or of the dossier when there was no interview."""
    people = queries.founders_known(group)
    named = value_at(statutes_queries.answers(group), "deed.founders")
    if not named:
        return people
    # A deed has no e-mail addresses; the dossier, or the account of who takes part, has them.
    emails = {plain(person["name"]): person["email"] for person in people}
    return [{"email": emails.get(plain(founder.get("name", ""))), **founder} for founder in named]
