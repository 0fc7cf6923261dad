"""Feeds: RSS, Atom and RDF. Entries are signals, but TenderNed's feed names publications.

feedparser opens files when given a text or a path as bytes: it only ever gets a stream here. Its dates are not used.
"""

import io
import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from incubator.core.i18n import mark as N_
from incubator.formats import kinds, texts
from incubator.formats.tenderned import LABELS, PAGE, read_bucket
from incubator.formats.values import (
    Doubt,
    Identity,
    NoticeKind,
    Reading,
    ReadNotice,
    ReadOrganisation,
    Rejection,
    Scheme,
)

_FEED = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|RDF)[\s>/]")
_PROLOGUE = re.compile(r"^\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", re.DOTALL)
_PUBLICATION = re.compile(r"tenderned\.nl/\S*?aankondigingen/(?:overzicht/|#)?(?:\S*?[=/])?(\d{4,9})\b")
_FORM = re.compile(r"Type publicatie\s*:?\s*(EF|SF)(E?\d{1,2})\b", re.IGNORECASE)
_BUCKET = re.compile(r"Type publicatie\s*:?\s*([^\n:;|,.]+)", re.IGNORECASE)
_CLOSES = re.compile(
    r"sluit\w*(?:[^\S\n]*\w+){0,3}?[^\S\n]*:?[^\S\n]*"
    r"(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})(?:[T,\s]+(?:om\s+)?(\d{1,2})[:.](\d{2}))?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
LARGEST = 20_000_000  # bytes; feeds hold tens of entries
UNCLEAR = N_("this date can be read in two ways")
NO_DATE = N_("this is no date")


def claims(text: str) -> bool:
    """Whether the outermost element is that of a feed."""
    start = _PROLOGUE.match(text[:20_000])
    return bool(_FEED.match(text, start.end() if start else 0))


def read(data: bytes) -> Reading:
    """Every entry as a notice. An entry without any name of its own is rejected."""
    if len(data) > LARGEST:
        return Reading("feed", (), (Rejection(f"The feed is larger than {LARGEST // 10**6} MB."),))
    if b"<!ENTITY" in data:
        return Reading("feed", (), (Rejection("The feed defines entities of its own, which no feed does."),))
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    notices, rejected = [], []
    home = _home(parsed.feed)
    for position, entry in enumerate(parsed.entries):
        notice = _entry(entry, home)
        if notice is None:
            rejected.append(Rejection(f"entry[{position}] has no id and no link: nothing tells it from others."))
        else:
            notices.append(notice)
    if not notices and not rejected:
        return Reading("feed", ignored="A feed without entries.")
    return Reading("feed", tuple(notices), tuple(rejected))


def _home(feed: Any) -> str:
    """What tells this feed from others: its address, else its title."""
    return texts.line(str(feed.get("link") or feed.get("id") or feed.get("title") or ""))


def _named(told: str, home: str) -> str:
    """The name of an entry. One that is no address and no URN (`12`) is only a name within its feed."""
    return (told if ":" in told or not home else f"{home} {told}")[:500]


def _entry(entry: Any, home: str) -> ReadNotice | None:
    link = texts.web_address(str(entry.get("link") or ""))
    told = texts.line(str(entry.get("id") or "")) or link
    summary = _summary(entry)
    match = _PUBLICATION.search(f"{link or ''} {told or ''}")
    if match is None and not told:
        return None
    doubts: list[Doubt] = []
    published = _published(entry, doubts)
    kind, form = _kind(summary) if match else (NoticeKind.SIGNAL, None)
    author = texts.line(str(entry.get("author") or ""))
    return ReadNotice(
        format="feed",
        identities=(
            Identity(Scheme.TENDERNED, match[1]) if match else Identity(Scheme.FEED, _named(told or "", home)),
        ),
        kind=kind,
        title=texts.line(str(entry.get("title") or "")) or told or "",
        description=summary or None,
        language="nl" if match else None,
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=ReadOrganisation(author, "buyer") if match and author else None,
        published=published,
        deadline=_closing(summary, doubts) if match else None,
        notice_type=form,
        subtype=_subtype(form),
        url=link or (PAGE.format(match[1]) if match else None),
        doubts=tuple(doubts),
        sources=_SOURCES,
    )


_SOURCES = {
    "identities": "id, link", "title": "title", "description": "summary", "deadline": "summary", "kind": "summary", "cancels": "summary",
    "notice_type": "summary", "subtype": "summary", "published": "published, updated", "buyer": "author", "url": "link",
    "language": "TenderNed",
}  # fmt: skip


def _summary(entry: Any) -> str:
    contents = [str(one.get("value") or "") for one in entry.get("content") or [] if isinstance(one, dict)]
    return texts.clean(str(entry.get("summary") or "") or "\n".join(contents))


def _kind(summary: str) -> tuple[NoticeKind, str | None]:
    """What the summary of TenderNed's feed says of the form."""
    form = _FORM.search(summary)
    if form:
        number = form[2].upper() if form[2].upper().startswith("E") else str(int(form[2]))
        by_form = kinds.of_subtype(number) if form[1].upper() == "EF" else kinds.BY_STANDARD_FORM.get(int(number))
        return by_form or NoticeKind.SIGNAL, f"{form[1]}{form[2]}".upper()
    label = _BUCKET.search(summary)
    bucket = LABELS.get(label[1].strip().lower()) if label else None
    return read_bucket(bucket) or NoticeKind.SIGNAL, None


def _subtype(form: str | None) -> str | None:
    if not form or not form.startswith("EF"):
        return None
    return form[2:] if form[2:].startswith("E") else str(int(form[2:]))


def _published(entry: Any, doubts: list[Doubt]) -> date | None:
    for key in ("published", "updated", "created"):
        told = texts.line(str(entry.get(key) or ""))
        if told:
            return _day(told, "published", doubts)
    return None


def _day(told: str, name: str, doubts: list[Doubt]) -> date | None:
    """A day as feeds write it: ISO, RFC 2822, or day-month-year. What can be read in two ways is doubted and left out."""
    moment = texts.moment(told) or _rfc2822(told)
    if moment is not None:
        return moment.astimezone(texts.AMSTERDAM).date()
    read, why = texts.day(told), NO_DATE
    match = _DAY_FIRST.match(told)
    if read is None and match:
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first <= 12 and second <= 12 and first != second:
            why = UNCLEAR
        else:
            read = _calendar(year, min(first, second) if second > 12 else second, max(first, second))
    if read is None:
        doubts.append(Doubt(name, told[:100], why))
    return read


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rfc2822(told: str) -> datetime | None:
    if not re.match(r"^(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3,}\s+\d{2,4}\s", told):
        return None
    try:
        read = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return texts.storable(read) if read.tzinfo else texts.fixed(read.replace(tzinfo=texts.AMSTERDAM))


def _closing(summary: str, doubts: list[Doubt]) -> datetime | None:
    """The closing date in the text: TenderNed writes the day first, in Amsterdam's time."""
    match = _CLOSES.search(summary)
    if match is None:
        return None
    parts = _DAY_FIRST.match(match[1])
    day = _calendar(int(parts[3]), int(parts[2]), int(parts[1])) if parts else texts.day(match[1])
    hour = f"{int(match[2]):02d}:{match[3]}" if match[2] else "00:00"
    read = texts.moment(f"{day}T{hour}", texts.AMSTERDAM) if day else None
    if read is None:
        doubts.append(Doubt("deadline", match[0][:100], NO_DATE))
    elif not match[2]:
        doubts.append(Doubt("deadline", match[1], N_("only the day is known, not the hour")))
    return read
