"""OCDS: a package at an address, or a series of packages in which each says where the next one is (`links.next`).

An address may hold `{since}`: then only what is new since the last reading is asked for.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from incubator.core.http import Client, Conditions, Limits
from incubator.core.i18n import mark as N_
from incubator.formats.json_documents import JsonWalk, Unreadable, decoded
from incubator.notices.values import SourceDocument
from incubator.sources.kinds.walking import Note, Page, SourceWalk, UnexpectedAnswer

LIMITS = Limits(seconds=300.0, sent_bytes=200_000_000, body_bytes=200_000_000)  # a year of TenderNed is 128 MB
LISTS = frozenset({"releases", "records"})
WHOLE = 2_000_000  # bytes: a larger package is kept, and stored, in pieces
PIECE = 100  # releases
MOST_PAGES = 5_000
FIRST_DAYS, OVERLAP = 30, timedelta(days=3)
SINCE = "{since}"
HEAD = ("version", "extensions", "publisher", "license", "publicationPolicy")


def read(walk: SourceWalk, client: Client) -> Page:
    """One package."""
    since = str(walk.cursor.get("since") or (walk.today - timedelta(days=FIRST_DAYS)).isoformat())
    start = walk.url.replace(SINCE, since)
    url = str(walk.cursor.get("next") or start)
    number = int(walk.cursor.get("number", 0))
    conditional = url == start and SINCE not in walk.url
    answer = client.fetch(url, conditions=walk.conditions if conditional else None, limits=LIMITS)
    finished = {"since": (walk.today - OVERLAP).isoformat()} if SINCE in walk.url else {}
    if answer.not_modified:
        return Page([], finished, done=True)
    text = decoded(answer.expect_ok().body).lstrip("\ufeff")
    following = following_address(text, url)
    documents = [SourceDocument(url, answer.body)] if len(answer.body) <= WHOLE else pieces(text, url)
    if following is None or following == start or number + 1 >= MOST_PAGES:
        notes = () if following is None or number + 1 < MOST_PAGES else (_endless(walk.url),)
        have = Conditions(answer.etag, answer.last_modified) if conditional and following is None else None
        return Page(documents, finished, done=True, conditions=have or Conditions(), notes=notes)
    cursor = {"next": following, "number": number + 1} | ({"since": since} if SINCE in walk.url else {})
    return Page(documents, cursor, done=False)


def _endless(url: str) -> Note:
    return Note(N_("%(url)s has more than %(most)s pages; we stopped there."), {"url": url, "most": MOST_PAGES})


def following_address(text: str, url: str) -> str | None:
    """Where the next package is; what is read past is not kept in memory. Raises `UnexpectedAnswer` when this is no package."""
    walk = JsonWalk(text, LISTS)
    try:
        lines = sum(1 for _item in walk.items())
    except Unreadable as error:
        raise UnexpectedAnswer(
            N_("%(url)s answers, but not with whole JSON: %(why)s"), url=url, why=str(error)
        ) from error
    head = walk.head
    if not (LISTS & walk.counts.keys() or "ocid" in head or (None in walk.counts and lines)):
        raise UnexpectedAnswer(N_("%(url)s answers, but without releases or records of OCDS."), url=url)
    links = head.get("links")
    following = links.get("next") if isinstance(links, dict) else None
    if not isinstance(following, str) or not following.strip():
        return None
    target = urljoin(url, following.strip())
    return target if target != url else None


def pieces(text: str, url: str) -> Iterator[SourceDocument]:
    """A large package in pieces of a hundred releases; releases of one procurement that stand together stay together."""
    head = _head(text)
    waiting: list[Any] = []
    number, held = 0, ""
    for key, item in JsonWalk(text, LISTS).items():
        name = key or "releases"
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
    for _item in walk.items():
        pass
    return {key: walk.head[key] for key in HEAD if key in walk.head}


def _ocid(item: Any) -> Any:
    return item.get("ocid") if isinstance(item, dict) else None


def _piece(url: str, number: int, head: dict[str, Any], key: str, items: list[Any]) -> SourceDocument:
    written = json.dumps({**head, key: items}, ensure_ascii=False, default=_exact, separators=(",", ":"))
    return SourceDocument(f"{url}#{number}", written.encode("utf-8", "replace"))


def _exact(value: Any) -> Any:
    """Numbers are read exactly; they are written as the number they are."""
    return float(value)
