"""How an entry gets into the register. Entries are only added."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values.fact_meaning import address
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries
from incubator.register.models import Member, MemberEvent
from incubator.register.services import appeals
from incubator.register.services.counting import count_members
from incubator.register.values import Decision, EventKind, MembershipStanding, Person


@dataclass(frozen=True, slots=True)
class Besides:
    """What an entry holds besides the decision: which entry it is about, until when it holds, what changed."""

    concerns: MemberEvent | None = None
    until: date | None = None
    details: dict[str, Any] | None = None


NOTHING = Besides()
# What can begin, stop or bring back the time to appeal; who leaves or dies first stops it too.
ABOUT_APPEALS = frozenset({EventKind.APPEAL, EventKind.RULING, EventKind.CORRECTION})


def happen(
    member: Member,
    kind: EventKind,
    decision: Decision,
    *,
    besides: Besides = NOTHING,
    author: User | None,
    now: datetime,
) -> MemberEvent:
    """Enter what happened, and tell the dossier how many members there are now."""
    # Asked before the new row exists: reading the number of the other would flush a half-made one.
    concerns = besides.concerns.id if besides.concerns is not None else None
    event = MemberEvent(
        member=member,
        kind=kind,
        on_date=decision.on,
        decided_on=decision.decided_on,
        decided_by=decision.decided_by,
        ground=decision.ground,
        note=decision.note,
        concerns_id=concerns,
        until=besides.until,
        details=besides.details,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(event)
    db.session.flush()
    count_members(member.cooperative, now=now)
    if kind.ends or kind in ABOUT_APPEALS:
        db.session.refresh(member, ["events"])
        appeals.keep(member, now=now)
    return event


def new_person(group: Cooperative, person: Person, *, is_another: bool, now: datetime) -> Member:
    """A new line of the register. Who seems to be in it already is asked about (`is_another`), and so is a button pressed twice."""
    name = person.name.strip()
    if queries.just_entered(group, name, since=now - cooperatives_services.A_MOMENT):
        raise RuleViolation(N_("%(name)s was entered a moment ago already."), field="name", name=name)
    if name and not is_another:
        _ask_whether_another(group, person)
    return enter_person(group, person)


def enter_person(group: Cooperative, person: Person, number: int = 0) -> Member:
    """A line for this person, with a number of the file that it came from or else the next one."""
    if not person.name.strip():
        raise RuleViolation(N_("Fill in the name of the member."), field="name")
    member = Member(
        cooperative_id=group.id,
        number=number or queries.next_number(group),
        name=person.name.strip(),
        kind=person.kind,
        address=person.address or None,
        email=person.email or None,
        email_consent=person.email_consent,
        user_id=account_of(group, person.email),
    )
    db.session.add(member)
    db.session.flush()
    return member


def _ask_whether_another(group: Cooperative, person: Person) -> None:
    known = queries.alike(group, person.name, person.email)
    if known is not None:
        raise RuleViolation(
            N_("%(name)s is in the register already, with number %(number)s. Tick that this is a new membership."),
            field="is_another",
            name=known.name,
            number=known.number,
        )


def account_of(group: Cooperative, email: str | None) -> int | None:
    """The account of who takes part in the group with this e-mail address, unless it is that of another member.

    Two who live together may share an address; nobody gets to see or to vote as the other by that.
    """
    for part in cooperatives_queries.participants(group):
        if email and address(part.user.email) == address(email):
            return None if _is_somebodys(group, part.user) else int(part.user.id)
    return None


def _is_somebodys(group: Cooperative, user: User) -> bool:
    """Whether the account belongs to somebody in the register who did not leave and was not refused."""
    for member in queries.members(group):
        if member.user_id != user.id:
            continue
        row, events = queries.row_on(member, date.max), queries.counting_events(member)
        refused = bool(events) and events[-1].kind is EventKind.REFUSAL
        if row is None and not refused:
            return True
        if row is not None and row.standing is not MembershipStanding.ENDED:
            return True
    return False
