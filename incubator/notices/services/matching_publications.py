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
from incubator.formats import recognise, stored
from incubator.formats.merging import merge
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices import rules
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading, RawDocument
from incubator.notices.services.joining import join_notices
from incubator.notices.services.names import (
    Name,
    all_names,
    as_name,
    contradict,
    names_of,
    names_within,
    without,
    without_version,
)

ReadDocuments = dict[int, tuple[ReadNotice, ...]]  # document id -> what was read in it
AT_ONCE = 500  # values in one statement


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
    telling = dict(data)
    telling.pop("sources", None)
    # The keys in order: the same words have one hash, whichever reader filled them in.
    return hashlib.sha256(json.dumps(telling, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Index:
    """The publications that a batch may be about."""

    def __init__(self, incoming: list[Incoming], known: ReadDocuments) -> None:
        self.known = known
        self.by_value: dict[tuple[str, str], list[Slot]] = {}
        self.loaded: set[int] = set()
        names: set[Name] = set()
        for reading in incoming:
            names.update(names_of(reading.notice))
        # For the whole batch at once, not a query for each notice.
        self._load(names)

    def _load(self, names: set[Name]) -> None:
        """Fetch what is stored under these names, once."""
        missing = _stored_ids(names) - self.loaded
        self.loaded |= missing
        for slot in _stored_slots(sorted(missing), self.known):
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
            notice = without(notice, _claimed_by(others))
            # What is left of its names may belong to a publication that nobody had asked for yet.
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
        # Joining may have taken away what another claimed: only who still claims a name counts.
        return chosen, [slot for slot in others if not slot.claims.isdisjoint(names)]

    def _claiming(self, names: tuple[Name, ...]) -> list[Slot]:
        """Those that share a name, or a UUID of which one side leaves out the version; those sharing most first."""
        sharing: dict[int, int] = {}
        slots: dict[int, Slot] = {}
        for scheme, value, version in names:
            for slot in self.by_value.get((scheme, value), []):
                if _claims(slot, scheme, value, version):
                    sharing[id(slot)] = sharing.get(id(slot), 0) + 1
                    slots[id(slot)] = slot
        # The best fit first: `_choose` keeps it, and what comes later must agree with it.
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


def _claimed_by(slots: list[Slot]) -> set[Name]:
    names: set[Name] = set()
    for slot in slots:
        names |= slot.claims
    return names


def _claims(slot: Slot, scheme: str, value: str, version: str) -> bool:
    """Whether a publication goes by this name; where one of the two leaves out the version, any version."""
    return not version or not slot.claims.isdisjoint({(scheme, value, version), (scheme, value, "")})


def _stored_ids(names: set[Name]) -> set[int]:
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
    return notice_ids


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
    for notice_id, form, document_id, position in readings:
        if document_id not in known:
            known[document_id] = _kept_document(document_id)
        slot = slots[notice_id]
        notice = _own(known[document_id], position, slot.names)
        if notice is not None:
            of_others = set(names_of(notice)) - slot.names - without_version(slot.names)
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
    nameless = without_version(names)
    for notice in (*notices[position : position + 1], *notices):
        if not nameless.isdisjoint(without_version(names_of(notice))):
            return notice
        # Where another had its names it got them within its procurement, and is stored under those.
        if not names.isdisjoint(map(as_name, names_within(notice))):
            return notice
    return None
