"""Who is and was a member, and who could become it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.db import db
from incubator.ledger.models import LedgerAccount, LedgerLine
from incubator.register.models import Member, MemberEvent
from incubator.register.queries.standing import applicant_standing, row_on
from incubator.register.rules.alike import known_by
from incubator.register.values import ApplicantStanding, MembershipStanding, Row


def members(group: Cooperative) -> Sequence[Member]:
    """Everyone who is or was a member, by number."""
    statement = _with_history().where(Member.cooperative_id == group.id).order_by(Member.number)
    return db.session.scalars(statement).all()


def _with_history() -> Select[Member]:
    """Members with everything that tells how they stand, in as many questions for a hundred as for a single member.

    Made when it is asked for: it looks at the mapping, which not every command needs.
    """
    lines = selectinload(Member.account).selectinload(LedgerAccount.lines)
    return select(Member).options(
        selectinload(Member.events), selectinload(Member.weights), lines.joinedload(LedgerLine.entry)
    )


def members_by_cooperative(day: date) -> dict[int, int]:
    """How many members each cooperative had that day, by its id; one without members is absent."""
    statement = _with_history().order_by(Member.id)
    counts: dict[int, int] = {}
    for member in db.session.scalars(statement):
        row = row_on(member, day)
        if row is not None and row.standing is not MembershipStanding.ENDED:
            counts[member.cooperative_id] = counts.get(member.cooperative_id, 0) + 1
    return counts


def founders_known(group: Cooperative) -> list[dict[str, str]]:
    """The founders by the dossier, else who takes part, each with the e-mail address that is known."""
    emails = {}
    taking_part: Any = cooperatives_queries.known_elsewhere(group).get("people.founders", [])
    for person in taking_part:
        emails[plain(person["name"])] = person["email"]
    founders: Any = cooperatives_queries.starting_values(group).get("people.founders", [])
    named = [founder for founder in founders if founder.get("name")]
    return [founder | {"email": founder.get("email") or emails.get(plain(founder["name"]), "")} for founder in named]


def could_be_admitted(group: Cooperative) -> list[dict[str, str]]:
    """Who takes part or is named as a founder, and is in the register under no such name."""
    registered = {plain(member.name) for member in members(group)}
    taking_part: Any = cooperatives_queries.known_elsewhere(group).get("people.founders", [])
    people: dict[str, dict[str, str]] = {}
    for person in (*founders_known(group), *taking_part):
        people.setdefault(plain(person["name"]), person)
    return [person for name, person in people.items() if name not in registered]


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
    """Something that happened to a member of a cooperative within sight. A loader for `guarded`."""
    owner = member(viewer, slug, number)
    if owner is None:
        return None
    return db.session.scalar(select(MemberEvent).where(MemberEvent.id == event_id, MemberEvent.member_id == owner.id))


def just_entered(group: Cooperative, name: str, *, since: datetime) -> bool:
    """Whether someone of this name was entered just now: a button that was pressed twice."""
    statement = (
        select(Member.id)
        .join(Member.events)
        .where(Member.cooperative_id == group.id, Member.name == name, MemberEvent.recorded_at > since)
    )
    return db.session.scalar(statement.limit(1)) is not None


def alike(group: Cooperative, name: str, email: str | None) -> Member | None:
    """Somebody in the register with this name or e-mail address, whether a member, on trial or gone; the newest."""
    by = known_by(name, email)
    for member in reversed(members(group)):
        if not by.isdisjoint(known_by(member.name, member.email)):
            return member
    return None


def not_admitted(group: Cooperative, day: date) -> list[tuple[Member, ApplicantStanding]]:
    """Who asked for membership, is on trial or was refused, and was never admitted; each with how that stands."""
    applicants = []
    for member in members(group):
        if member.events and row_on(member, date.max) is None:
            applicants.append((member, applicant_standing(member, day)))
    return applicants


def own_membership(viewer: User, slug: str) -> Member | None:
    """One's own membership of this cooperative, the newest; whether or not one still takes part here. A loader for `guarded`."""
    statement = (
        select(Member)
        .join(Member.cooperative)
        .where(Cooperative.slug == slug, Member.user_id == viewer.id)
        .order_by(Member.number.desc())
    )
    return db.session.scalars(statement.limit(1)).first()


def next_number(group: Cooperative) -> int:
    highest = db.session.scalar(select(func.max(Member.number)).where(Member.cooperative_id == group.id))
    return (highest or 0) + 1


def register_on(group: Cooperative, day: date, *, ended: bool = True) -> list[Row]:
    """The register as it stood on a day, by number; with `ended` also those who had left."""
    rows = []
    for member in members(group):
        row = row_on(member, day)
        if row is None:
            continue
        if ended or row.standing is not MembershipStanding.ENDED:
            rows.append(row)
    return rows


def members_count(group: Cooperative, day: date) -> int:
    return len(register_on(group, day, ended=False))
