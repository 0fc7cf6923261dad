"""The status at a moment as conditions on rows: the same rule as `rules.statuses.status_at`, for searching and counting."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, and_, case, func, not_, or_, type_coerce

from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.rules.statuses import oldest_plan
from incubator.notices.values import NoticeStatus

# What one may still act on: a call whose deadline nobody tells may be open.
ACTIONABLE = (NoticeStatus.OPEN, NoticeStatus.PLANNED, NoticeStatus.UNKNOWN)


def status_at(now: datetime, row: Any = Notice) -> ColumnElement[str]:
    """The status of each row at this moment."""
    status = type_coerce(row.status, String)
    is_open = status == NoticeStatus.OPEN.value
    return case(
        (_lapsed(now, oldest_plan(now), row), NoticeStatus.LAPSED.value),
        (and_(is_open, row.last_deadline < now), NoticeStatus.CLOSED.value),
        (
            and_(is_open, row.last_deadline.is_(None), row.kind == NoticeKind.COMPETITION),
            NoticeStatus.UNKNOWN.value,
        ),
        else_=status,
    )


def _lapsed(
    now: datetime | BindParameter[datetime], plans_from: date | BindParameter[date], row: Any
) -> ColumnElement[bool]:
    is_plan = type_coerce(row.status, String) == NoticeStatus.PLANNED.value
    over = or_(row.last_deadline.is_(None), row.last_deadline < now)
    return and_(is_plan, row.published < plans_from, over)


def next_deadline(now: datetime | BindParameter[datetime], row: Any = Notice) -> ColumnElement[datetime]:
    """The deadline to sort and filter by: the first of the lots, and once that has passed the last."""
    return case((row.deadline < now, func.coalesce(row.last_deadline, row.deadline)), else_=row.deadline)


def can_be_acted_on(
    now: datetime | BindParameter[datetime], plans_from: date | BindParameter[date]
) -> ColumnElement[bool]:
    """Publications that are not over at this moment, lot by lot; aliases of others are left out.

    Plans count from `rules.oldest_plan` of the moment on: named apart, so that both can follow when the question is asked.
    """
    return and_(
        Notice.status.in_(ACTIONABLE),
        or_(Notice.last_deadline.is_(None), Notice.last_deadline >= now),
        not_(_lapsed(now, plans_from, Notice)),
        Notice.merged_into_id.is_(None),
    )
