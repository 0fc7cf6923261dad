"""Reads of what meetings decided, and of their minutes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import AgendaItem, ApprovedMinutes, Meeting, MinuteNote, Resolution
from incubator.meetings.queries.rounds import is_known_to
from incubator.meetings.rules.yearly import MOST_EXTENSION
from incubator.meetings.values import ItemKind, MeetingKind, MeetingState
from incubator.meetings.values.holding import DecidedAccounts


def standing_resolution(item: AgendaItem) -> Resolution | None:
    """What was decided about an item, unless a new vote took its place."""
    return db.session.scalar(select(Resolution).where(Resolution.item_id == item.id, Resolution.replaced_at.is_(None)))


def resolutions_of_meeting(meeting: Meeting) -> Sequence[Resolution]:
    """What this meeting decided, in the order of its numbers; also what a new vote replaced."""
    statement = (
        select(Resolution)
        .where(Resolution.meeting_id == meeting.id)
        .options(joinedload(Resolution.item), joinedload(Resolution.round))
        .order_by(Resolution.year, Resolution.number)
    )
    return db.session.scalars(statement).all()


def resolution_book(group: Cooperative, *, adopted: bool | None = None) -> Sequence[Resolution]:
    """Every decision of a cooperative, the newest first."""
    statement = (
        select(Resolution)
        .where(Resolution.cooperative_id == group.id)
        .options(joinedload(Resolution.meeting), joinedload(Resolution.item))
        .order_by(Resolution.year.desc(), Resolution.number.desc())
    )
    if adopted is not None:
        statement = statement.where(Resolution.adopted == adopted, Resolution.replaced_at.is_(None))
    return db.session.scalars(statement).all()


def resolution(viewer: User, slug: str, year: int, resolution_number: int) -> Resolution | None:
    """A decision of a cooperative within sight. A loader for `guarded`."""
    statement = (
        select(Resolution)
        .join(Cooperative, Cooperative.id == Resolution.cooperative_id)
        .where(Cooperative.slug == slug, Resolution.year == year, Resolution.number == resolution_number)
        .where(is_known_to(viewer))
    )
    return db.session.scalar(statement)


def group_with_book(viewer: User, slug: str) -> Cooperative | None:
    """A cooperative of which this viewer may read the decisions. A loader for `guarded`."""
    return db.session.scalar(select(Cooperative).where(Cooperative.slug == slug, is_known_to(viewer)))


def about_accounts(group: Cooperative, today: date) -> list[DecidedAccounts]:
    """What meetings decided about the accounts of years that the agenda named: adopted, or given more time; the oldest first.

    Of a vote that another took the place of nothing is left; what a meeting of the board says about it is no adoption.
    """
    statement = (
        select(Resolution)
        .join(Resolution.meeting)
        .where(Resolution.cooperative_id == group.id, Resolution.kind.in_((ItemKind.ACCOUNTS, ItemKind.EXTENSION)))
        .where(Resolution.adopted, Resolution.replaced_at.is_(None), Resolution.decided_on <= today)
        .where(Meeting.kind == MeetingKind.GENERAL)
        .options(joinedload(Resolution.item), contains_eager(Resolution.meeting))
        .order_by(Resolution.decided_on, Resolution.id)
    )
    decided = []
    for resolution in db.session.scalars(statement):
        months = _months_given(resolution)
        if resolution.accounts_year is not None and months is not None:
            lay_there_on = min(filter(None, (resolution.decided_on, _called_on(resolution.meeting))))
            known = DecidedAccounts(
                resolution.accounts_year, resolution.decided_on, resolution.reference, lay_there_on, months
            )
            decided.append(known)
    return decided


def _months_given(resolution: Resolution) -> int | None:
    """By how many months the term became longer; none of an adoption. None for more than the law allows, or when nobody said."""
    if resolution.kind is ItemKind.ACCOUNTS:
        return 0
    months = resolution.item.subject.get("months")
    return months if isinstance(months, int) and 1 <= months <= MOST_EXTENSION else None


def _called_on(meeting: Meeting) -> date | None:
    return clock.local(meeting.convened_at).date() if meeting.convened_at is not None else None


def next_number(group: Cooperative, year: int) -> int:
    statement = select(func.max(Resolution.number)).where(
        Resolution.cooperative_id == group.id, Resolution.year == year
    )
    return (db.session.scalar(statement) or 0) + 1


def minute_notes(meeting: Meeting) -> dict[int, str]:
    """What was talked about, by item."""
    notes = db.session.scalars(select(MinuteNote).where(MinuteNote.meeting_id == meeting.id).order_by(MinuteNote.id))
    return {note.item_id: note.words for note in notes}


def minute_note(item: AgendaItem) -> MinuteNote | None:
    return db.session.scalar(select(MinuteNote).where(MinuteNote.item_id == item.id))


def approved_minutes(meeting: Meeting) -> ApprovedMinutes | None:
    return db.session.scalar(select(ApprovedMinutes).where(ApprovedMinutes.meeting_id == meeting.id))


def to_review(group: Cooperative, day: date) -> list[Resolution]:
    """Decisions of which the day has come to look at them again."""
    due = []
    for decided in resolution_book(group, adopted=True):
        if decided.review_on is not None and decided.review_on <= day:
            due.append(decided)
    return due


def minutes_to_approve(meeting: Meeting) -> Meeting | None:
    """The earliest meeting of this kind before this one of which the minutes wait for approval."""
    statement = (
        select(Meeting)
        .where(Meeting.cooperative_id == meeting.cooperative_id, Meeting.kind == meeting.kind)
        .where(Meeting.state == MeetingState.CLOSED, Meeting.id != meeting.id)
        .order_by(Meeting.opened_at, Meeting.id)
    )
    return db.session.scalar(statement.limit(1))
