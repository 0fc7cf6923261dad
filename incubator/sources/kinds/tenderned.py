"""TenderNed: its list by windows of dates, the detail of each publication that is not known yet, and its list of documents.

The list knows no CPV, place or value and keeps the original closing date: each new publication takes two more requests. Only the
first 10,000 of any question can be reached, so a window that holds more is cut in two. A step is a page of the list and a few
details, so that an interruption throws away little; the list is asked again for the next step, which costs one request.
"""

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from incubator.core.http import Client, FetchError, Limits, Response
from incubator.core.i18n import mark as N_
from incubator.formats import json_reading
from incubator.notices.values import SourceDocument
from incubator.sources.kinds import tenderned_fields
from incubator.sources.kinds.findings import ProbeFinding
from incubator.sources.kinds.kind import LATEST, RECENT, Probe, ReadyMade, SourceKind, Visit
from incubator.sources.kinds.walking import (
    Note,
    Page,
    SourceWalk,
    UnexpectedAnswer,
    document,
    json_of,
    without_query,
)
from incubator.sources.rules import Rhythm

ADDRESS = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
HOSTS = frozenset({"tenderned.nl", "www.tenderned.nl"})
PAGE, LAST_PAGE = 100, 99  # larger pages are refused, later ones cannot be reached
REACHABLE = PAGE * (LAST_PAGE + 1)
DETAILS = 10  # in one step
LIMITS = Limits(spacing=0.5)  # two requests a second: the service was seen to bear many more
CHANGING = frozenset({"aantalDagenTotSluitingsDatum", "score"})  # in the list: not part of what a publication says
GONE = frozenset({404, 410})
RECTIFIED_MARKS = (
    "isRectificatie",
    "isEformsWijziging",
    "publicatieIDLaatsteRectificatie",
)  # not all have a code for it
_PUBLICATION = re.compile(r"[0-9]{4,12}")
_API_PATH = re.compile(r"/papi/tenderned-rs-tns/v\d+(/publicaties\b.*)?/?$")
_FILE_PATH = re.compile(r"\brss\b|\batom\b|\bfeed\b|\.json$|\.xml$|\.gz$", re.IGNORECASE)


class TenderNedKind(SourceKind):
    """The list of publications of TenderNed, or a mirror of it."""

    name = "tenderned"
    label = "TenderNed"
    rhythm = Rhythm(shortest=30, longest=180, usual_silence=timedelta(days=3))
    ready_made = ReadyMade("TenderNed", ADDRESS, "https://www.tenderned.nl/aankondigingen/overzicht")

    def kept_address(self, url: str) -> str:
        return re.sub(r"/publicaties([/?#].*)?$", "", without_query(url.strip())).rstrip("/")

    def read(self, walk: SourceWalk, client: Client) -> Page:
        """One page of the list and the details of what is new on it, at most a few at a time."""
        window = Window.of(walk)
        listing = listed(client, walk.url, window.first, window.last, number=window.page)
        total = listing.get("totalElements")
        if window.page == 0 and isinstance(total, int) and total > REACHABLE and window.first < window.last:
            return Page([], window.halved().as_cursor(), done=False)
        items = _objects(listing["content"])
        new = _to_be_read(items, walk)
        batch, later = new[:DETAILS], new[DETAILS:]
        documents, requests = _details(client, walk.url, batch, items)
        tried = [*walk.cursor.get("tried", []), *batch]
        if later:
            cursor = window.as_cursor() | {"tried": tried}
            return Page(documents, cursor, done=False, requests=1 + requests)
        documents += _nameless(listing["content"], walk.url, window.page)
        cursor, done = _following(walk, window, is_last=_ends(listing, window.page))
        return Page(
            documents,
            cursor,
            done,
            requests=1 + requests,
            unchanged=_known_already(items, tried),
            notes=_notes(total, window),
        )

    def probe(self, url: str, client: Client, today: date) -> Probe | None:
        parts = urlsplit(url)
        if _API_PATH.search(parts.path):
            return self._asked(url, client, today)
        if parts.hostname in HOSTS and not _FILE_PATH.search(parts.path):
            return self._asked(ADDRESS, client, today)
        return None

    def recognise(self, visit: Visit) -> Probe | None:
        if visit.answer.status == 404:
            return self._below(visit)
        if visit.items[0] == "content":
            return self._asked(visit.url, visit.client, visit.today)
        return None

    def named(self, url: str, number: str, client: Client, today: date) -> list[SourceDocument]:
        if not _PUBLICATION.fullmatch(number):
            return []
        return _details(client, url, [number], [])[0]

    def _below(self, visit: Visit) -> Probe | None:
        """The root of a mirror answers nothing itself; its list does."""
        try:
            return self._asked(visit.url, visit.client, visit.today)
        except (FetchError, UnexpectedAnswer):
            return None

    def _asked(self, url: str, client: Client, today: date) -> Probe:
        address = self.kept_address(url)
        content = listed(client, address, today - RECENT, today, size=LATEST)["content"]
        return self.probed(address, "TenderNed", json_reading.read_items("content", content).notices)

    def examine(self, walk: SourceWalk, client: Client) -> Iterator[ProbeFinding]:
        first = walk.today - RECENT
        listing = listed(client, walk.url, first, walk.today, size=tenderned_fields.ITEMS)
        yield from tenderned_fields.of_list(listing, first, walk.today)
        items = [item for item in _objects(listing["content"]) if item.get("publicatieId")]
        for item in items[: tenderned_fields.DETAILS]:
            address = _address_of(walk.url, str(item["publicatieId"]))
            detail = client.fetch(address)
            documents = client.fetch(f"{address}/documenten")
            yield from tenderned_fields.of_detail(address, detail, documents)


