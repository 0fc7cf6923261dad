"""Several readings of one publication as one notice: the source that says most about a field wins, and nothing is lost.

The order says which source is believed first. TenderNed's list comes after its detail, because the list keeps the original
closing date; a feed knows least.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from incubator.formats import buyer_numbers
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
    for described in fields(ReadNotice):
        if described.name not in _TOGETHER:
            chosen[described.name] = _firstknown(described.name, ranked)
    # Whether a closing date is a day or a moment, and of what, is said by the source that the date is taken from.
    chosen["deadline_day_only"] = _beside_deadline("deadline_day_only", ranked)
    chosen["deadline_for"] = _beside_deadline("deadline_for", ranked)
    merged = replace(
        first,
        **chosen,
        identities=_names(ranked),
        documents=_union("documents", ranked),
        related_ids=_union("related_ids", ranked),
        keywords=_union("keywords", ranked),
        doubts=_doubts(ranked, chosen),
        sources=_sources(ranked),
    )
    # What one source gives as the number of the buyer may be the name by which another knows the publication.
    return buyer_numbers.own(merged)


def _rank(reading: ReadNotice) -> int:
    if reading.format in BELIEVED:
        return BELIEVED.index(reading.format)
    return len(BELIEVED)


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


def places_of_known(notice: ReadNotice, places: Mapping[str, str]) -> dict[str, str]:
    """The places (by field) of those fields of which this notice says something."""
    return {name: place for name, place in places.items() if known(getattr(notice, name))}


def _beside_deadline(name: str, ranked: list[ReadNotice]) -> Any:
    """What the source of the closing date has in another field."""
    for reading in ranked:
        if reading.deadline is not None:
            return getattr(reading, name)
    return getattr(ranked[0], name)


def _union(name: str, ranked: list[ReadNotice]) -> tuple[Any, ...]:
    """What all readings have in this field, each once."""
    gathered: dict[Any, None] = {}
    for reading in ranked:
        gathered.update(dict.fromkeys(getattr(reading, name)))
    return tuple(gathered)


def _names(ranked: list[ReadNotice]) -> tuple[Identity, ...]:
    """All names; a UUID without its version is left out where the version is known. The order does not tell who came first."""
    names = set(_union("identities", ranked))
    versioned = {(name.scheme, name.id) for name in names if name.version}
    kept = [name for name in names if name.version or (name.scheme, name.id) not in versioned]
    order = list(Scheme)
    return tuple(sorted(kept, key=lambda name: (order.index(name.scheme), name.id, name.version or "")))


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
    places: dict[str, str] = {}
    for reading in ranked:
        for name, place in reading.sources.items():
            if name not in places and known(getattr(reading, name, None)):
                places[name] = _with_format(place, reading.format)
    return places


def _with_format(place: str, name: str) -> str:
    """The place with the format before it. A notice that was merged before has it already."""
    if place.startswith(f"{name}:"):
        return place
    return f"{name}: {place}"


def family_names(notice: ReadNotice) -> tuple[Identity, ...]:
    """All names by which other publications of the same procurement can know this one (versions left out)."""
    names: dict[Identity, None] = {}
    for name in (*notice.identities, *notice.related_ids, notice.corrects):
        if name is not None:
            names[Identity(name.scheme, name.id)] = None
    return tuple(names)
