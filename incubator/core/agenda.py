"""The agenda of a group: what is due when. Features above write their dates here, so that one list and one calendar show all.

A title is an English source text of the catalogue with parameters, translated when it is shown.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from flask_babel import gettext
from icalendar import Calendar, Event
from sqlalchemy import BindParameter, ForeignKey, Integer, Select, bindparam, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core import clock
from incubator.core.db import Base, db
from incubator.core.mail import whole
from incubator.core.prepared import IDS, Question, rows
from incubator.core.web import settings


class AgendaEntry(Base):
    """One date. `key` names the occasion, so that writing it again moves it."""

    __tablename__ = "agenda_entries"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    params: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(index=True)
    whole_day: Mapped[bool]
    url: Mapped[str]
    source: Mapped[str]  # the feature that wrote it


class DueDate(NamedTuple):
    """One date of the agenda, to be shown."""

    id: int
    cooperative_id: int | None
    title: str
    params: dict[str, Any]
    due_at: datetime
    whole_day: bool
    url: str
    source: str

    @property
    def shown_title(self) -> str:
        return str(gettext(self.title, **self.params))


def put(
    key: str,
    title: str,
    due: datetime | date,
    *,
    source: str,
    cooperative_id: int | None = None,
    url: str = "",
    **params: object,
) -> AgendaEntry:
    """Write a date, or move the one of this `key`. A `date` is a whole day. Without a cooperative it concerns everyone."""
    entry = db.session.scalar(select(AgendaEntry).where(AgendaEntry.key == key))
    if entry is None:
        entry = AgendaEntry(key=key)
        db.session.add(entry)
    entry.title, entry.params, entry.url, entry.source = title, dict(params), url, source
    entry.cooperative_id = cooperative_id
    entry.whole_day = not isinstance(due, datetime)
    entry.due_at = due if isinstance(due, datetime) else _midnight(due)
    db.session.flush()
    return entry


def remove(key: str) -> None:
    """Take a date out: it is done, or it does not go on."""
    db.session.execute(delete(AgendaEntry).where(AgendaEntry.key == key))


def entries(
    cooperative_ids: Iterable[int], *, since: datetime, until: datetime | None = None, limit: int = 200
) -> list[DueDate]:
    """What is due for these groups and for everyone, the nearest first."""
    question = _due_for(bounded=until is not None)
    return due_dates(question, ids=list(cooperative_ids), since=since, until=until, limit=limit)


def due_dates(question: Question, **values: Any) -> list[DueDate]:
    """The answers to a question of `due`."""
    return [DueDate(*row) for row in rows(question, **values)]


@cache
def _due_for(*, bounded: bool) -> Question:
    return due(IDS, bounded=bounded)


def due(groups: Select[int] | BindParameter[Sequence[int]], *, bounded: bool) -> Question:
    """What is due for these groups and for everyone, to be asked with `since` and `limit`, and with `until` when it is bounded."""
    # A date without a cooperative concerns everyone.
    theirs = or_(AgendaEntry.cooperative_id.in_(groups), AgendaEntry.cooperative_id.is_(None))
    columns = [getattr(AgendaEntry, name) for name in DueDate._fields]
    statement: Question = select(*columns).where(theirs, AgendaEntry.due_at >= bindparam("since"))
    if bounded:
        statement = statement.where(AgendaEntry.due_at < bindparam("until"))
    most: BindParameter[int] = bindparam("limit", type_=Integer)
    return statement.order_by(AgendaEntry.due_at, AgendaEntry.id).limit(most)


def calendar(chosen: Iterable[DueDate], *, now: datetime) -> bytes:
    """The entries as an iCalendar file, for the calendar on someone's phone."""
    feed = Calendar()
    feed.add("prodid", f"-//{settings().name}//agenda//NL")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", settings().name)
    for entry in chosen:
        feed.add_component(_event(entry, now))
    return bytes(feed.to_ical())


def _event(entry: DueDate, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"agenda-{entry.id}@{settings().base_url.partition('://')[2]}")
    event.add("dtstamp", now)
    event.add("summary", entry.shown_title)
    if entry.whole_day:
        _add_span(event, clock.local(entry.due_at).date(), timedelta(days=1))
    else:
        _add_span(event, entry.due_at, timedelta(minutes=30))
    if entry.url:
        event.add("url", whole(entry.url))
    return event


def _add_span(event: Event, begins: date, lasts: timedelta) -> None:
    event.add("dtstart", begins)
    try:
        event.add("dtend", begins + lasts)
    except OverflowError:
        # Nothing comes after the last day of the calendar. Without an end an event of a day lasts that day (RFC 5545, 3.6.1).
        return


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.AMSTERDAM)
