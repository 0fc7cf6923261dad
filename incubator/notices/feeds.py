"""A search as a feed (Atom, RFC 4287), a calendar (RFC 5545) and a table (CSV, XLSX). Contact persons are left out."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from icalendar import Calendar, Event
from lxml import etree

from incubator.core import clock
from incubator.core.tables import UNPRINTABLE, Column, Value, csv_table, xlsx_table
from incubator.formats.values import Money, Reserved
from incubator.notices import messages
from incubator.notices.models import Notice
from incubator.notices.values import NoticeDeadline

ATOM = "http://www.w3.org/2005/Atom"
COLUMNS = (
    Column("id", 8),
    Column("titel", 60),
    Column("opdrachtgever", 36),
    Column("soort", 22),
    Column("status", 14),
    Column("gepubliceerd", 14),
    Column("sluit", 18),
    Column("cpv", 30),
    Column("plaatsen", 24),
    Column("waarde", 16),
    Column("munt", 8),
    Column("voorbehouden", 30),
    Column("bron", 40),
    Column("adres", 40),
    Column("kenmerk", 24),
)
HALF_HOUR = timedelta(minutes=30)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
EARLIEST = datetime(1, 1, 2, tzinfo=UTC)  # half an hour before it is still on the calendar


def atom(notices: Sequence[Notice], *, title: str, address: str, page: str, links: dict[int, str]) -> bytes:
    """The notices as an Atom feed; `links` gives the page of each, `page` that of the search, `address` that of the feed."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the default namespace
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", last_change(notices).isoformat())
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=address)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=page)
    for notice in notices:
        _add_entry(feed, notice, links[notice.id])
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add_entry(feed: Any, notice: Notice, link: str) -> None:
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _add(entry, "id", _tag(notice, link))
    _add(entry, "title", notice.title or "-")
    _add(entry, "updated", _changed(notice).isoformat())
    if notice.published:
        _add(entry, "published", datetime.combine(notice.published, time(), tzinfo=UTC).isoformat())
    etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=link)
    author = etree.SubElement(entry, f"{{{ATOM}}}author")
    _add(author, "name", _buyer(notice))
    for code in notice.cpv:
        etree.SubElement(entry, f"{{{ATOM}}}category", term=code, scheme="http://data.europa.eu/cpv/cpv/")
    _add(entry, "summary", (notice.description or notice.title or "-")[:1000])


def _buyer(notice: Notice) -> str:
    if notice.buyer is None:
        return "-"
    return notice.buyer.name


def last_change(notices: Iterable[Notice]) -> datetime:
    """When what we show of these notices last changed here."""
    return max(map(_changed, notices), default=BEGINNING)


def _changed(notice: Notice) -> datetime:
    """When what we show of it last changed here."""
    return notice.updated_at


def _tag(notice: Notice, link: str) -> str:
    """An id that stays, also when the incubator moves to https or other paths (RFC 4151)."""
    return f"tag:{urlsplit(link).hostname or 'incubator'},{notice.first_seen_at:%Y-%m-%d}:notice/{notice.id}"


def _add(parent: Any, name: str, text: str) -> None:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _printable(text)


def _printable(text: str) -> str:
    """Without what XML refuses."""
    return UNPRINTABLE.sub("", text)


def calendar(notices: Iterable[Notice], *, now: datetime, name: str, links: dict[int, str]) -> bytes:
    """The deadlines as a calendar, in UTC: every calendar shows them in the time of who looks."""
    made = Calendar()
    made.add("prodid", "-//incubator//aankondigingen//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for notice in notices:
        deadline = notice.deadline_at(now)
        if deadline is not None:
            made.add_component(_event(notice, deadline, links[notice.id]))
    return bytes(made.to_ical())


def _event(notice: Notice, deadline: NoticeDeadline, link: str) -> Event:
    event = Event()
    event.add("uid", _tag(notice, link).removeprefix("tag:").replace("/", "-") + "@incubator")
    title = notice.title or "-"
    asked = _("Ask to take part: %(title)s", title=title)
    event.add("summary", asked if notice.asks_first else _("Closes: %(title)s", title=title))
    event.add("dtstamp", notice.updated_at.astimezone(UTC).replace(microsecond=0))
    _add_times(event, deadline)
    event.add("url", link)
    event.add("description", _described(notice, deadline, link))
    event.add("transp", "TRANSPARENT")
    return event


def _described(notice: Notice, deadline: NoticeDeadline, link: str) -> str:
    """Who asks and when exactly it closes. The buyer is no place: a calendar would send people there."""
    lines = [_("Closes %(when)s", when=messages.closing_moment(deadline))]
    if notice.buyer is not None:
        lines.insert(0, _("Buyer: %(name)s", name=notice.buyer.name))
    return "\n".join([*lines, link])


def _add_times(event: Event, deadline: NoticeDeadline) -> None:
    """The half hour before a call closes; of a day without an hour the whole day."""
    if deadline.whole_day:
        # Without an end an event of a day lasts that day (RFC 5545, 3.6.1), also the last day of the calendar.
        event.add("dtstart", clock.local(deadline.moment).date())
        return
    ends = deadline.moment.astimezone(UTC)
    begins = max(ends, EARLIEST) - HALF_HOUR
    event.add("dtstart", begins)
    event.add("dtend", ends)


def table(form: str, notices: Iterable[Notice], links: dict[int, str], *, now: datetime) -> bytes:
    """The notices as a table, as `csv` or `xlsx`."""
    rows = (_row(notice, links[notice.id], now) for notice in notices)
    if form == "csv":
        return csv_table(COLUMNS, rows)
    return xlsx_table(str(_("Public notices")), COLUMNS, rows)


def _row(notice: Notice, link: str, now: datetime) -> tuple[Value, ...]:
    return (
        notice.id,
        notice.title,
        _buyer_name(notice),
        str(messages.KINDS[notice.kind]),
        str(messages.STATUSES[notice.status_at(now)]),
        notice.published,
        _closes(notice.deadline_at(now)),
        " ".join(notice.cpv),
        " ".join(notice.places),
        *_amount(notice.content.value),
        _reserved(notice.reserved),
        notice.url or "",
        link,
        notice.buyer_reference or "",
    )


def _buyer_name(notice: Notice) -> str:
    if notice.buyer is None:
        return ""
    return notice.buyer.name


def _reserved(reserved: Reserved | None) -> str:
    if reserved is None:
        return ""
    return str(messages.RESERVED[reserved])


def _amount(money: Money | None) -> tuple[Decimal | None, str]:
    if money is None:
        return None, ""
    # Two columns: a spreadsheet adds up numbers, and not everything is in euros.
    return money.amount, money.currency


def _closes(deadline: NoticeDeadline | None) -> Value:
    """The moment as a spreadsheet counts with it; of a day without an hour the day."""
    if deadline is None:
        return None
    if deadline.whole_day:
        return clock.local(deadline.moment).date()
    return deadline.moment
