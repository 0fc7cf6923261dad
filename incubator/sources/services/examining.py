"""Trying a service as it is today: field by field what differs from what our readers expect. Nothing is stored."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import feedparser

from incubator.core.errors import RuleViolation
from incubator.core.http import Client, Limits
from incubator.formats import recognise, syndication
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded
from incubator.sources.kinds import packages, ted, tenderned
from incubator.sources.kinds.walking import json_of
from incubator.sources.models import SourceKind

DAYS, ITEMS, DETAILS = 7, 20, 3
LIMITS = Limits(seconds=60.0, sent_bytes=200_000_000, body_bytes=200_000_000)
LIST_KEYS = ("first", "last", "totalElements", "totalPages", "size", "numberOfElements", "number")
LIST_NEEDED = ("publicatieId", "publicatieDatum", "typePublicatie", "aanbestedingNaam", "opdrachtgeverNaam")
LIST_USUAL = (
    "kenmerk",
    "publicatiecode",
    "procedure",
    "typeOpdracht",
    "europees",
    "opdrachtBeschrijving",
    "sluitingsDatum",
)
DETAIL_NEEDED = (
    "publicatieId", "kenmerk", "publicatieDatum", "typePublicatie", "publicatieCode", "aanbestedingNaam",
    "opdrachtgeverNaam", "cpvCodes", "typeOpdrachtCode", "procedureCode",
)  # fmt: skip
DETAIL_USUAL = (
    "opdrachtBeschrijving",
    "nutsCodes",
    "nationaalOfEuropeesCode",
    "juridischKaderCode",
    "sluitingsDatum",
    "links",
)
TED_NEEDED = (
    "publication-number",
    "notice-type",
    "publication-date",
    "notice-title",
    "buyer-name",
    "classification-cpv",
)
OCDS_NEEDED = ("ocid", "id", "date", "tag")
OCDS_USUAL = ("tender", "buyer", "parties")


@dataclass(frozen=True, slots=True)
class ProbeFinding:
    """One thing that was looked at. What is `missing` is something that our reader cannot do without."""

    field: str
    result: str  # ok, missing, differs
    says: str


def _ok(field: str, says: str) -> ProbeFinding:
    return ProbeFinding(field, "ok", says)


def _missing(field: str, says: str) -> ProbeFinding:
    return ProbeFinding(field, "missing", says)


def _differs(field: str, says: str) -> ProbeFinding:
    return ProbeFinding(field, "differs", says)


def examine(kind: SourceKind, url: str, client: Client, *, today: date, options: dict[str, Any]) -> list[ProbeFinding]:
    """Try the service. What it does wrong is a finding too."""
    tries = {
        SourceKind.TENDERNED: _tenderned,
        SourceKind.TED: _ted,
        SourceKind.OCDS: _ocds,
        SourceKind.FEED: _feed,
    }
    found: list[ProbeFinding] = []
    try:
        for finding in tries[kind](url, client, today, options):
            found.append(finding)
    except RuleViolation as error:
        found.append(_missing("answer", str(error)))
    return found


def _present(where: str, items: Sequence[Any], needed: Sequence[str], usual: Sequence[str]) -> Iterator[ProbeFinding]:
    """Which fields occur in how many of these items."""
    objects = [one for one in items if isinstance(one, dict)]
    if len(objects) < len(items):
        yield _missing(where, f"{len(items) - len(objects)} of {len(items)} items are no objects")
    for name in (*needed, *usual):
        number = sum(one.get(name) is not None for one in objects)
        says = f"in {number} of {len(objects)}"
        if number:
            yield _ok(f"{where}.{name}", says)
        else:
            make = _missing if name in needed else _differs
            yield make(f"{where}.{name}", f"{says}; expected")
    known = {*needed, *usual}
    extra = sorted({key for one in objects for key in one if isinstance(key, str)} - known)
    if extra:
        yield _ok(f"{where}.*", f"also: {', '.join(extra)[:400]}")


def _readable(where: str, data: bytes) -> Iterator[ProbeFinding]:
    """Whether our own reader makes notices of it."""
    reading = recognise.read(data)
    if reading.notices:
        yield _ok(f"{where}.read", f"{len(reading.notices)} notices read as {reading.format}")
    elif reading.ignored:
        yield _missing(f"{where}.read", reading.ignored)
    for one in reading.rejected[:5]:
        yield _missing(f"{where}.read", one.reason)


def _tenderned(url: str, client: Client, today: date, _options: dict[str, Any]) -> Iterator[ProbeFinding]:
    first = today - timedelta(days=DAYS)
    told = tenderned.listed(client, url, first, today, size=ITEMS)
    for key in LIST_KEYS:
        make = _ok if key in told else (_missing if key == "last" else _differs)
        yield make(f"list.{key}", "there" if key in told else "absent; expected")
    items = told["content"]
    if not items:
        yield _missing("list.content", f"no publications since {first.isoformat()}")
        return
    if len(items) > ITEMS:
        yield _differs("list.size", f"asked for {ITEMS}, got {len(items)}: `size` is ignored")
    yield from _present("list.content", items, LIST_NEEDED, LIST_USUAL)
    yield from _in_window(items, first, today)
    for item in [one for one in items if isinstance(one, dict) and one.get("publicatieId")][:DETAILS]:
        yield from _tenderned_detail(url, str(item["publicatieId"]), client)


def _in_window(items: Sequence[Any], first: date, last: date) -> Iterator[ProbeFinding]:
    """TenderNed ignores parameters that it does not know: a wrong name would bring everything."""
    days = [str(one.get("publicatieDatum", ""))[:10] for one in items if isinstance(one, dict)]
    outside = [one for one in days if not first.isoformat() <= one <= last.isoformat()]
    if outside:
        yield _missing(
            "list.publicatieDatumVanaf", f"{len(outside)} of {len(days)} outside the dates asked for: ignored?"
        )
    else:
        yield _ok("list.publicatieDatumVanaf", "all within the dates asked for")


def _tenderned_detail(url: str, number: str, client: Client) -> Iterator[ProbeFinding]:
    address = f"{url.rstrip('/')}/publicaties/{number}"
    answer = client.fetch(address)
    told = json_of(answer.expect_ok(), address)
    where = f"detail {number}"
    yield from _present(where, [told], DETAIL_NEEDED, DETAIL_USUAL)
    codes = told.get("cpvCodes") if isinstance(told, dict) else None
    if isinstance(codes, list) and codes:
        yield from _present(f"{where}.cpvCodes", codes, ("code", "isHoofdOpdracht"), ())
    yield from _readable(where, answer.body)
    listed = client.fetch(f"{address}/documenten")
    documents = json_of(listed, address).get("documenten") if listed.status == 200 else None
    if not isinstance(documents, list):
        yield _differs(f"{where}.documenten", f"no list of documents (status {listed.status})")
    elif documents:
        yield from _present(
            f"{where}.documenten", documents, ("documentNaam", "links"), ("publicatieCategorie", "grootte")
        )


def _ted(url: str, client: Client, today: date, options: dict[str, Any]) -> Iterator[ProbeFinding]:
    chosen = list(options.get("fields") or ted.FIELDS)
    since = (today - timedelta(days=DAYS)).isoformat()
    for _attempt in range(ted.REFUSALS):
        answer = client.fetch(url, method="POST", json=ted.body(options, since, chosen, limit=ITEMS))
        refused = ted.refused_fields(answer, chosen) if answer.status == 400 else []
        if not refused:
            break
        yield from (_missing(f"fields.{one}", "refused by the service") for one in refused)
        chosen = [one for one in chosen if one not in refused]
    told = json_of(answer.expect_ok(), url)
    notices = told.get("notices") if isinstance(told, dict) else None
    if not isinstance(notices, list) or not notices:
        yield _missing("notices", f"no notices since {since}")
        return
    for key in ("totalNoticeCount", "iterationNextToken"):
        yield (_ok if key in told else _differs)(key, "there" if key in told else "absent; expected")
    yield from _present("notices", notices, TED_NEEDED, [one for one in chosen if one not in TED_NEEDED])
    yield from _readable("notices", answer.body)


def _ocds(url: str, client: Client, today: date, _options: dict[str, Any]) -> Iterator[ProbeFinding]:
    address = url.replace(packages.SINCE, (today - timedelta(days=DAYS)).isoformat())
    answer = client.fetch(address, limits=LIMITS).expect_ok()
    text = decoded(answer.body).lstrip("\ufeff")
    following = packages.following_address(text, address)
    walk = JsonWalk(text, packages.LISTS)
    try:
        items = [item for _key, item in walk.items()][:1000]
    except Unreadable as error:
        yield _missing("package", str(error))
        return
    version = walk.head.get("version")
    if version is None:
        yield _differs("version", "absent, which means 1.0")
    elif str(version).startswith("1.1"):
        yield _ok("version", f"OCDS {version}")
    else:
        yield _differs("version", f"OCDS {version}; we read 1.0 and 1.1")
    yield _ok("links.next", following or "none: this is the only page")
    if "releases" in walk.counts:
        yield from _present("releases", items, OCDS_NEEDED, OCDS_USUAL)
    elif "records" in walk.counts:
        yield from _present("records", items, ("ocid",), ("releases", "compiledRelease"))
    yield from _readable("package", answer.body)


def _feed(url: str, client: Client, _today: date, _options: dict[str, Any]) -> Iterator[ProbeFinding]:
    answer = client.fetch(url, limits=LIMITS).expect_ok()
    if not syndication.claims(decoded(answer.body).lstrip("\ufeff \t\r\n")):
        yield _missing("form", "this is no feed (RSS or Atom)")
        return
    parsed = feedparser.parse(io.BytesIO(answer.body))
    yield _ok("form", parsed.version or "a feed of unknown version")
    if parsed.bozo:
        yield _differs("form", f"not well-formed: {parsed.get('bozo_exception')}")
    if not parsed.entries:
        yield _differs("entries", "no entries at the moment")
        return
    entries = [dict(one) for one in parsed.entries]
    yield from _present("entries", entries, ("title", "link"), ("id", "summary", "updated"))
    have = [name for name, value in (("ETag", answer.etag), ("Last-Modified", answer.last_modified)) if value]
    yield _ok("headers", f"{' and '.join(have)}: read only when changed" if have else "no ETag or Last-Modified")
    yield from _readable("entries", answer.body)
