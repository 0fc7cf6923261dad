"""What comes up for who guides groups: the dates of the week, and the sessions of the month."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import BindParameter, Integer, String, and_, bindparam, case, cast, func, or_, select

from incubator.accounts.models import Role, User
from incubator.cohorts.queries.gatherings import led_by_viewer
from incubator.cooperatives import queries as cooperatives
from incubator.core import agenda
from incubator.core.agenda import AgendaEntry, DueDate
from incubator.core.db import UTCDateTime
from incubator.core.prepared import Question

NEXT_DATES = 5  # on a start page
WEEK, MONTH = timedelta(days=7), timedelta(days=31)
SESSIONS = "cohorts"  # what writes sessions in the agenda


def dates_in_sight(viewer: User, *, now: datetime) -> list[DueDate]:
    """What is due this week in the groups that one may know of, and the sessions of a month; what several groups come to is one date."""
    asked = {"viewer": viewer.id, "since": now, "until": now + WEEK, "sessions_until": now + MONTH}
    return agenda.due_dates(_dates_in_sight(viewer.role), **asked, limit=NEXT_DATES)


@cache
def _dates_in_sight(role: Role) -> Question:
    numbers = cooperatives.numbers_going_on(role)
    concerns = or_(AgendaEntry.cooperative_id.in_(numbers), AgendaEntry.cooperative_id.is_(None))
    if role is Role.COACH:
        # Who leads a cohort comes to its sessions, whoever guides its groups.
        concerns = or_(concerns, AgendaEntry.uid.in_(led_by_viewer()))
    # One prepares a session: a week before is late to hear of it.
    is_near = or_(
        AgendaEntry.due_at < bindparam("until", type_=UTCDateTime),
        and_(AgendaEntry.source == SESSIONS, AgendaEntry.due_at < bindparam("sessions_until", type_=UTCDateTime)),
    )
    # Forty groups that come to one session would fill the list with it.
    same = case((AgendaEntry.uid == "", cast(AgendaEntry.id, String)), else_=AgendaEntry.uid)
    nth = func.row_number().over(partition_by=same, order_by=AgendaEntry.id).label("nth")
    columns = [getattr(AgendaEntry, name) for name in agenda.COLUMNS]
    since = AgendaEntry.due_at >= bindparam("since", type_=UTCDateTime)
    near = select(*columns, nth).where(concerns, since, is_near).subquery()
    most: BindParameter[int] = bindparam("limit", type_=Integer)
    dates: Question = select(*(near.c[name] for name in agenda.COLUMNS)).where(near.c.nth == 1)
    return dates.order_by(near.c.due_at, near.c.id).limit(most)
