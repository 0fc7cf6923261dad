"""Which publication a reading is about: found by its names, in the batch and in the database.

A name that two publications claim joins them only when nothing else about them contradicts: two TED numbers, two UUIDs or two
procedures are two publications, whatever else they share. The first one keeps the name.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.formats import recognise, stored
from incubator.formats.merging import merge
from incubator.formats.values import PUBLICATION_SCHEMES, Doubt, Identity, ReadNotice, Scheme
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading, RawDocument
from incubator.notices.services import columns, families

Name = tuple[str, str, str]
Told = dict[int, tuple[ReadNotice, ...]]  # document id -> what was read in it
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
        self.merged = columns.completed(merge(self.readings.values()))
        self.data = stored.dump(self.merged)
        self.hash = content_hash(self.data)
        return self.hash != before


def content_hash(said: dict[str, Any]) -> str:
    """What a notice says, without where it was read: the same again from the same source is no news."""
    telling = {key: value for key, value in said.items() if key != "sources"}
    return hashlib.sha256(json.dumps(telling, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_of(notice: ReadNotice) -> tuple[Name, ...]:
    """The names of this one publication."""
    return tuple(as_name(one) for one in notice.identities if one.scheme in PUBLICATION_SCHEMES)


def all_names(notice: ReadNotice) -> set[Name]:
    return {as_name(one) for one in notice.identities}


def as_name(identity: Identity) -> Name:
    return identity.scheme.value, identity.id, identity.version or ""


def contradict(one: Iterable[Name], other: Iterable[Name]) -> bool:
    """Whether two sets of names are of two publications: they have a kind of name in common, and no name of that kind."""
    mine, theirs = _by_scheme(one), _by_scheme(other)
    return any(not _meet(mine[scheme], theirs[scheme]) for scheme in mine.keys() & theirs.keys())


def _by_scheme(names: Iterable[Name]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for scheme, value, version in names:
        found.setdefault(scheme, set()).add((value, version))
    return found


def _meet(mine: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> bool:
    """A name without version may be any version."""
    if mine & theirs:
        return True
    return any(a == b and not (v and w) for a, v in mine for b, w in theirs)


class Index:
    """The publications that a batch may be about."""

    def __init__(self, incoming: list[Incoming], told: Told) -> None:
        self.told = told
        self.by_value: dict[tuple[str, str], list[Slot]] = {}
        self.loaded: set[int] = set()
        self._load({name for one in incoming for name in names_of(one.notice)})

    def _load(self, names: set[Name]) -> None:
        """Fetch what is stored under these names, once."""
        found = [one for one in _stored_ids(names) if one not in self.loaded]
        self.loaded |= set(found)
        for slot in _stored_slots(found, self.told):
            self._link(slot, slot.names)

    def _link(self, slot: Slot, names: Iterable[Name]) -> None:
        for scheme, value, _version in names:
            known = self.by_value.setdefault((scheme, value), [])
            if slot not in known:
                known.append(slot)

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
        said = all_names(notice)
        chosen: Slot | None = None
        others = []
        for slot in self._claiming(names):
            if contradict(slot.claims, said) or (chosen and contradict(slot.claims, chosen.claims)):
                others.append(slot)
            elif chosen is None:
                chosen = slot
            else:
                self._join(chosen, slot)
        return chosen, [slot for slot in others if any(name in slot.claims for name in names)]

    def _claiming(self, names: tuple[Name, ...]) -> list[Slot]:
        """Those that share a name, or a UUID of which one side leaves out the version; those sharing most first."""
        found: dict[int, tuple[int, Slot]] = {}
        for scheme, value, version in names:
            for slot in self.by_value.get((scheme, value), []):
                versions = {name[2] for name in slot.claims if name[:2] == (scheme, value)}
                if version in versions or "" in versions or not version:
                    shared = found[id(slot)][0] + 1 if id(slot) in found else 1
                    found[id(slot)] = (shared, slot)
        return [slot for _shared, slot in sorted(found.values(), key=lambda one: -one[0])]

    def _join(self, winner: Slot, loser: Slot) -> None:
        """Two that were thought different turn out to be one publication."""
        for form, reading in loser.readings.items():
            winner.readings.setdefault(form, reading)
        for form, one in loser.fresh.items():
            winner.fresh.setdefault(form, one)
        if loser.notice_id is not None and winner.notice_id is not None:
            families.repoint(Notice, loser.notice_id, winner.notice_id)
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
    """The notice without names of its own that others have. One that is left with none gets them within its procurement."""
    contested = [one for one in notice.identities if one.scheme in PUBLICATION_SCHEMES and as_name(one) in taken]
    if not contested:
        return notice
    kept = [one for one in notice.identities if one not in contested]
    if not any(one.scheme in PUBLICATION_SCHEMES for one in kept):
        kept = [*_within(notice), *kept]
    doubts = (Doubt("identities", one.id, TAKEN) for one in contested)
    return replace(notice, identities=tuple(kept), doubts=tuple(dict.fromkeys((*notice.doubts, *doubts))))


def _within(notice: ReadNotice) -> list[Identity]:
    procurement = next((one.id for one in notice.identities if one.scheme not in PUBLICATION_SCHEMES), "")
    return [
        replace(one, id=f"{one.id} ({procurement})") for one in notice.identities if one.scheme in PUBLICATION_SCHEMES
    ]


def _scoped(notice: ReadNotice) -> list[Name]:
    return [as_name(one) for one in _within(notice)]


def _stored_slots(found: list[int], told: Told) -> list[Slot]:
    """These stored publications, with their readings read again from the kept bytes."""
    slots: dict[int, Slot] = {}
    for start in range(0, len(found), 500):
        some = found[start : start + 500]
        statement = select(Notice.id, Notice.family_id, Notice.content_hash).where(Notice.id.in_(some))
        for notice_id, family_id, content in db.session.execute(statement.order_by(Notice.id)):
            slots[notice_id] = Slot(notice_id, family_id, content, hash=content)
        identities = select(
            NoticeIdentity.notice_id, NoticeIdentity.scheme, NoticeIdentity.value, NoticeIdentity.version
        ).where(NoticeIdentity.notice_id.in_(some))
        for notice_id, scheme, value, version in db.session.execute(identities.order_by(NoticeIdentity.id)):
            slots[notice_id].names.add((scheme.value, value, version))
    for slot in slots.values():
        slot.claims |= slot.names
    _read_again(slots, told)
    return list(slots.values())


def _stored_ids(names: set[Name]) -> list[int]:
    values: dict[str, set[str]] = {}
    for scheme, value, _version in names:
        values.setdefault(scheme, set()).add(value)
    found: set[int] = set()
    for scheme, wanted in values.items():
        ordered = sorted(wanted)
        for start in range(0, len(ordered), 500):
            statement = select(NoticeIdentity.notice_id).where(
                NoticeIdentity.scheme == Scheme(scheme), NoticeIdentity.value.in_(ordered[start : start + 500])
            )
            found |= set(db.session.scalars(statement))
    return sorted(found)


def _read_again(slots: dict[int, Slot], told: Told) -> None:
    """The readings behind what is stored. `told` holds documents that are being read anyway, and those read before."""
    ids = sorted(slots)
    readings: list[Any] = []
    for start in range(0, len(ids), 500):
        statement = (
            select(NoticeReading.notice_id, NoticeReading.format, NoticeReading.document_id, NoticeReading.position)
            .where(NoticeReading.notice_id.in_(ids[start : start + 500]))
            .order_by(NoticeReading.id)
        )
        readings += db.session.execute(statement).all()
    for document_id in sorted({one.document_id for one in readings} - told.keys()):
        document = select(RawDocument.compressed, RawDocument.name).where(RawDocument.id == document_id)
        stored = db.session.execute(document).one_or_none()
        # The name may be the address that links without a host belong to.
        told[document_id] = recognise.read(zlib.decompress(stored.compressed), stored.name).notices if stored else ()
    for notice_id, form, document_id, position in readings:
        slot = slots[notice_id]
        notice = _own(told[document_id], position, slot.names)
        if notice is not None:
            slot.readings[form] = without(notice, set(names_of(notice)) - slot.names - _versions(slot.names))


def _own(told: tuple[ReadNotice, ...], position: int, names: set[Name]) -> ReadNotice | None:
    """The notice of a document that this publication was read from; a better reader may have moved it."""
    ordered = (*told[position : position + 1], *told)
    values = {name[:2] for name in names}
    return next(
        (one for one in ordered if values & {name[:2] for name in names_of(one)} or _scoped_in(one, names)), None
    )


def _scoped_in(notice: ReadNotice, names: set[Name]) -> bool:
    return any(name in names for name in _scoped(notice))


def _versions(names: set[Name]) -> set[Name]:
    """The same names without their version: TED's search leaves it out."""
    return {(scheme, value, "") for scheme, value, _version in names}
