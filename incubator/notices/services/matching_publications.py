"""Which publication a reading is about: found by its names, in the batch and in the database.

A name that two publications claim joins them only when nothing else about them contradicts: two TED numbers, two UUIDs or two
procedures are two publications, whatever else they share. The first one keeps the name.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.formats import recognise, stored
from incubator.formats.merging import merge
from incubator.formats.values import PUBLICATION_SCHEMES, Doubt, Identity, ReadNotice, Scheme
from incubator.notices import rules
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading, RawDocument
from incubator.notices.services.joining import join_notices

Name = tuple[str, str, str]
ReadDocuments = dict[int, tuple[ReadNotice, ...]]  # document id -> what was read in it
AT_ONCE = 500  # values in one statement
TAKEN = N_("this name belongs to another publication already; it is not used to join them")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One notice as a stored document tells it."""

    document_id: int
    position: int
    notice: ReadNotice


@dataclass(slots=True, eq=False)
class Slot:
    """One publication during a batch: what was stored of it, and what came in."""

    notice_id: int | None = None
    family_id: int | None = None
    stored_hash: str | None = None
    readings: dict[str, ReadNotice] = field(default_factory=dict)
    fresh: dict[str, Incoming] = field(default_factory=dict)
    names: set[Name] = field(default_factory=set)  # as stored
    claims: set[Name] = field(default_factory=set)  # all names of its readings, those of the procurement too
    merged: ReadNotice | None = None
    data: dict[str, Any] = field(default_factory=dict)  # `merged` as JSON values
    hash: str = ""

    def take(self, incoming: Incoming) -> bool:
        """Add a reading; True when it changes what is known."""
        form = incoming.notice.format
        self.readings[form] = incoming.notice
        self.fresh[form] = incoming
        self.claims |= all_names(incoming.notice)
        before = self.hash
        self.merged = rules.completed(merge(self.readings.values()))
        self.data = stored.dump(self.merged)
        self.hash = content_hash(self.data)
        return self.hash != before


