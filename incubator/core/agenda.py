"""The agenda of a group: what is due when. Features above write their dates here, so that one list and one calendar show all.

A title is an English source text of the catalogue with parameters, translated when it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="")
    # What several groups come to has the same name in all their calendars; without it the entry names itself.
    uid: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None]  # None: written before this was kept


@dataclass(frozen=True, slots=True)
class Appointment:
    """What people come to: until when, where, what calendars know it by, and how often it was changed (RFC 5545, 3.8.7.4)."""

    ends_at: datetime
    place: str = ""
    uid: str = ""
    sequence: int = 0


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
    ends_at: datetime | None
    place: str
    uid: str
    sequence: int
    changed_at: datetime | None = None
    cancelled: bool = False  # it does not go on; what is taken out of the agenda has no row at all

    @property
    def shown_title(self) -> str:
        return in_words(self.title, self.params)


def in_words(title: str, params: Mapping[str, Any]) -> str:
    """The title of a date in the reader's language. A parameter may be a sentence itself: its `text` with its own `params`."""
    shown = dict(params)
    for name, value in params.items():
        if isinstance(value, dict):
            shown[name] = in_words(value["text"], value["params"])
    return str(gettext(title, **shown))


COLUMNS = tuple(name for name in DueDate._fields if name in AgendaEntry.__table__.columns)
AS_CALENDARS_SEE_IT = ("title", "params", "due_at", "whole_day", "url", "ends_at", "place", "uid", "sequence")


def put(
    key: str,
    title: str,
    due: datetime | date,
    *,
    source: str,
    cooperative_id: int | None = None,
    url: str = "",
    appointment: Appointment | None = None,
    **params: object,
) -> AgendaEntry:
    """Write a date, or move the one of this `key`. A `date` is a whole day. Without a cooperative it concerns everyone."""
    entry = db.session.scalar(select(AgendaEntry).where(AgendaEntry.key == key))
    before = _shown(entry)
    if entry is None:
        entry = AgendaEntry(key=key)
        db.session.add(entry)
    entry.title, entry.params, entry.url, entry.source = title, dict(params), url, source
    entry.cooperative_id = cooperative_id
    entry.whole_day = not isinstance(due, datetime)
    entry.due_at = due if isinstance(due, datetime) else _midnight(due)
    # A date that is moved keeps its place and hour until somebody says others.
    if appointment is not None:
        entry.ends_at, entry.place = appointment.ends_at, appointment.place
        entry.uid, entry.sequence = appointment.uid, appointment.sequence
    if before != _shown(entry):
        entry.changed_at = clock.now()
        # Who counts the changes of an appointment says so; of a date we count them here.
        if before and appointment is None:
            entry.sequence += 1
    db.session.flush()
    return entry


def _shown(entry: AgendaEntry | None) -> tuple[object, ...]:
    """What a calendar shows of a date; of none there is nothing."""
    if entry is None:
        return ()
    return tuple(getattr(entry, name) for name in AS_CALENDARS_SEE_IT)


def remove(key: str) -> None:
    """Take a date out: it is done, or it does not go on."""
    db.session.execute(delete(AgendaEntry).where(AgendaEntry.key == key))


def holds(beginning: str) -> bool:
    """Whether a date stands in the agenda whose key begins like this."""
    known = select(AgendaEntry.id).where(AgendaEntry.key.startswith(beginning, autoescape=True)).limit(1)
    return db.session.scalar(known) is not None


def keys(beginning: str) -> frozenset[str]:
    """The keys of all dates that begin like this."""
    known = (
        select(AgendaEntry.key).where(AgendaEntry.key.startswith(beginning, autoescape=True)).order_by(AgendaEntry.key)
    )
    return frozenset(db.session.scalars(known))


def remove_all(beginning: str) -> None:
    """Take out every date whose key begins like this: what several groups would come to."""
    db.session.execute(delete(AgendaEntry).where(AgendaEntry.key.startswith(beginning, autoescape=True)))


def shown_once(dates: Iterable[DueDate]) -> list[DueDate]:
    """What several groups come to stands there once for who sees all of them."""
    known: set[str] = set()
    shown = []
    for due in dates:
        # What is of one group alone has no name, and is never left out.
        if due.uid not in known:
            shown.append(due)
        known |= {due.uid} - {""}
    return shown


def entries(
    cooperative_ids: Iterable[int], *, since: datetime, until: datetime | None = None, limit: int = 200
) -> list[DueDate]:
    """What is due for these groups and for everyone, the nearest first."""
    question = _due_for(bounded=until is not None)
    return due_dates(question, ids=list(cooperative_ids), since=since, until=until, limit=limit)


def named(keys_asked: Iterable[str], *, since: datetime) -> list[DueDate]:
    """The dates with these keys, the nearest first: of a group that a reader knows by something else than taking part."""
    columns = [getattr(AgendaEntry, name) for name in COLUMNS]
    statement = select(*columns).where(AgendaEntry.key.in_(list(keys_asked)), AgendaEntry.due_at >= since)
    return [DueDate(*row) for row in db.session.execute(statement.order_by(AgendaEntry.due_at, AgendaEntry.id))]


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
    columns = [getattr(AgendaEntry, name) for name in COLUMNS]
    statement: Question = select(*columns).where(theirs, AgendaEntry.due_at >= bindparam("since"))
    if bounded:
        statement = statement.where(AgendaEntry.due_at < bindparam("until"))
    most: BindParameter[int] = bindparam("limit", type_=Integer)
    return statement.order_by(AgendaEntry.due_at, AgendaEntry.id).limit(most)


def calendar(chosen: Iterable[DueDate], *, now: datetime, name: str = "") -> bytes:
    """The entries as an iCalendar file, for the calendar on someone's phone."""
    feed = Calendar()
    feed.add("prodid", f"-//{settings().name}//agenda//NL")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", name or settings().name)
    feed.add("x-wr-timezone", str(clock.AMSTERDAM))
    for entry in chosen:
        feed.add_component(_event(entry, now))
    return bytes(feed.to_ical())


def uid_of(name: str) -> str:
    """The name that every calendar knows an event by (RFC 5545, 3.8.4.7)."""
    return f"{name}@{settings().base_url.partition('://')[2]}"


def _event(entry: DueDate, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(entry.uid or f"agenda-{entry.id}"))
    # Nothing of the moment of reading: what did not change is the same again, and need not be sent twice.
    event.add("dtstamp", (entry.changed_at or now).replace(microsecond=0))
    if entry.changed_at is not None:
        event.add("last-modified", entry.changed_at.replace(microsecond=0))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", entry.shown_title)
    if entry.whole_day:
        _add_span(event, clock.local(entry.due_at).date(), timedelta(days=1))
    else:
        # Without an end a moment takes half an hour, so that a calendar shows it at all.
        lasts = entry.ends_at - entry.due_at if entry.ends_at else timedelta(minutes=30)
        _add_span(event, entry.due_at, lasts)
    if entry.place:
        event.add("location", entry.place)
    if entry.sequence:
        event.add("sequence", entry.sequence)
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
