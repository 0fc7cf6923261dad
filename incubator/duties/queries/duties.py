"""The duties of a group, and what was written down about them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.duties.models import DutyEntry
from incubator.duties.queries.facts import facts_of
from incubator.duties.rules import year
from incubator.duties.values import Duty, DutyMark


def duties_of(group: Cooperative, today: date) -> list[Duty]:
    """What this group has to do, did, or will have to do within a year; nothing before the deed."""
    facts = facts_of(group, today, marks(group))
    return [] if facts is None else year.duties(facts, today)


def duty(group: Cooperative, key: str, today: date) -> Duty | None:
    """A duty by its key; None when this group has no such duty now."""
    return next((known for known in duties_of(group, today) if known.key == key), None)


def marks(group: Cooperative) -> dict[str, DutyMark]:
    """By duty what was written down last."""
    return {entry.key: entry.mark for entry in entries_of(group)}


def entries_of(group: Cooperative) -> Sequence[DutyEntry]:
    """Everything that was written down, the oldest first."""
    statement = select(DutyEntry).where(DutyEntry.cooperative_id == group.id).order_by(DutyEntry.id)
    return db.session.scalars(statement).all()


def history(group: Cooperative, key: str) -> Sequence[DutyEntry]:
    """What was written down about a duty, the newest first, with who did."""
    statement = (
        select(DutyEntry)
        .where(DutyEntry.cooperative_id == group.id, DutyEntry.key == key)
        .options(joinedload(DutyEntry.recorded_by))
        .order_by(DutyEntry.id.desc())
    )
    return db.session.scalars(statement).all()


def founded_groups() -> list[Cooperative]:
    """Every cooperative that was founded and goes on."""
    groups = db.session.scalars(select(Cooperative).order_by(Cooperative.id))
    return [group for group in groups if group.phase.founded]


def years_with_accounts(group: Cooperative, today: date) -> list[date]:
    """The ends of the financial years of which the accounts are asked, the newest last."""
    beginning = "accounts-"
    keys = [known.key for known in duties_of(group, today) if known.key.startswith(beginning) and not known.settled]
    return [date.fromisoformat(key.removeprefix(beginning)) for key in keys]
