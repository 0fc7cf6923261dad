"""What a document is, told from its content and never from its name; and its notices, read by the format that it is."""

import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import ocdsmerge
from ocdsmerge.exceptions import OCDSMergeError

from incubator.formats import ocds, syndication, ted_search, tenderned, xml
from incubator.formats.fields import Wrong
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded, parse
from incubator.formats.merging import known
from incubator.formats.values import Reading, ReadNotice, Rejection

LISTS = frozenset({"releases", "records", "notices", "content"})
FORMATS = {"releases": "ocds", "records": "ocds", "notices": "ted-search", "content": "tenderned-list"}
SCHEMA = Path(__file__).with_name("data") / "ocds-release-schema.json"
_NOTICE_WORDS = re.compile(r'"(?:ocid|publicatieId|publication-number|notice-identifier)"\s*:')
BEGINNING = 80_000  # bytes, of which the prologue of a feed takes at most a part
EMPTY = "An empty file."
NO_NOTICE = "No notice: {}."


def read(data: bytes, name: str = "") -> Reading:
    """The notices in a document. Never raises because of what the document says; `name` is not looked at."""
    if not data.strip(b" \t\r\n\x00"):
        return Reading(None, ignored=EMPTY)
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff")):
        return Reading(None, ignored=NO_NOTICE.format("a PDF, picture, archive or office document"))
    beginning = decoded(data[:BEGINNING]).lstrip("\ufeff \t\r\n\x00")
    if beginning.startswith("<"):
        if syndication.claims(beginning):
            return syndication.read(data)
        return xml.read_xml(data)
    text = decoded(data)
    start = text.lstrip("\ufeff \t\r\n\x00")[:1]
    if start in {"{", "["}:
        return _json(text.lstrip("\ufeff"))
    if _NOTICE_WORDS.search(text[:100_000]):
        return Reading(None, (), (Rejection("The JSON does not begin with an object or a list."),))
    return Reading(None, ignored=NO_NOTICE.format(_other_text(text)))


def _other_text(text: str) -> str:
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    if first.count(",") >= 2 or first.count(";") >= 2 or first.count("\t") >= 2:
        return "a table (CSV)"
    return "text in no format that we read"


class _Gathering:
    """What is read out of one JSON document, item by item."""

    def __init__(self) -> None:
        self.notices: list[ReadNotice] = []
        self.rejected: list[Rejection] = []
        self.unknown = 0
        self.links: list[Any] = []
        self.format: str | None = None
        self._told: dict[str, dict[str, Any]] = {}

    def reading(self) -> Reading:
        return Reading(self.format, tuple(self.notices), tuple(self.rejected))

    def add(self, read_one: Callable[..., ReadNotice], value: dict[str, Any], path: str, **more: Any) -> None:
        try:
            notice = read_one(value, path, **more)
        except Wrong as wrong:
            self.rejected.append(Rejection(str(wrong)))
        except RecursionError:
            self.rejected.append(Rejection(f"{path or 'The notice'} is nested too deeply."))
        else:
            told = {name: place for name, place in notice.sources.items() if known(getattr(notice, name))}
            self.notices.append(replace(notice, sources=told))
            self.format = self.format or notice.format

    def take(self, key: str | None, value: Any, path: str) -> None:
        """One item of a list, or a document that is one notice."""
        if not isinstance(value, dict):
            self._other(key, value, path)
        elif key == "records" or (key is None and _is_record(value)):
            self._record(value, path)
        elif key == "releases" or (key is None and ocds.claims(value)):
            self._release(value, path)
        elif key == "content" or (key is None and tenderned.claims(value)):
            self.add(tenderned.read, value, path)
        elif key == "notices" or (key is None and ted_search.claims(value)):
            self.add(ted_search.read, value, path)
        elif any(isinstance(value.get(one), list) for one in LISTS):
            for inner in sorted(LISTS & value.keys()):
                for position, one in enumerate(value[inner] if isinstance(value[inner], list) else []):
                    self.take(inner, one, f"{path}.{inner}[{position}]")
        elif key is None:
            self._inside(value, path)
        else:
            self.unknown += 1

    def _inside(self, value: dict[str, Any], path: str) -> None:
        """An answer of another shape: notices that stand in a list of it are read all the same."""
        before = len(self.notices) + len(self.rejected)
        for name, listed in value.items():
            for position, one in enumerate(listed if isinstance(listed, list) else []):
                if isinstance(one, dict) and (ocds.claims(one) or tenderned.claims(one) or ted_search.claims(one)):
                    self.take(None, one, f"{path}.{name}[{position}]" if path else f"{name}[{position}]")
        self.unknown += len(self.notices) + len(self.rejected) == before

    def _other(self, key: str | None, value: Any, path: str) -> None:
        if key is None:
            self.unknown += 1
        else:
            self.rejected.append(Rejection(f"{path} is no object but {type(value).__name__}."))

    def _release(self, value: dict[str, Any], path: str) -> None:
        if "url" in value and "ocid" not in value and "tender" not in value:
            self.links.append((value, path))
        elif ocds.is_versioned(value):
            self._versioned(value, path)
        else:
            ocid = value.get("ocid")
            background = self._told.get(ocid) if isinstance(ocid, str) else None
            self.add(ocds.read, value, path, background=background)
            self._remember(value)

    def _remember(self, value: dict[str, Any]) -> None:
        """Title and buyer, for later releases of the same procurement in the same package that do not repeat them."""
        tender, ocid = value.get("tender"), value.get("ocid")
        if isinstance(ocid, str) and isinstance(tender, dict) and tender.get("title"):
            self._told[ocid] = {"tender": {"title": tender["title"]}, "buyer": value.get("buyer")}

    def _versioned(self, value: dict[str, Any], path: str) -> None:
        try:
            self.add(ocds.read, ocds.latest(value), path)
        except RecursionError:
            self.rejected.append(Rejection(f"{path or 'The release'} is nested too deeply."))

    def _record(self, record: dict[str, Any], path: str) -> None:
        try:
            found = list(ocds.releases_of(record, path or "record"))
            background = _compiled(record, [one for one, _place in found])
        except Wrong as wrong:
            self.rejected.append(Rejection(str(wrong)))
        except RecursionError:
            self.rejected.append(Rejection(f"{path or 'The record'} is nested too deeply."))
        else:
            for release, place in found:
                whole = release if "ocid" in release or "ocid" not in record else {**release, "ocid": record["ocid"]}
                self.add(ocds.read, whole, place, background=background)


