"""A search as a feed (Atom, RFC 4287), a calendar (RFC 5545) and a table (CSV, XLSX). Contact persons are left out."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

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
    "adres",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def atom(notices: Sequence[Notice], *, title: str, address: str, links: dict[int, str], now: datetime) -> bytes:
    """The notices as an Atom feed; `links` gives the page of each."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the default namespace
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", now.isoformat())
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=address)
    for notice in notices:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", links[notice.id])
        _add(entry, "title", notice.title)
        moment = datetime.combine(notice.published, time(), tzinfo=UTC) if notice.published else notice.first_seen_at
        _add(entry, "updated", moment.isoformat())
        etree.SubElement(entry, f"{{{ATOM}}}link", href=links[notice.id])
        author = etree.SubElement(entry, f"{{{ATOM}}}author")
        _add(author, "name", notice.buyer.name if notice.buyer else "-")
        _add(entry, "summary", (notice.description or notice.title)[:1000])
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add(parent: Any, name: str, text: str) -> None:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = "".join(letter for letter in text if letter >= " " or letter in "\n\t")


def calendar(notices: Iterable[Notice], *, links: dict[int, str], now: datetime) -> bytes:
    """The deadlines as a calendar."""
    made = Calendar()
    made.add("prodid", "-//incubator//aankondigingen//NL")
    made.add("version", "2.0")
    for notice in notices:
        if notice.deadline is None:
            continue
        event = Event()
        event.add("uid", f"notice-{notice.id}@incubator")
        event.add("summary", notice.title)
        event.add("dtstamp", now)
        event.add("dtstart", notice.deadline - timedelta(minutes=30))
        event.add("dtend", notice.deadline)
        event.add("url", links[notice.id])
        made.add_component(event)
    return bytes(made.to_ical())


def rows(notices: Iterable[Notice]) -> Iterable[tuple[str, ...]]:
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
                notice.url or "",
            )
        )


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    plain = "".join(letter for letter in text if letter >= " " or letter == "\n")
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def as_csv(notices: Iterable[Notice]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(notices))
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(notices: Iterable[Notice]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Aankondigingen")
    sheet.append(COLUMNS)
    for row in rows(notices):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
