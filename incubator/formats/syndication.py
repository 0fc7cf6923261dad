"""Feeds: RSS, Atom and RDF. Entries are signals, but TenderNed's feed names publications.

feedparser opens files when given a text or a path as bytes: it only ever gets a stream here. Its dates are not used.
"""

import io
import re
from datetime import date
from typing import Any

import feedparser

from incubator.core.i18n import mark as N_
from incubator.formats import closing, feed_dates, feed_names, texts
from incubator.formats.closing import closing_fields
from incubator.formats.tenderned import kind_of_form, read_form, subtype
from incubator.formats.tenderned_tables import BUCKETS, LABELS, PAGE
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
_PROLOGUE = re.compile(
    r"^\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[([^\]]*)\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\s+([A-Za-z]\w{0,30})\s+[\"'](&#x?[0-9A-Fa-f]{1,6};)[\"']\s*>")
_PUBLICATION = re.compile(r"tenderned\.nl/\S*?aankondigingen/(?:overzicht/|#)?(?:\S*?[=/])?(\d{4,9})\b", re.ASCII)
_FORM = re.compile(r"Type publicatie\s*:?\s*((?:EF|SF)E?\d{1,2})\b", re.IGNORECASE | re.ASCII)
_BUCKET = re.compile(r"Type publicatie\s*:?\s*([^\n:;|,.]+)", re.IGNORECASE)
_CLOSES = re.compile(
    r"sluit\w*(?:[^\S\n]*\w+){0,3}?[^\S\n]*:?[^\S\n]*"
    r"(?:(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}))"
    r"(?:[T,\s]+(?:om\s+)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2}))?",
    re.IGNORECASE,
)
LARGEST = 20_000_000  # bytes; feeds hold tens of entries
LONGEST_TITLE = 120  # of an entry that has none: the beginning of its text
UNCLEAR = N_("this date can be read in two ways")
NO_DATE = N_("this is no date")
OWN_ENTITIES = "The feed defines entities of its own (<!ENTITY ...>) that are more than a single character."
_SOURCES = {
    "identities": "id, link", "title": "title", "description": "summary", "deadline": "summary", "kind": "summary", "cancels": "summary",
    "notice_type": "summary", "subtype": "summary", "published": "published, updated", "buyer": "author", "url": "link",
    "language": "TenderNed",
}  # fmt: skip


def claims(text: str) -> bool:
    """Whether the outermost element is that of a feed."""
    start = _PROLOGUE.match(text[:20_000])
    return bool(_FEED.match(text, start.end() if start else 0))


def read(data: bytes, base: str = "") -> Reading:
    """Every entry as a notice; `base` is the address of the feed. An entry that says nothing is rejected."""
    if len(data) > LARGEST:
        return Reading("feed", (), (Rejection(f"The feed is larger than {LARGEST // 10**6} MB."),))
    plain = _without_document_type(data)
    if plain is None:
        return Reading("feed", (), (Rejection(OWN_ENTITIES),))
    parsed = feedparser.parse(io.BytesIO(plain), sanitize_html=False, resolve_relative_uris=False)
    home = _home(parsed.feed)
    described = [_described(entry, base or home) for entry in parsed.entries]
    notices, rejected = [], []
    for position, name in enumerate(feed_names.names(described, home)):
        if name is None:
            rejected.append(Rejection(f"entry[{position}] has no id, no link, no title and no text."))
        else:
            notices.append(_notice(parsed.entries[position], described[position], name))
    if not notices and not rejected:
        return Reading("feed", ignored="A feed without entries.")
    return Reading("feed", tuple(notices), tuple(rejected))


def _without_document_type(data: bytes) -> bytes | None:
    """The feed without DTD, the characters that it names (&nbsp;) filled in. None when it names more than characters."""
    declared = _DOCTYPE.search(data[:20_000])
    if declared is None:
        if b"<!ENTITY" in data:
            return None
        return data
    subset = declared[1] or b""
    characters = dict(_ENTITY.findall(subset))
    body = data[: declared.start()] + data[declared.end() :]
    if subset.count(b"<!ENTITY") != len(characters) or b"<!ENTITY" in body:
        return None
    for name, character in characters.items():
        body = body.replace(b"&" + name + b";", character)
    return body


def _home(feed: Any) -> str:
    """What tells this feed from others: its address, else its title."""
    return texts.line(str(feed.get("link") or feed.get("id") or feed.get("title") or ""))


