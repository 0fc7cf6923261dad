"""Finding out what is at an address: a service that we know, a package, a feed, or a page that names its feed."""

import io
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree, html

from incubator.core.errors import RuleViolation
from incubator.core.http import Client, FetchError, Limits, Response
from incubator.core.i18n import mark as N_
from incubator.formats import recognise, syndication
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded
from incubator.formats.values import ReadNotice
from incubator.sources.kinds import UnexpectedAnswer, packages, ted, tenderned
from incubator.sources.kinds.walking import json_of
from incubator.sources.models import SourceKind
from incubator.sources.services.managing import READY_MADE, address_of, check_url

LIMITS = Limits(seconds=20.0)
LATEST = 3
RECENT = timedelta(days=7)
TENDERNED_PATH = re.compile(r"/papi/tenderned-rs-tns/v\d+(/publicaties\b.*)?/?$")
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
LISTS = frozenset({"releases", "records", "notices", "content"})
NOTHING = N_("At %(url)s is no feed and no package of notices. Copy the address of the feed itself.")


@dataclass(frozen=True, slots=True)
class Latest:
    """One of the newest notices at an address."""

    title: str
    published: date | None
    buyer: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What is at an address."""

    kind: SourceKind
    url: str
    name: str
    latest: tuple[Latest, ...]


def probe(url: str, client: Client, *, today: date) -> Probe:
    """Find out what an address is. Raises `RuleViolation` at the field `url`, with what to do."""
    asked = url.strip()
    check_url(asked, allow_private=client.allow_private)
    try:
        return _probe(asked, client, today)
    except (FetchError, UnexpectedAnswer) as error:
        raise RuleViolation(error.message, field="url", **error.params) from error


def _probe(url: str, client: Client, today: date) -> Probe:
    parts = urlsplit(url)
    host, path = parts.hostname or "", parts.path
    feed_like = re.search(r"\brss\b|\batom\b|\bfeed\b", path, re.IGNORECASE)
    if TENDERNED_PATH.search(path) or (host in {"tenderned.nl", "www.tenderned.nl"} and not _is_file(path, feed_like)):
        return _tenderned(url if TENDERNED_PATH.search(path) else tenderned.ADDRESS, client, today)
    if path.rstrip("/").endswith("/notices/search") or (_of_ted(host) and not feed_like):
        return _ted(url if path.rstrip("/").endswith("/notices/search") else ted.ADDRESS, client, today)
    answer = client.fetch(url.replace(packages.SINCE, (today - RECENT).isoformat()), limits=LIMITS)
    if answer.status == 405:
        return _ted(url, client, today)
    if answer.status == 404 and (found := _tenderned_below(url, client, today)):
        return found
    return _document(url, answer.expect_ok(), client, today)


def _is_file(path: str, feed_like: object) -> bool:
    return bool(feed_like) or path.endswith((".json", ".xml", ".gz"))


def _of_ted(host: str) -> bool:
    return host == "ted.europa.eu" or host.endswith(".ted.europa.eu")


def _tenderned(url: str, client: Client, today: date) -> Probe:
    base = address_of(SourceKind.TENDERNED, url)
    told = tenderned.listed(client, base, today - RECENT, today, size=LATEST)
    ready = READY_MADE[SourceKind.TENDERNED]
    return _found(SourceKind.TENDERNED, base, ready.name, json.dumps({"content": told["content"]}).encode())


def _tenderned_below(url: str, client: Client, today: date) -> Probe | None:
    """The root of a mirror answers nothing itself; its list does."""
    try:
        return _tenderned(url, client, today)
    except (FetchError, UnexpectedAnswer):
        return None


def _ted(url: str, client: Client, today: date) -> Probe:
    base = address_of(SourceKind.TED, url)
    fields = ["publication-number", "notice-type", "publication-date", "notice-title", "buyer-name"]
    question = ted.body({}, (today - RECENT).isoformat(), fields, limit=LATEST)
    told = json_of(client.fetch(base, method="POST", json=question, limits=LIMITS).expect_ok(), base)
    if not isinstance(told, dict) or not isinstance(told.get("notices"), list):
        raise UnexpectedAnswer(N_("%(url)s answers, but without a list of notices (“notices”)."), url=base)
    return _found(SourceKind.TED, base, READY_MADE[SourceKind.TED].name, json.dumps(told).encode())


def _document(url: str, answer: Response, client: Client, today: date, *, followed: bool = False) -> Probe:
    text = decoded(answer.body).lstrip("\ufeff \t\r\n")
    if syndication.claims(text):
        title = str(feedparser.parse(io.BytesIO(answer.body)).feed.get("title") or "")
        return _found(SourceKind.FEED, url, title, answer.body)
    if text.startswith(("{", "[")):
        return _json(url, text, client, today)
    named = None if followed else feed_of_page(answer)
    if named is None:
        raise RuleViolation(NOTHING, field="url", url=url)
    check_url(named, allow_private=client.allow_private)
    return _document(named, client.fetch(named, limits=LIMITS).expect_ok(), client, today, followed=True)


def _json(url: str, text: str, client: Client, today: date) -> Probe:
    """Look at the first items only: a package may be very large."""
    try:
        items = list(itertools.islice(JsonWalk(text, LISTS).items(), 50))
    except Unreadable as error:
        raise UnexpectedAnswer(
            N_("%(url)s answers, but not with whole JSON: %(why)s"), url=url, why=str(error)
        ) from error
    key = items[0][0] if items else None
    if key == "content":
        return _tenderned(url, client, today)
    if key == "notices":
        return _ted(url, client, today)
    if key in {"releases", "records"}:
        sample = json.dumps({key: [one for _key, one in items]}, default=str).encode()
    else:
        sample = text.encode("utf-8", "replace")
    reading = recognise.read(sample)
    if reading.format != "ocds":
        raise RuleViolation(NOTHING, field="url", url=url)
    return _found(SourceKind.OCDS, url, _publisher(text), sample)


def _publisher(text: str) -> str:
    match = re.search(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"\\]{1,100})"', text[:20_000])
    return match[1] if match else ""


def feed_of_page(answer: Response) -> str | None:
    """The feed that a web page names (`<link rel="alternate">`)."""
    try:
        page = html.document_fromstring(answer.body[:2_000_000])
    except (etree.LxmlError, ValueError):
        return None
    for link in page.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        if "alternate" in kinds and (link.get("type") or "").lower() in FEED_TYPES and link.get("href"):
            return urljoin(answer.final_url, link.get("href"))
    return None


def _found(kind: SourceKind, url: str, name: str, sample: bytes) -> Probe:
    notices = recognise.read(sample).notices
    shown = " ".join(name.split())[:100] or (urlsplit(url).hostname or url)
    return Probe(kind, url, shown, tuple(_latest(notices)))


def _latest(notices: Sequence[ReadNotice]) -> Iterator[Latest]:
    """The three that were published last."""
    for one in sorted(notices, key=lambda one: one.published or date.min, reverse=True)[:LATEST]:
        yield Latest(one.title, one.published, one.buyer.name if one.buyer else "")


def as_json(found: Probe) -> dict[str, Any]:
    """For the command line and for the page that asks whether this is what was meant."""
    return {"kind": found.kind.value, "url": found.url, "name": found.name}
