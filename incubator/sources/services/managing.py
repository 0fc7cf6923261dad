"""Choosing what is read: adding sources, the ready-made ones, and what the manager changes of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from incubator.core.db import add_unique, db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.http import FetchRefused, check_address
from incubator.core.i18n import mark as N_
from incubator.sources import queries
from incubator.sources.kinds import KINDS, Option, SourceKind
from incubator.sources.models import Source

LONGEST_URL, LONGEST_NAME = 2000, 100
CHANGED_TO = N_("Someone else changed this since you opened the page. It is now: %(text)s")


def ready_made_left() -> list[SourceKind]:
    """The kinds with a ready-made source that is not in the list yet."""
    there = {source.url for source in queries.sources()}
    left = []
    for kind in KINDS.values():
        if kind.ready_made is not None and kind.ready_made.url not in there:
            left.append(kind)
    return left


def website_of(source: Source) -> str:
    """Where a person can look for themselves."""
    return KINDS[source.kind].website_of(source.url)


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
    kept = kind.kept_address(url)
    check_url(kept, allow_private=allow_private)

    def make() -> Source:
        twin = queries.by_url(kept)
        if twin is not None:
            raise RuleViolation(N_("This address is in the list already: %(name)s."), field="url", name=twin.name)
        free = _free_name(name.strip() or _name_from(kept))
        source = Source(name=free, kind=kind.name, url=kept, options=options or {}, active=active)
        source.created_at, source.cursor, source.next_at = now, {}, now
        return source

    return add_unique(make)


def add_ready_made(kind: SourceKind, *, now: datetime, active: bool = True) -> Source:
    """The service that everyone reads, under its own name. Raises `RuleViolation` when it is there or the kind has none."""
    ready = kind.ready_made
    if ready is None:
        raise RuleViolation(N_("A source of this kind needs an address."), field="url")
    return add(ready.url, kind, ready.name, now=now, allow_private=False, active=active)


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


def _in_one_line(name: str) -> str:
    return " ".join(name.replace("\x00", " ").split())


def _free_name(name: str) -> str:
    """The name, or the name with a number when it is taken."""
    free = _in_one_line(name)[:LONGEST_NAME]
    taken = {source.name for source in queries.sources()}
    number, first = 2, free  # "Gemeente (2)" is the second of that name
    while free in taken:
        free, number = f"{first} ({number})", number + 1
    return free


def answers_of(source: Source) -> dict[str, str]:
    """What the page of changes shows of a source: its name and what is chosen of it, by the field of the form."""
    answers = {"name": source.name}
    for option in KINDS[source.kind].options:
        answers[option.field] = " ".join(option.of(source.options))
    return answers


def change(source: Source, answers: Mapping[str, str], *, opened: Mapping[str, str]) -> None:
    """Change what was changed on a page, which showed the answers of `opened` when it was opened.

    Raises `Conflict` at the field of an answer that somebody else changed meanwhile to something else, and `RuleViolation` at
    a field that is wrong.
    """
    lock(source)
    now_stored = answers_of(source)
    changed = {}
    for field, stored in now_stored.items():
        before, typed = opened.get(field, stored), answers.get(field, stored)
        if typed in {before, stored}:
            continue
        if before != stored:
            raise Conflict(CHANGED_TO, field=field, text=stored)
        changed[field] = typed
    if "name" in changed:
        _rename(source, changed["name"])
    for option in KINDS[source.kind].options:
        if option.field in changed:
            choose(source, {option.key: changed[option.field].split()})


def _rename(source: Source, typed: str) -> None:
    name = _in_one_line(typed)
    if not name:
        raise RuleViolation(N_("Give the source a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise RuleViolation(N_("Use at most %(most)s characters."), field="name", most=LONGEST_NAME)
    if any(other.name == name and other.id != source.id for other in queries.sources()):
        raise RuleViolation(N_("Another source has this name already."), field="name")
    source.name = name


def choose(source: Source, chosen: Mapping[str, Sequence[str]]) -> None:
    """Which notices of a source are read, by the key of the option. A new choice is read from the start.

    Raises `RuleViolation` at the field of a code that does not exist.
    """
    options = {option.key: option for option in KINDS[source.kind].options}
    for key, codes in chosen.items():
        if key not in options:
            raise RuleViolation(N_("This cannot be chosen of a source of this kind."))
        _check_codes(options[key], codes)
        if list(codes) != options[key].of(source.options):
            source.options, source.cursor = (source.options or {}) | {key: list(codes)}, {}


def _check_codes(option: Option, codes: Sequence[str]) -> None:
    for code in codes:
        if not option.accepts(code):
            raise RuleViolation(option.refusal, field=option.field, code=code)


def pause(source: Source) -> str:
    """Do not read it any more; who reads it now stops at the next step. Gives its name."""
    lock(source)
    source.active = False
    source.claim = source.claimed_until = None
    return source.name


def resume(source: Source, *, now: datetime) -> str:
    """Read it again, from where it was. Gives its name."""
    lock(source)
    source.active = True
    source.next_at = now
    source.failures, source.problem, source.failing_since, source.broken_since = 0, None, None, None
    return source.name


def read_soon(source: Source, *, now: datetime) -> str:
    """Read it at the next opportunity, whatever its own rhythm. Gives its name. Raises `RuleViolation` when it is paused."""
    lock(source)
    if not source.active:
        raise RuleViolation(N_("This source is paused. Resume it first."))
    source.next_at = now
    return source.name


def remove(source: Source) -> str:
    """Forget the source and the record of its readings; the notices that it brought stay. Gives its name."""
    name = lock(source).name
    db.session.delete(source)
    db.session.flush()
    return name