@dataclass(frozen=True, slots=True)
class Window:
    """The dates that are asked for in one question, and which page of the answer."""

    first: date
    last: date
    page: int = 0

    @classmethod
    def of(cls, walk: SourceWalk) -> "Window":
        """As an interrupted reading left it, else from the last day that was read until today."""
        first, last = walk.day_at("from"), walk.today
        if "to" in walk.cursor:
            last = min(date.fromisoformat(walk.cursor["to"]), walk.today)
        return cls(first, last, int(walk.cursor.get("page", 0)))

    def halved(self) -> "Window":
        """The first half of the dates, from its first page."""
        return Window(self.first, self.first + (self.last - self.first) // 2)

    def as_cursor(self) -> dict[str, Any]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat(), "page": self.page}


def _objects(content: Sequence[Any]) -> list[dict[str, Any]]:
    """What of a list can be a publication."""
    return [item for item in content if isinstance(item, dict)]


def _ends(listing: Mapping[str, Any], page: int) -> bool:
    """Whether nothing more can be had of this window."""
    return bool(listing.get("last", True)) or not _objects(listing["content"]) or page >= LAST_PAGE


def _following(walk: SourceWalk, window: Window, *, is_last: bool) -> tuple[dict[str, Any], bool]:
    """Where to go on, and whether that is for another time."""
    if not is_last:
        return Window(window.first, window.last, window.page + 1).as_cursor(), False
    if window.last < walk.today:  # a window that was cut in two: the other half is still to be read
        return {"from": (window.last + timedelta(days=1)).isoformat()}, False
    return {"from": walk.next_day}, True