def content_hash(data: dict[str, Any]) -> str:
    """What a notice says, without where it was read: the same again from the same source is no news."""
    telling = {key: value for key, value in data.items() if key != "sources"}
    return hashlib.sha256(json.dumps(telling, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_of(notice: ReadNotice) -> tuple[Name, ...]:
    """The names of this one publication."""
    return tuple(as_name(identity) for identity in notice.identities if identity.scheme in PUBLICATION_SCHEMES)


def all_names(notice: ReadNotice) -> set[Name]:
    return {as_name(identity) for identity in notice.identities}


def as_name(identity: Identity) -> Name:
    return identity.scheme.value, identity.id, identity.version or ""


def contradict(first: Iterable[Name], second: Iterable[Name]) -> bool:
    """Whether two sets of names are of two publications: they have a kind of name in common, and no name of that kind."""
    mine, theirs = _by_scheme(first), _by_scheme(second)
    return any(not _meet(mine[scheme], theirs[scheme]) for scheme in mine.keys() & theirs.keys())


def _by_scheme(names: Iterable[Name]) -> dict[str, dict[str, set[str]]]:
    """The versions of each value, by scheme."""
    schemes: dict[str, dict[str, set[str]]] = {}
    for scheme, value, version in names:
        schemes.setdefault(scheme, {}).setdefault(value, set()).add(version)
    return schemes


def _meet(mine: dict[str, set[str]], theirs: dict[str, set[str]]) -> bool:
    """Whether a name is the same; one without version may be any version."""
    return any(_same_version(mine[value], theirs[value]) for value in mine.keys() & theirs.keys())


def _same_version(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine & theirs) or "" in mine or "" in theirs


class Index:
    """The publications that a batch may be about."""

    def __init__(self, incoming: list[Incoming], known: ReadDocuments) -> None:
        self.known = known
        self.by_value: dict[tuple[str, str], list[Slot]] = {}
        self.loaded: set[int] = set()
        self._load({name for reading in incoming for name in names_of(reading.notice)})

    def _load(self, names: set[Name]) -> None:
        """Fetch what is stored under these names, once."""
        missing = [notice_id for notice_id in _stored_ids(names) if notice_id not in self.loaded]
        self.loaded |= set(missing)
        for slot in _stored_slots(missing, self.known):
            self._link(slot, slot.names)

    def _link(self, slot: Slot, names: Iterable[Name]) -> None:
        for scheme, value, _version in names:
            linked = self.by_value.setdefault((scheme, value), [])
            if slot not in linked:
                linked.append(slot)

    def place(self, incoming: Incoming) -> tuple[Slot, Incoming]:
        """The publication that a reading is about, and the reading without names that belong to others."""
        notice = incoming.notice
        slot, others = self._choose(notice, names_of(notice))
        if others:
            notice = without(notice, {name for other in others for name in other.claims})
            if slot is None:
                self._load(set(names_of(notice)))
                slot, _others = self._choose(notice, names_of(notice))
            incoming = replace(incoming, notice=notice)
        slot = slot or Slot()
        self._link(slot, names_of(notice))
        return slot, incoming

    def _choose(self, notice: ReadNotice, names: tuple[Name, ...]) -> tuple[Slot | None, list[Slot]]:
        """The slot that fits (several that fit are joined), and those that claim a name but contradict."""
        claims = all_names(notice)
        chosen: Slot | None = None
        others = []
        for slot in self._claiming(names):
            if contradict(slot.claims, claims) or (chosen and contradict(slot.claims, chosen.claims)):
                others.append(slot)
            elif chosen is None:
                chosen = slot
            else:
                self._join(chosen, slot)
        return chosen, [slot for slot in others if not slot.claims.isdisjoint(names)]

    def _claiming(self, names: tuple[Name, ...]) -> list[Slot]:
        """Those that share a name, or a UUID of which one side leaves out the version; those sharing most first."""
        sharing: dict[int, int] = {}
        slots: dict[int, Slot] = {}
        for scheme, value, version in names:
            for slot in self.by_value.get((scheme, value), []):
                versions = {name[2] for name in slot.claims if name[:2] == (scheme, value)}
                if version in versions or "" in versions or not version:
                    sharing[id(slot)] = sharing.get(id(slot), 0) + 1
                    slots[id(slot)] = slot
        return sorted(slots.values(), key=lambda slot: -sharing[id(slot)])

    def _join(self, winner: Slot, loser: Slot) -> None:
        """Two that were thought different turn out to be one publication."""
        for form, reading in loser.readings.items():
            winner.readings.setdefault(form, reading)
        for form, incoming in loser.fresh.items():
            winner.fresh.setdefault(form, incoming)
        if loser.notice_id is not None and winner.notice_id is not None:
            join_notices(loser.notice_id, winner.notice_id)
        elif loser.notice_id is not None:
            winner.notice_id, winner.family_id = loser.notice_id, loser.family_id
            winner.stored_hash = loser.stored_hash
        winner.names |= loser.names
        winner.claims |= loser.claims
        self._link(winner, loser.claims)
        for slots in self.by_value.values():
            if loser in slots:
                slots.remove(loser)
        loser.merged, loser.readings = None, {}


def without(notice: ReadNotice, taken: set[Name]) -> ReadNotice:
    """The notice without names of its own that others have. If it is left with none it gets them within its procurement."""
    contested = [name for name in _own_names(notice) if as_name(name) in taken]
    if not contested:
        return notice
    kept = [name for name in notice.identities if name not in contested]
    if not any(name.scheme in PUBLICATION_SCHEMES for name in kept):
        kept = [*_within(notice), *kept]
    doubts = [*notice.doubts, *(Doubt("identities", name.id, TAKEN) for name in contested)]
    return replace(notice, identities=tuple(kept), doubts=tuple(dict.fromkeys(doubts)))


def _own_names(notice: ReadNotice) -> list[Identity]:
    return [name for name in notice.identities if name.scheme in PUBLICATION_SCHEMES]


def _within(notice: ReadNotice) -> list[Identity]:
    """The names of the publication, each followed by the first name of its procurement."""
    procurement = ""
    for name in notice.identities:
        if name.scheme not in PUBLICATION_SCHEMES:
            procurement = name.id
            break
    return [replace(name, id=f"{name.id} ({procurement})") for name in _own_names(notice)]


def _stored_ids(names: set[Name]) -> list[int]:
    """The stored publications that go by one of these names, whichever the version."""
    values: dict[str, set[str]] = {}
    for scheme, value, _version in names:
        values.setdefault(scheme, set()).add(value)
    notice_ids: set[int] = set()
    for scheme, of_scheme in values.items():
        for portion in _portions(of_scheme):
            statement = select(NoticeIdentity.notice_id).where(
                NoticeIdentity.scheme == Scheme(scheme), NoticeIdentity.value.in_(portion)
            )
            notice_ids |= set(db.session.scalars(statement))
    return sorted(notice_ids)


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in order, as many at a time as a statement takes."""
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def _stored_slots(notice_ids: list[int], known: ReadDocuments) -> list[Slot]:
    """These stored publications, with their readings read again from the kept bytes."""
    slots: dict[int, Slot] = {}
    for portion in _portions(notice_ids):
        statement = select(Notice.id, Notice.family_id, Notice.content_hash).where(Notice.id.in_(portion))
        for notice_id, family_id, stored_hash in db.session.execute(statement.order_by(Notice.id)):
            slots[notice_id] = Slot(notice_id, family_id, stored_hash, hash=stored_hash)
        identities = select(
            NoticeIdentity.notice_id, NoticeIdentity.scheme, NoticeIdentity.value, NoticeIdentity.version
        ).where(NoticeIdentity.notice_id.in_(portion))
        for notice_id, scheme, value, version in db.session.execute(identities.order_by(NoticeIdentity.id)):
            slots[notice_id].names.add((scheme.value, value, version))
    for slot in slots.values():
        slot.claims |= slot.names
    _read_again(slots, known)
    return list(slots.values())


def _read_again(slots: dict[int, Slot], known: ReadDocuments) -> None:
    """The readings behind what is stored. `known` holds documents that are being read anyway, and those read before."""
    readings: list[Any] = []
    for portion in _portions(slots):
        statement = (
            select(NoticeReading.notice_id, NoticeReading.format, NoticeReading.document_id, NoticeReading.position)
            .where(NoticeReading.notice_id.in_(portion))
            .order_by(NoticeReading.id)
        )
        readings += db.session.execute(statement).all()
    for document_id in sorted({reading.document_id for reading in readings} - known.keys()):
        known[document_id] = _kept_document(document_id)
    for notice_id, form, document_id, position in readings:
        slot = slots[notice_id]
        notice = _own(known[document_id], position, slot.names)
        if notice is not None:
            of_others = set(names_of(notice)) - slot.names - _versions(slot.names)
            slot.readings[form] = without(notice, of_others)


def _kept_document(document_id: int) -> tuple[ReadNotice, ...]:
    """What is read in a kept document; nothing when it is not there any more."""
    statement = select(RawDocument.compressed, RawDocument.name).where(RawDocument.id == document_id)
    document = db.session.execute(statement).one_or_none()
    if document is None:
        return ()
    # The name may be the address that links without a host belong to.
    return recognise.read(zlib.decompress(document.compressed), document.name).notices


def _own(notices: tuple[ReadNotice, ...], position: int, names: set[Name]) -> ReadNotice | None:
    """The notice of a document that this publication was read from; a better reader may have moved it."""
    values = {name[:2] for name in names}
    for notice in (*notices[position : position + 1], *notices):
        if not values.isdisjoint(name[:2] for name in names_of(notice)):
            return notice
        if not names.isdisjoint(as_name(name) for name in _within(notice)):
            return notice
    return None


def _versions(names: set[Name]) -> set[Name]:
    """The same names without their version: TED's search leaves it out."""
    return {(scheme, value, "") for scheme, value, _version in names}
