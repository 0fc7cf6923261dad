"""What tells the entries of a feed apart: an id of their own, an address, or else title, text and date together."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from incubator.formats import identities, texts

LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as far as its name goes."""

    guid: str | None
    link: str | None
    title: str
    summary: str
    date: str


def absolute(link: str, base: str) -> str | None:
    """The address of an entry; one without a host is below the address of the feed."""
    if texts.web_address(base) and not texts.web_address(link):
        try:
            link = urljoin(base, link)
        except ValueError:  # an address that is none, such as http://[
            return None
    return texts.web_address(link)


def names(entries: list[Entry], home: str) -> list[str | None]:
    """The name of each entry, or None for one that says nothing.

    A placeholder (N/A), an id that entries with other addresses have too, and an address that entries with other titles have
    too (the page of all news) name nothing: three calls would be one notice that changes.
    """
    by_guid = _shared((entry.guid, entry.link or entry.title) for entry in entries)
    by_link = _shared((entry.link, entry.title) for entry in entries if not _real(entry.guid))
    return [_name(entry, home, by_guid, by_link) for entry in entries]


def _real(guid: str | None) -> bool:
    return guid is not None and not identities.placeholder(guid)


def _shared(pairs: Iterable[tuple[str | None, str]]) -> set[str]:
    """The names that stand for several things."""
    first: dict[str, str] = {}
    several = set()
    for name, thing in pairs:
        if name and first.setdefault(name, thing) != thing:
            several.add(name)
    return several


def _name(entry: Entry, home: str, shared_guids: set[str], shared_links: set[str]) -> str | None:
    if entry.guid and _real(entry.guid) and entry.guid not in shared_guids:
        return _within(entry.guid, home)
    if entry.link and entry.link not in shared_links:
        return _within(entry.link, home)
    words = (entry.link or "", entry.title, entry.date, "" if entry.title else entry.summary)
    if not entry.title and not entry.summary:
        return None
    digest = hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()
    return _within(digest[:32], home)


def _within(name: str, home: str) -> str:
    """One that is no address and no URN (`12`) is only a name within its feed."""
    return (name if ":" in name or not home else f"{home} {name}")[:LONGEST_NAME]