def listed(client: Client, url: str, first: date, last: date, *, number: int = 0, size: int = PAGE) -> dict[str, Any]:
    """One page of the list. Raises `UnexpectedAnswer` when it has no `content`."""
    question = {
        "page": number,
        "size": size,
        "publicatieDatumVanaf": first.isoformat(),
        "publicatieDatumTot": last.isoformat(),
    }
    address = f"{url.rstrip('/')}/publicaties?{urlencode(question)}"
    listing = json_of(client.fetch(address, limits=LIMITS, accept="application/json"), address)
    if not isinstance(listing, dict) or not isinstance(listing.get("content"), list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of publications (“content”)."), url=address)
    return listing


def _address_of(url: str, number: str) -> str:
    return f"{url.rstrip('/')}/publicaties/{number}"


def _number(item: Any) -> str | None:
    """The number of a publication, as the list writes it or as a number."""
    if not isinstance(item, dict):
        return None
    number = item.get("publicatieId")
    if isinstance(number, bool) or not isinstance(number, str | int):
        return None
    text = str(number)
    if text.isascii() and text.isdigit():
        return text
    return None


def _nameless(content: Sequence[Any], url: str, page: int) -> list[SourceDocument]:
    """What the list holds without a number: it is rejected where people see it."""
    documents = []
    for item in content:
        if _number(item) is None:
            documents.append(document(f"{url}/publicaties#{page}", {"content": [item]}))
    return documents


def _known_already(items: Sequence[dict[str, Any]], tried: Sequence[str]) -> int:
    """How many of the list were read before this reading."""
    return sum(_number(item) not in {None, *tried} for item in items)


def _to_be_read(items: Sequence[dict[str, Any]], walk: SourceWalk) -> list[str]:
    """What is to be read in detail: publications that are not known, and what a new rectification may have changed.

    The list keeps the closing date of before; only the detail of the rectified publication follows.
    """
    numbers = list(filter(None, map(_number, items)))
    known = walk.known(numbers)
    tried = set(walk.cursor.get("tried", []))
    fresh = [number for number in dict.fromkeys(numbers) if number not in known | tried]
    new = {*fresh, *tried}
    rectified = _rectified_by(items, new)
    if not rectified:
        return fresh
    again = walk.siblings(rectified) - new
    return fresh + sorted(again, key=_length_first)


def _rectified_by(items: Sequence[dict[str, Any]], numbers: Container[str | None]) -> list[str]:
    """The procurements that these publications rectify."""
    procurements = []
    for item in items:
        if _number(item) in numbers:
            procurements.append(_rectified(item))
    return list(filter(None, procurements))


def _length_first(number: str) -> tuple[int, str]:
    """Texts of digits in the order of the numbers that they are."""
    return len(number), number


def _rectified(item: dict[str, Any]) -> str | None:
    """Which procurement this publication rectifies, if it does."""
    kind = item.get("typePublicatie")
    code = kind.get("code") if isinstance(kind, dict) else kind
    if code != "REC" and not any(map(item.get, RECTIFIED_MARKS)):
        return None
    kenmerk = item.get("kenmerk")
    if kenmerk is None:
        return None
    return str(kenmerk)


def _details(
    client: Client, url: str, numbers: Sequence[str], items: Sequence[dict[str, Any]]
) -> tuple[list[SourceDocument], int]:
    """The details with their documents; of what is withdrawn, what the list says. With the number of requests."""
    by_number = {_number(item): item for item in items}
    documents, requests = [], 0
    for number in numbers:
        address = _address_of(url, number)
        answer = client.fetch(address, limits=LIMITS, accept="application/json")
        requests += 1
        if answer.status not in GONE:
            documents.append(_with_documents(client, address, json_of(answer, address), answer.body))
            requests += 1
        elif number in by_number:
            kept = {key: value for key, value in by_number[number].items() if key not in CHANGING}
            documents.append(document(f"{url.rstrip('/')}/publicaties#{number}", kept))
    return documents, requests


def _with_documents(client: Client, address: str, detail: Any, body: bytes) -> SourceDocument:
    """The detail with its list of documents inside, so that both are kept together. Without one, the detail as it came.

    A publication without documents answers 404, which is fine; another error is one of the service: then nothing is kept, and
    the publication is read again later.
    """
    answer = client.fetch(f"{address}/documenten", limits=LIMITS, accept="application/json")
    # Kept without its documents it would count as known, and never be asked for them again.
    if answer.status >= 500 or answer.status == 429:
        answer.expect_ok()
    if not isinstance(detail, dict) or "documenten" in detail:
        return SourceDocument(address, body)
    documents = _list_of_documents(answer)
    if documents is None:
        return SourceDocument(address, body)
    return document(address, {**detail, "documenten": documents})


def _list_of_documents(answer: Response) -> list[Any] | None:
    if answer.status >= 300:
        return None
    try:
        listing = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    documents = listing.get("documenten") if isinstance(listing, dict) else None
    if isinstance(documents, list):
        return documents
    return None


def _notes(total: object, window: Window) -> tuple[Note, ...]:
    """That a single day holds more than can be reached."""
    if window.page != LAST_PAGE or not isinstance(total, int) or total <= REACHABLE:
        return ()
    sentence = N_("TenderNed lists %(total)s publications on %(day)s; only the first 10,000 can be reached.")
    return (Note(sentence, {"total": total, "day": window.first.isoformat()}),)
