"""A search as a feed (Atom, RFC 4287), a calendar (RFC 5545) and a table (CSV, XLSX). Contact persons are left out."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from lxml import etree
from openpyxl import Workbook

from incubator.core import clock
from incubator.notices.models import Notice

ATOM = "http://www.w3.org/2005/Atom"
COLUMNS = (
    "id",
    "titel",
    "opdrachtgever",
    "soort",
    "gepubliceerd",
    "sluit",
    "cpv",
    "plaatsen",
    "waarde",
    "munt",
    "voorbehouden",
    "bron",
    "adres",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def atom(notices: Sequence[Notice], *, title: str, address: str, page: str, links: dict[int, str]) -> bytes:
    """The notices as an Atom feed; `links` gives the page of each, `page` that of the search, `address` that of the feed."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the default namespace
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", max((_changed(one) for one in notices), default=BEGINNING).isoformat())
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=address)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=page)
    for notice in notices:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", _tag(notice, links[notice.id]))
        _add(entry, "title", notice.title or "-")
        _add(entry, "updated", _changed(notice).isoformat())
        if notice.published:
            _add(entry, "published", datetime.combine(notice.published, time(), tzinfo=UTC).isoformat())
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=links[notice.id])
        author = etree.SubElement(entry, f"{{{ATOM}}}author")
        _add(author, "name", notice.buyer.name if notice.buyer else "-")
        for code in notice.cpv:
            etree.SubElement(entry, f"{{{ATOM}}}category", term=code, scheme="http://data.europa.eu/cpv/cpv/")
        _add(entry, "summary", (notice.description or notice.title or "-")[:1000])
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


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
    """Without what XML and spreadsheets refuse."""
    return "".join(
        letter
        for letter in text
        if (letter >= " " or letter in "\n\t") and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"
    )


def calendar(notices: Iterable[Notice], *, name: str, links: dict[int, str]) -> bytes:
    """The deadlines as a calendar, in UTC: every calendar shows them in the time of who looks."""
    made = Calendar()
    made.add("prodid", "-//incubator//aankondigingen//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for notice in notices:
        if notice.deadline is None:
            continue
        event = Event()
        event.add("uid", _tag(notice, links[notice.id]).removeprefix("tag:").replace("/", "-") + "@incubator")
        event.add("summary", notice.title or "-")
        event.add("dtstamp", notice.updated_at.astimezone(UTC).replace(microsecond=0))
        ends = notice.deadline.astimezone(UTC)
        event.add("dtstart", ends - timedelta(minutes=30))
        event.add("dtend", ends)
        event.add("url", links[notice.id])
        event.add("location", notice.buyer.name if notice.buyer else "-")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def rows(notices: Iterable[Notice], links: dict[int, str]) -> Iterable[tuple[str, ...]]:
    """One row a notice, safe to open in a spreadsheet."""
    for notice in notices:
        value = notice.data.get("value") or {}
        yield tuple(
            harmless(text)
            for text in (
                str(notice.id),
                notice.title,
                notice.buyer.name if notice.buyer else "",
                notice.kind.value,
                notice.published.isoformat() if notice.published else "",
                f"{clock.local(notice.deadline):%Y-%m-%d %H:%M}" if notice.deadline else "",
                " ".join(notice.cpv),
                " ".join(notice.places),
                str(value.get("amount", "")),
                str(value.get("currency", "")),
                notice.reserved.value if notice.reserved else "",
                notice.url or "",
                links[notice.id],
            )
        )


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    plain = _printable(text).replace("\t", " ")
    return f"'{plain}" if plain.lstrip().startswith(FORMULA) or plain.startswith(FORMULA) else plain


def as_csv(notices: Iterable[Notice], links: dict[int, str]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(notices, links))
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(notices: Iterable[Notice], links: dict[int, str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aankondigingen")
    sheet.append(COLUMNS)
    for row in rows(notices, links):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
