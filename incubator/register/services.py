"""Verbs of the register. Nothing here commits; who and when are arguments."""

from dataclasses import dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import rules as cooperatives_rules
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import CapitalEntry, Member, MemberEvent
from incubator.register.values import EntryKind, EventKind, PersonKind, Resigning
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.rules.organs import organ
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.prefilling import value_at

DEED = "akte van oprichting"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is admitted."""

    name: str
    kind: PersonKind = PersonKind.NATURAL
    address: str | None = None
    email: str | None = None
    email_consent: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, when, and when it takes effect."""

    decided_by: str
    decided_on: date
    on: date
    ground: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Founding:
    """What the manager knows after the notary: the deed and the trade register."""

    signed_on: date
    notary: str
    kvk: str
    filed_on: date | None = None


def statutes_of(group: Cooperative) -> Statutes:
    """The statutes that hold, or else what the group is working on."""
    effective = statutes_queries.effective(group)
    return read(effective.answers if effective is not None else statutes_queries.answers(group))


def admit(group: Cooperative, person: Person, decision: Decision, *, author: User | None, now: datetime) -> Member:
    """Enter a new member; the body that the statutes name has decided (BW 2:33)."""
    statutes = statutes_of(group)
    if decision.decided_by != DEED:
        named = organ(statutes.admission.organ) or rules.BOARD
        rules.check_admission(decision.decided_by, named, override=statutes.admission.alv_override)
    if not person.name.strip():
        raise RuleViolation(N_("Fill in the name of the member."), field="name")
    if queries.just_entered(group, person.name.strip(), since=now - cooperatives_services.A_MOMENT):
        raise RuleViolation(N_("%(name)s was entered a moment ago already."), field="name", name=person.name.strip())
    found = Member(
        cooperative_id=group.id,
        number=queries.next_number(group),
        name=person.name.strip(),
        kind=person.kind,
        address=person.address or None,
        email=person.email or None,
        email_consent=person.email_consent,
    )
    db.session.add(found)
    db.session.flush()
    _happen(found, EventKind.ADMISSION, decision, author=author, now=now)
    return found


def resigning_terms(group: Cooperative) -> Resigning:
    statutes = statutes_of(group)
    resignation = statutes.resignation
    return rules.resigning_terms(resignation.notice, resignation.notice_months, statutes.fiscal_year_end)


def resign(
    member: Member, noticed_on: date, *, immediate: bool = False, note: str = "", author: User | None, now: datetime
) -> MemberEvent:
    """A member resigns; the law and the statutes say when the membership ends (BW 2:36)."""
    ends_on = rules.resignation_date(noticed_on, resigning_terms(member.cooperative), immediate=immediate)
    decision = Decision("lid", noticed_on, ends_on, "immediate" if immediate else "", note)
    return end(member, EventKind.RESIGNATION, decision, author=author, now=now)


def end(member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime) -> MemberEvent:
    """End a membership on a ground that the law knows (BW 2:35)."""
    row = queries.row_on(member, date.max)
    if row is None or row.ended_on is not None:
        raise RuleViolation(N_("This membership has already ended or will end."), field="on")
    rules.check_end(kind, decision.ground)
    rules.check_reasons(kind, decision.note)
    rules.check_dates(row.admitted_on, decision.on)
    return _happen(member, kind, decision, author=author, now=now)


def correct(event: MemberEvent, reason: str, *, author: User | None, now: datetime) -> MemberEvent:
    """What was entered by mistake counts no more; it stays readable, with the reason."""
    if not reason.strip():
        raise RuleViolation(N_("Write down why this is corrected."), field="note")
    if event not in queries.counting_events(event.member) or event.kind is EventKind.ADMISSION:
        raise RuleViolation(N_("This cannot be corrected."))
    decision = Decision("bestuur", event.decided_on, event.on_date, note=reason)
    correction = _happen(event.member, EventKind.CORRECTION, decision, author=author, now=now)
    correction.corrects_id = event.id
    db.session.flush()
    return correction


def _happen(member: Member, kind: EventKind, decision: Decision, *, author: User | None, now: datetime) -> MemberEvent:
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
    held = cooperatives_queries.holding_values(group).get("people.members_count")
    if held == str(queries.members_count(group, clock.local(now).date())):
        return False
    _count_members(group, now=now)
    return True


def enter_payment(
    member: Member, kind: EntryKind, amount_cents: int, *, on: date, note: str = "", author: User | None, now: datetime
) -> CapitalEntry:
    """A movement on the member's account. A repayment takes off, and never more than there is."""
    signed = -abs(amount_cents) if kind is EntryKind.REPAYMENT else amount_cents
    balance = sum(entry.amount_cents for entry in member.entries)
    if amount_cents == 0:
        raise RuleViolation(N_("Fill in an amount."), field="amount")
    if balance + signed < 0:
        raise RuleViolation(N_("There is not that much on this account."), field="amount")
    if any(
        (entry.amount_cents, entry.on_date, entry.note) == (signed, on, note)
        and entry.recorded_at > now - cooperatives_services.A_MOMENT
        for entry in member.entries
    ):
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
    db.session.flush()
    return entry


def record_founding(
    group: Cooperative, founding: Founding, *, author: User | None, now: datetime, today: date
) -> list[Member]:
    """The deed has been signed and registered: phase, milestones, facts, statutes, and the register with the founders."""
    kvk = _checked(founding, today=today)
    version = next(iter(statutes_queries.versions(group)), None)
    if version is None or (version.deed_on is None and version.answers != statutes_queries.answers(group)):
        version = statutes_services.make_version(group, author=author, now=now, today=today)
    statutes_services.record_signing(version, on=founding.signed_on, notary=founding.notary, filed_on=founding.filed_on)
    if not group.phase.founded:
        cooperatives_services.move_to_phase(group, Phase.F5, now=now)
    cooperatives_services.record_milestone(group, "deed", on=founding.signed_on, note=founding.notary or None)
    cooperatives_services.record_milestone(group, "kvk", on=founding.filed_on or founding.signed_on, note=kvk)
    facts: dict[str, object] = {"identity.deed_date": founding.signed_on.isoformat(), "identity.kvk": kvk}
    if name := value_at(version.answers, "name"):
        facts["identity.name"] = name
    for key, value in facts.items():
        source = FactSource(FactSourceKind.DEED, f"deed/{key}")
        cooperatives_services.record_fact(group, key, value, source=source, author=author, now=now, approved=True)
    return open_register(group, founding.signed_on, author=author, now=now)


def _checked(founding: Founding, *, today: date) -> str:
    if founding.signed_on > today:
        raise RuleViolation(N_("The deed cannot have been signed in the future."), field="signed_on")
    if founding.filed_on is not None and founding.filed_on < founding.signed_on:
        raise RuleViolation(N_("Registration comes after the deed."), field="filed_on")
    try:
        return cooperatives_rules.kvk_number(founding.kvk)
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field="kvk") from broken_rule


def open_register(group: Cooperative, on: date, *, author: User | None, now: datetime) -> list[Member]:
    """The founders are the first members; a register that has members stays as it is."""
    if queries.members(group):
        return []
    founders = value_at(statutes_queries.answers(group), "deed.founders") or []
    if not founders:
        fact = cooperatives_queries.holding_facts(group).get("people.founders")
        founders = fact.value if fact is not None else []
    decision = Decision(DEED, on, on)
    return [
        admit(
            group,
            Person(one["name"], PersonKind(one.get("kind") or "natural"), email=one.get("email") or None),
            decision,
            author=author,
            now=now,
        )
        for one in founders
        if one.get("name")
    ]
