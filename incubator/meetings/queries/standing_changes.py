"""Decisions that only a deed or a register completes: to change the statutes, to convert, to dissolve."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import AgendaItem, Meeting, Resolution
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import ActState, DecidedStanding
from incubator.statutes.models import StatutesVersion

COMPLETED_BY_OTHERS = (ItemKind.AMENDMENT, ItemKind.CONVERSION, ItemKind.DISSOLUTION)


def standing_changes(group: Cooperative, today: date) -> list[DecidedStanding]:
    """What general meetings adopted that others complete, the oldest first, each with the day on which that was done.

    Of a vote that another took the place of nothing is left.
    """
    statement = (
        select(Resolution)
        .join(Resolution.meeting)
        .where(Resolution.cooperative_id == group.id, Resolution.kind.in_(COMPLETED_BY_OTHERS))
        .where(Resolution.adopted, Resolution.replaced_at.is_(None), Resolution.decided_on <= today)
        .where(Meeting.kind == MeetingKind.GENERAL)
        .options(joinedload(Resolution.item).joinedload(AgendaItem.statutes_version))
        .order_by(Resolution.decided_on, Resolution.id)
    )
    changes = []
    for known in db.session.scalars(statement):
        ref = f"{known.year}-{known.number}"
        changes.append(DecidedStanding(ref, known.kind, known.decided_on, known.reference, _completed_on(known)))
    return changes


def _completed_on(resolution: Resolution) -> date | None:
    """The day of the deed, or else the day on which somebody said that it was done."""
    version = resolution.item.statutes_version
    if version is not None and version.deed_on is not None:
        return version.deed_on
    if resolution.act_state is ActState.DONE and resolution.acted_at is not None:
        return clock.local(resolution.acted_at).date()
    return None


def adoption_of(version: StatutesVersion) -> Resolution | None:
    """The decision of a general meeting that adopted this version, when it was taken in a meeting here."""
    statement = (
        select(Resolution)
        .join(Resolution.item)
        .join(Resolution.meeting)
        .where(AgendaItem.statutes_version_id == version.id, Meeting.kind == MeetingKind.GENERAL)
        .where(Resolution.adopted, Resolution.replaced_at.is_(None))
        .options(joinedload(Resolution.meeting))
        .order_by(Resolution.decided_on.desc(), Resolution.id.desc())
    )
    return db.session.scalar(statement.limit(1))
