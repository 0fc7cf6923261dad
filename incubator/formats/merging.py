"""Several readings of one publication as one notice: the source that says most about a field wins, and nothing is lost.

The order says which source is believed first. TenderNed's list comes after its detail, because the list keeps the original
closing date; a feed knows least.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from incubator.formats.values import Doubt, Identity, LegalRegime, ReadNotice, Scheme

BELIEVED = (
    "eforms",
    "ted-export",
    "ted-esenders",
    "tenderned-detail",
    "ted-search",
    "ocds",
    "tenderned-list",
    "feed",
)
_TOGETHER = frozenset({"identities", "documents", "doubts", "related_ids", "keywords", "sources"})


def merge(readings: Iterable[ReadNotice]) -> ReadNotice:
    """One notice out of the readings of one publication. Raises `ValueError` when there are none."""
    ranked = sorted(readings, key=_rank)
    if not ranked:
        raise ValueError("There is nothing to merge")
    first = ranked[0]
    if len(ranked) == 1:
        return first
    chosen: dict[str, Any] = {}
    for one in fields(ReadNotice):
        if one.name not in _TOGETHER:
            chosen[one.name] = _firstknown(one.name, ranked)
    return replace(
        first,
        **chosen,
        identities=_names(ranked),
        documents=_union(one.documents for one in ranked),
        related_ids=_union(one.related_ids for one in ranked),
        keywords=_union(one.keywords for one in ranked),
        doubts=_doubts(ranked, chosen),
        sources=_sources(ranked),
    )


def _rank(reading: ReadNotice) -> int:
    return BELIEVED.index(reading.format) if reading.format in BELIEVED else len(BELIEVED)


def _firstknown(name: str, ranked: list[ReadNotice]) -> Any:
    first = getattr(ranked[0], name)
    for reading in ranked:
        value = getattr(reading, name)
        if known(value):
            return value
    return first


def known(value: Any) -> bool:
    """Whether a source says something here."""
    return value not in (None, (), "", LegalRegime.UNKNOWN) and value is not False


def _union(groups: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))


def _names(ranked: list[ReadNotice]) -> tuple[Identity, ...]:
    """All names; a UUID without its version is left out where the version is known. The order does not tell who came first."""
    found = set(_union(one.identities for one in ranked))
    versioned = {(one.scheme, one.id) for one in found if one.version}
    kept = [one for one in found if one.version or (one.scheme, one.id) not in versioned]
    order = list(Scheme)
    return tuple(sorted(kept, key=lambda one: (order.index(one.scheme), one.id, one.version or "")))


def _doubts(ranked: list[ReadNotice], chosen: dict[str, Any]) -> tuple[Doubt, ...]:
    """The doubts about what is shown: those of the reading that a field was taken from."""
    kept = []
    for reading in ranked:
        for doubt in reading.doubts:
            name = doubt.field.split(".")[0].split("[")[0]
            if name not in chosen or getattr(reading, name, None) == chosen[name]:
                kept.append(doubt)
    return tuple(dict.fromkeys(kept))


def _sources(ranked: list[ReadNotice]) -> dict[str, str]:
    told: dict[str, str] = {}
    for reading in ranked:
        for name, place in reading.sources.items():
            if name not in told and known(getattr(reading, name, None)):
                told[name] = place if place.startswith(f"{reading.format}:") else f"{reading.format}: {place}"
    return told


def family_names(notice: ReadNotice) -> tuple[Identity, ...]:
    """All names by which other publications of the same procurement can know this one (versions left out)."""
    named = (*notice.identities, *notice.related_ids, *((notice.corrects,) if notice.corrects else ()))
    return tuple(dict.fromkeys(Identity(one.scheme, one.id) for one in named))
