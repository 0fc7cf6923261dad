"""Reads about the personal data that founders fill in for the deed: who was asked, and who is behind a link. No values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.statutes import queries
from incubator.statutes.models import FounderDetails
from incubator.statutes.rules import people
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.answers import Founder


@dataclass(frozen=True, slots=True)
class FounderOfGroup:
    """A founder in the answers of a group, and what was asked of this founder."""

    group: Cooperative
    founder: Founder
    asked: FounderDetails | None


def founders(group: Cooperative) -> list[FounderOfGroup]:
    """The founders in the answers as they are now, in their order; two whom the answers do not tell apart are left out."""
    rows = {(row.person_id, row.name): row for row in asked_in(group)}
    present = told_apart(read(queries.answers(group)))
    return [FounderOfGroup(group, founder, rows.get((founder.person_id, founder.name))) for founder in present]


def told_apart(statutes: Statutes) -> list[Founder]:
    """The founders that no other founder can be taken for: whose number and name are theirs alone."""
    listed = statutes.deed.founders
    numbers = Counter(founder.person_id for founder in listed)
    names = Counter(people.key(founder.name) for founder in listed)
    return [founder for founder in listed if numbers[founder.person_id] == names[people.key(founder.name)] == 1]


def are_all_told_apart(group: Cooperative) -> bool:
    """Whether every founder in the answers can be asked."""
    statutes = read(queries.answers(group))
    return len(told_apart(statutes)) == len(statutes.deed.founders)


def asked_in(group: Cooperative) -> Sequence[FounderDetails]:
    """Everyone who was asked, also who is no founder any more."""
    statement = select(FounderDetails).where(FounderDetails.cooperative_id == group.id)
    return db.session.scalars(statement.order_by(FounderDetails.id)).all()


def is_anything_filled_in(group: Cooperative) -> bool:
    """Whether some founder filled in something, whole or not."""
    return any(row.sealed for row in asked_in(group))


def founder(viewer: User, slug: str, person: str) -> FounderOfGroup | None:
    """A founder of a group within sight, by the number in the answers. A loader for `guarded`."""
    group = cooperatives_queries.cooperative(viewer, slug)
    if group is None:
        return None
    present = {entry.founder.person_id: entry for entry in founders(group)}
    return present.get(person)


def address_known_of(asked: FounderOfGroup) -> str:
    """The mail address of who takes part in the group under this founder's name; nothing when nobody or several do."""
    users = [participation.user for participation in cooperatives_queries.participants(asked.group)]
    addresses = [user.email for user in users if user.email and people.same(user.name, asked.founder.name)]
    return addresses[0] if len(addresses) == 1 else ""


def by_token(token_hash: str) -> FounderDetails | None:
    return db.session.scalar(select(FounderDetails).where(FounderDetails.token_hash == token_hash))


def founder_of(row: FounderDetails) -> Founder | None:
    """The founder whom a row is about; None when the answers do not have this founder any more."""
    same = (
        entry.founder for entry in founders(row.cooperative) if entry.asked is not None and entry.asked.id == row.id
    )
    return next(same, None)


def is_still_needed(row: FounderDetails, now: datetime) -> bool:
    """Whether there is a reason to keep a row: a founder of a group that goes on, before the deed and in time."""
    group = row.cooperative
    if row.expires_at < now or group.stopped_at is not None or queries.effective(group) is not None:
        return False
    return founder_of(row) is not None


def all_asked() -> Sequence[FounderDetails]:
    """Everyone who was asked, of all groups."""
    return db.session.scalars(select(FounderDetails).order_by(FounderDetails.id)).all()
