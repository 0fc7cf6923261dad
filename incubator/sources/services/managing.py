"""Choosing what is read: adding sources, the ready-made ones, and what the manager changes of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.http import FetchRefused, check_address
from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.sources import queries
from incubator.sources.kinds import ted, tenderned
from incubator.sources.models import Source, SourceKind

LONGEST_URL, LONGEST_NAME = 2000, 100


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A source that needs no address of anyone."""

    kind: SourceKind
    name: str
    url: str
    website: str


READY_MADE = {
    SourceKind.TENDERNED: ReadyMade(
        SourceKind.TENDERNED, "TenderNed", tenderned.ADDRESS, "https://www.tenderned.nl/aankondigingen/overzicht"
    ),
    SourceKind.TED: ReadyMade(SourceKind.TED, "TED", ted.ADDRESS, "https://ted.europa.eu/nl/"),
}


def ready_made_left() -> list[ReadyMade]:
    """The ready-made sources that are not in the list yet."""
    there = {one.url for one in queries.sources()}
    return [one for one in READY_MADE.values() if one.url not in there]


def website_of(source: Source) -> str:
    """Where a person can look for themselves."""
    ready = READY_MADE.get(source.kind)
    if ready is not None and source.url == ready.url:
        return ready.website
    parts = urlsplit(source.url)
    return f"{parts.scheme}://{parts.netloc}/"


def address_of(kind: SourceKind, url: str) -> str:
    """The address as it is kept: of a service its root, of a document without what only a browser uses."""
    told = url.strip()
    if kind is SourceKind.TENDERNED:
        return re.sub(r"/publicaties([/?#].*)?$", "", told.split("?")[0].split("#")[0]).rstrip("/")
    if kind is SourceKind.TED:
        return told.split("?")[0].split("#")[0].rstrip("/")
    return told.split("#")[0]


def add(
    url: str,
    kind: SourceKind,
    name: str,
    *,
    now: datetime,
    allow_private: bool,
    options: dict[str, Any] | None = None,
    active: bool = True,
) -> Source:
    """A new source, read for the first time as soon as possible. Raises `RuleViolation` at `url` or `name`."""
    kept = address_of(kind, url)
    check_url(kept, allow_private=allow_private)
    twin = queries.by_url(kept)
    if twin is not None:
        raise RuleViolation(N_("This address is in the list already: %(name)s."), field="url", name=twin.name)
    source = Source(
        name=_free_name(name.strip() or _name_from(kept)), kind=kind, url=kept, options=options or {}, active=active
    )
    source.created_at, source.cursor, source.next_at = now, {}, now
    db.session.add(source)
    db.session.flush()
    return source


def check_url(url: str, *, allow_private: bool) -> None:
    """Refuse an address that we would never visit. Raises `RuleViolation` at `url`."""
    if len(url) > LONGEST_URL:
        raise RuleViolation(N_("This address is too long: at most %(most)s characters."), field="url", most=LONGEST_URL)
    try:
        check_address(url, allow_private=allow_private)
    except FetchRefused as refused:
        raise RuleViolation(refused.message, field="url", **refused.params) from refused


def _name_from(url: str) -> str:
    return (urlsplit(url).hostname or url)[:LONGEST_NAME]


def _free_name(name: str) -> str:
    """The name, or the name with a number when it is taken."""
    wanted = " ".join(name.replace("\x00", " ").split())[:LONGEST_NAME]
    taken = {one.name for one in queries.sources()}
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted} ({number})", number + 1
    return free


def rename(source: Source, name: str) -> None:
    wanted = " ".join(name.replace("\x00", " ").split())
    if not wanted:
        raise RuleViolation(N_("Give the source a name."), field="name")
    if len(wanted) > LONGEST_NAME:
        raise RuleViolation(N_("Use at most %(most)s characters."), field="name", most=LONGEST_NAME)
    if any(one.name == wanted and one.id != source.id for one in queries.sources()):
        raise RuleViolation(N_("Another source has this name already."), field="name")
    source.name = wanted


def choose(source: Source, *, countries: Sequence[str], codes: Sequence[str]) -> None:
    """Which notices of TED are read: of which countries, with which CPV codes. A new choice is read from the start."""
    wrong = [one for one in countries if not re.fullmatch(r"[A-Z]{3}", one)]
    if wrong:
        raise RuleViolation(
            N_("“%(code)s” is no country of three letters, such as NLD or BEL."), field="countries", code=wrong[0]
        )
    unknown = [one for one in codes if not cpv.known(one)]
    if unknown:
        raise RuleViolation(N_("“%(code)s” is no CPV code of eight digits."), field="codes", code=unknown[0])
    had = source.options or {}
    if (list(countries), list(codes)) != (had.get("countries", list(ted.COUNTRIES)), had.get("cpv", [])):
        source.options, source.cursor = had | {"countries": list(countries), "cpv": list(codes)}, {}


def pause(source: Source) -> None:
    """Do not read it any more; who reads it now stops at the next step."""
    source.active = False
    source.claim = source.claimed_until = None


def resume(source: Source, *, now: datetime) -> None:
    """Read it again, from where it was."""
    source.active = True
    source.next_at = now
    source.failures, source.problem, source.failing_since, source.broken_since = 0, None, None, None


def read_soon(source: Source, *, now: datetime) -> None:
    """Read it at the next opportunity, whatever its own rhythm."""
    if not source.active:
        raise RuleViolation(N_("This source is paused. Resume it first."))
    source.next_at = now


def remove(source: Source) -> None:
    """Forget the source and the record of its readings; the notices that it brought stay."""
    db.session.delete(source)
    db.session.flush()
