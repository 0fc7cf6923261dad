"""OCDS: a package at an address, or a series of packages in which each names the next (`links.next`).

An address may hold `{since}`: then only what is new since the last reading is asked for.
"""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from incubator.core.http import Client, Conditions, Limits
from incubator.core.i18n import mark as N_
from incubator.formats import json_reading
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded
from incubator.notices.values import SourceDocument
from incubator.sources.kinds import findings
from incubator.sources.kinds.findings import RECENT_DAYS, ProbeFinding
from incubator.sources.kinds.kind import Probe, SourceKind, Visit
from incubator.sources.kinds.walking import SINCE, Note, Page, SourceWalk, UnexpectedAnswer
from incubator.sources.rules import Rhythm

LIMITS = Limits(seconds=300.0, sent_bytes=200_000_000, body_bytes=200_000_000)  # a year of TenderNed is 128 MB
LISTS = frozenset({"releases", "records"})
WHOLE = 2_000_000  # bytes: a larger package is kept, and stored, in pieces
PIECE = 100  # releases
MOST_PAGES = 5_000
HEAD = ("version", "extensions", "publisher", "license", "publicationPolicy")
_PUBLISHER = re.compile(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"\\]{1,100})"')
NEEDED = ("ocid", "id", "date", "tag")
USUAL = ("tender", "buyer", "parties")


class PackageKind(SourceKind):
    """Releases or records of OCDS at an address."""

    name = "ocds"
    label = "OCDS"
    rhythm = Rhythm(shortest=360, longest=7 * 1440, usual_silence=timedelta(days=100))  # data sets come by the quarter

    def read(self, walk: SourceWalk, client: Client) -> Page:
        """One package."""
        since = walk.day_at("since").isoformat()
        start = walk.url.replace(SINCE, since)
        url = str(walk.cursor.get("next") or start)
        conditions = _conditions(walk, url)
        answer = client.fetch(url, conditions=conditions, limits=LIMITS)
        if answer.not_modified:
            return Page([], _finished(walk), done=True)
        text = decoded(answer.expect_ok().body).lstrip("\ufeff")
        following = following_address(text, url)
        documents = _documents(answer.body, text, url)
        number = int(walk.cursor.get("number", 0)) + 1
        if following is None:
            # What the server may answer "unchanged" about is only a package that is everything there is.
            have = Conditions() if conditions is None else Conditions(answer.etag, answer.last_modified)
            return Page(documents, _finished(walk), done=True, conditions=have)
        if number >= MOST_PAGES:  # a chain without an end would never let the others have their turn
            return Page(documents, _finished(walk), done=True, conditions=Conditions(), notes=(_endless(walk.url),))
        if following == start:
            return Page(documents, _finished(walk), done=True, conditions=Conditions())
        return Page(documents, _going_on(walk, following, number, since), done=False)

    def recognise(self, visit: Visit) -> Probe | None:
        key, items = visit.items
        if key not in {*LISTS, None}:
            return None
        reading = json_reading.read_items(key, items)
        if reading.format != "ocds" and key is None:
            return None
        return self.probed(visit.url, _publisher(visit.text), reading.notices)

    def examine(self, walk: SourceWalk, client: Client) -> Iterator[ProbeFinding]:
        address = walk.url.replace(SINCE, (walk.today - timedelta(days=RECENT_DAYS)).isoformat())
        answer = client.fetch(address, limits=LIMITS).expect_ok()
        text = decoded(answer.body).lstrip("\ufeff")
        following = following_address(text, address)
        package = JsonWalk(text, LISTS)
        items = [item for _key, item in package.items()][:1000]
        yield _version(package.head.get("version"))
        yield findings.good("links.next", following or "none: this is the only page")
        if "releases" in package.counts:
            yield from findings.fields("releases", items, NEEDED, USUAL)
        elif "records" in package.counts:
            yield from findings.fields("records", items, ("ocid",), ("releases", "compiledRelease"))
        yield from findings.readable("package", answer.body)


def _conditions(walk: SourceWalk, url: str) -> Conditions | None:
    """What we have already, when the same address is asked as the last time."""
    if url == walk.url and SINCE not in walk.url:
        return walk.conditions
    return None


def _finished(walk: SourceWalk) -> dict[str, Any]:
    if SINCE in walk.url:
        return {"since": walk.next_day}
    return {}


def _going_on(walk: SourceWalk, following: str, number: int, since: str) -> dict[str, Any]:
    cursor = {"next": following, "number": number}
    if SINCE in walk.url:
        cursor["since"] = since
    return cursor


def _documents(body: bytes, text: str, url: str) -> list[SourceDocument] | Iterator[SourceDocument]:
    if len(body) <= WHOLE:
        return [SourceDocument(url, body)]
    return pieces(text, url)


def _endless(url: str) -> Note:
    return Note(N_("%(url)s has more than %(most)s pages; we stopped there."), {"url": url, "most": MOST_PAGES})


def _version(version: Any) -> ProbeFinding:
    if version is None:
        return findings.differs("version", "absent, which means 1.0")
    if str(version).startswith("1.1"):
        return findings.good("version", f"OCDS {version}")
    return findings.differs("version", f"OCDS {version}; we read 1.0 and 1.1")


def following_address(text: str, url: str) -> str | None:
    """Where the next package is; what is read past is not kept in memory. Raises `UnexpectedAnswer` when this is no package."""
    walk = JsonWalk(text, LISTS)
    try:
        lines = sum(1 for _item in walk.items())
    except Unreadable as error:
        sentence = N_("%(url)s answers, but not with whole JSON: %(why)s")
        raise UnexpectedAnswer(sentence, url=url, why=str(error)) from error
    head = walk.head
    if not (LISTS & walk.counts.keys() or "ocid" in head or (None in walk.counts and lines)):
        raise UnexpectedAnswer(N_("%(url)s answers, but without releases or records of OCDS."), url=url)
    return _next_of(head.get("links"), url)


def _next_of(links: Any, url: str) -> str | None:
    """The address of the next package; a package that names itself is the last."""
    if not isinstance(links, dict):
        return None
    following = links.get("next")
    if not isinstance(following, str) or not following.strip():
        return None
    target = urljoin(url, following.strip())
    if target == url:
        return None
    return target


def pieces(text: str, url: str) -> Iterator[SourceDocument]:
    """A large package in pieces of a hundred releases; releases of one procurement that stand together stay together."""
    head = _head(text)
    waiting: list[Any] = []
    number, held = 0, ""
    for key, item in JsonWalk(text, LISTS).items():
        name = key or "releases"  # an array of releases, or one a line, has no name for its list
        if waiting and (name != held or (len(waiting) >= PIECE and _ocid(item) != _ocid(waiting[-1]))):
            number += 1
            yield _piece(url, number, head, held, waiting)
            waiting = []
        held = name
        waiting.append(item)
    if waiting:
        yield _piece(url, number + 1, head, held, waiting)


def _head(text: str) -> dict[str, Any]:
    walk = JsonWalk(text, LISTS)
    for _item in walk.items():  # the head may stand behind the list
        pass
    return {key: walk.head[key] for key in HEAD if key in walk.head}


def _ocid(item: Any) -> Any:
    if isinstance(item, dict):
        return item.get("ocid")
    return None


def _piece(url: str, number: int, head: dict[str, Any], key: str, items: list[Any]) -> SourceDocument:
    written = json.dumps({**head, key: items}, ensure_ascii=False, default=_exact, separators=(",", ":"))
    return SourceDocument(f"{url}#{number}", written.encode("utf-8", "replace"))


def _exact(value: Any) -> Any:
    """Numbers are read exactly; they are written as the number they are."""
    return float(value)


def _publisher(text: str) -> str:
    """Who publishes the package, when its beginning names them."""
    match = _PUBLISHER.search(text[:20_000])
    if match is None:
        return ""
    return match[1]