def _line(entry: Any, key: str) -> str:
    return texts.line(str(entry.get(key) or ""))


def _described(entry: Any, base: str) -> feed_names.Entry:
    return feed_names.Entry(
        guid=_line(entry, "id") or None,
        link=feed_names.absolute(_line(entry, "link"), base) if entry.get("link") else None,
        title=_line(entry, "title"),
        summary=_summary(entry),
        date=_date(entry),
    )


def _notice(entry: Any, described: feed_names.Entry, name: str) -> ReadNotice:
    # Any feed may link to TenderNed: such an entry is a signal of that very publication.
    match = _PUBLICATION.search(f"{described.link or ''} {described.guid or ''}")
    if match:
        return _publication(entry, described, match[1])
    doubts: list[Doubt] = []
    return ReadNotice(
        format="feed",
        identities=(Identity(Scheme.FEED, name),),
        kind=NoticeKind.SIGNAL,
        title=_title(described),
        description=described.summary or None,
        published=_published(described.date, doubts),
        url=described.link,
        doubts=tuple(doubts),
        sources=_SOURCES,
    )


def _publication(entry: Any, described: feed_names.Entry, number: str) -> ReadNotice:
    """An entry of TenderNed's own feed, whose summary names the form and the closing date."""
    doubts: list[Doubt] = []
    kind, form = _kind(described.summary)
    family, number_of_form = read_form(form)
    deadline = _closing(described.summary, doubts)
    return ReadNotice(
        format="feed",
        identities=(Identity(Scheme.TENDERNED, number),),
        kind=kind,
        title=_title(described),
        description=described.summary or None,
        language="nl",
        cancels=kind is NoticeKind.CANCELLATION,
        buyer=_buyer(entry),
        published=_published(described.date, doubts),
        **closing_fields(deadline),
        notice_type=form,
        subtype=subtype(family, number_of_form),
        url=described.link or PAGE.format(number),
        doubts=tuple(doubts),
        sources=_SOURCES,
    )


def _buyer(entry: Any) -> ReadOrganisation | None:
    """TenderNed puts the name of the buyer in `author`."""
    author = _line(entry, "author")
    if author:
        return ReadOrganisation(author, "buyer")
    return None


def _title(described: feed_names.Entry) -> str:
    first_line = described.summary.partition("\n")[0][:LONGEST_TITLE]
    return described.title or described.guid or described.link or first_line


def _summary(entry: Any) -> str:
    """The summary, else the whole text."""
    contents = [part for part in entry.get("content") or [] if isinstance(part, dict)]
    whole = "\n".join(str(part.get("value") or "") for part in contents)
    return texts.clean(str(entry.get("summary") or "") or whole)


def _kind(summary: str) -> tuple[NoticeKind, str | None]:
    """What the summary of TenderNed's feed says of the form, else of the type of publication."""
    match = _FORM.search(summary)
    if match:
        form = match[1].upper()
        return kind_of_form(*read_form(form)) or NoticeKind.SIGNAL, form
    label = _BUCKET.search(summary)
    if label is None:
        return NoticeKind.SIGNAL, None
    bucket = LABELS.get(label[1].strip().lower())
    return BUCKETS.get(bucket or "", NoticeKind.SIGNAL), None


def _date(entry: Any) -> str:
    for key in ("published", "updated", "created"):
        if written := _line(entry, key):
            return written
    return ""


def _published(written: str, doubts: list[Doubt]) -> date | None:
    """The day of the entry. One that can be read in two ways is doubted and left out."""
    if not written:
        return None
    day, unclear = feed_dates.read(written)
    if day is None:
        doubts.append(Doubt("published", written[:100], UNCLEAR if unclear else NO_DATE))
    return day


def _closing(summary: str, doubts: list[Doubt]) -> closing.Closing | None:
    """The closing date in the text: TenderNed writes the day first, in Amsterdam's time."""
    match = _CLOSES.search(summary)
    if match is None:
        return None
    day = match["iso"] or f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    hour = f"T{int(match['hour']):02d}:{match['minute']}" if match["hour"] else ""
    read = closing.read(f"{day}{hour}")
    if read is None:
        doubts.append(Doubt("deadline", match[0][:100], NO_DATE))
    elif read.day_only:
        doubts.append(Doubt("deadline", day, closing.DAY_ONLY))
    return read