def _is_record(value: dict[str, Any]) -> bool:
    return "ocid" in value and bool({"releases", "compiledRelease", "versionedRelease"} & value.keys())


@cache
def _merger() -> ocdsmerge.Merger:
    """Merging by the schema that lies beside this module: without it the library would fetch one."""
    return ocdsmerge.Merger(parse(SCHEMA.read_text(encoding="utf-8")))


def _compiled(record: dict[str, Any], releases: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What all releases of a record say together: releases may tell only what is new."""
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict) and compiled:
        return compiled
    if len(releases) < 2:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # repeated ids in lists: the merge is only a background
            merged = _merger().create_compiled_release(releases)
    except (OCDSMergeError, TypeError, ValueError, KeyError, AttributeError):
        return None  # releases so broken that they cannot be merged are still read one by one
    return merged if isinstance(merged, dict) else None


def _json(text: str) -> Reading:
    """Walk the document; what was read before it breaks off is kept."""
    gathering = _Gathering()
    walk = JsonWalk(text, LISTS)
    try:
        for key, value in walk.items():
            gathering.take(key, value, f"{key or ''}[{walk.counts[key] - 1}]")
    except Unreadable as broken:
        if gathering.notices or gathering.rejected or _NOTICE_WORDS.search(text[:100_000]):
            gathering.rejected.append(Rejection(str(broken)))
            return gathering.reading()
        return Reading(None, ignored=NO_NOTICE.format(str(broken).rstrip(".")))
    _finish(gathering, walk)
    if gathering.notices or gathering.rejected:
        return gathering.reading()
    return Reading(gathering.format, ignored=NO_NOTICE.format(_other_json(walk)))


def _finish(gathering: _Gathering, walk: JsonWalk) -> None:
    """What stands beside the lists: a document that is itself one notice, a record whose releases are links."""
    for key in LISTS & walk.counts.keys():
        gathering.format = gathering.format or FORMATS[key]
    head = walk.head
    if gathering.links and not gathering.notices and "ocid" in head:
        gathering.take("records", {**head, "releases": [one for one, _path in gathering.links]}, "")
        return
    for _link, path in gathering.links:
        gathering.rejected.append(Rejection(f"{path} is only a link to a release."))
    if not LISTS & walk.counts.keys() and None not in walk.counts:
        _head(gathering, head)
    elif gathering.unknown and (gathering.notices or gathering.rejected):
        gathering.rejected.append(Rejection(f"{gathering.unknown} items of the list are no notices."))


def _head(gathering: _Gathering, head: dict[str, Any]) -> None:
    for key in sorted(LISTS & head.keys()):
        if head.keys() & {"uri", "publishedDate", "publisher", "totalNoticeCount", "totalPages"}:
            gathering.rejected.append(Rejection(f"“{key}” is no list but {type(head[key]).__name__}."))
            return
    if "documenten" in head and not tenderned.claims(head):
        return
    if head:
        gathering.take(None, head, "")


def _other_json(walk: JsonWalk) -> str:
    head = walk.head
    if "documenten" in head:
        return "a list of documents of TenderNed, which belongs to a publication"
    if {"$schema", "definitions", "properties", "$id"} & head.keys():
        return "a JSON schema"
    if None in walk.counts:
        return "a JSON list of something else"
    if LISTS & walk.counts.keys():
        return "an empty package or page"
    return "JSON that holds nothing" if not head else "JSON of another kind"
