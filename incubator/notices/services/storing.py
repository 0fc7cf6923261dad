"""Readings become notices: the same publication from two sources is one notice, the same reading again changes nothing."""

import hashlib
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from incubator.core.db import db
from incubator.notices.formats import recognise, stored
from incubator.notices.formats.merging import merge
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading, RawDocument
from incubator.notices.services import families, organisations, rows, settling
from incubator.notices.values import PUBLICATION_SCHEMES, Identity, ReadNotice, Scheme

Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One notice as a stored document tells it."""

    document_id: int
    position: int
    notice: ReadNotice


@dataclass(slots=True)
class Outcome:
    """What became of the readings."""

    new: list[int] = field(default_factory=list)
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True, eq=False)
class Slot:
    """One publication during a batch: what was stored of it, and what came in."""

    notice_id: int | None = None
    family_id: int | None = None
    stored_hash: str | None = None
    readings: dict[str, ReadNotice] = field(default_factory=dict)
    fresh: dict[str, Incoming] = field(default_factory=dict)
    names: set[Name] = field(default_factory=set)
    merged: ReadNotice | None = None
    hash: str = ""

    def take(self, incoming: Incoming) -> bool:
        """Add a reading; True when it changes what is known."""
        form = incoming.notice.format
        self.readings[form] = incoming.notice
        self.fresh[form] = incoming
        before = self.hash
        self.merged = rows.completed(merge(self.readings.values()))
        self.hash = content_hash(self.merged)
        return self.hash != before


def content_hash(notice: ReadNotice) -> str:
    """What a notice says, without where it was read: the same again from the same source is no news."""
    said = stored.dump(notice)
    said.pop("sources", None)
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_of(notice: ReadNotice) -> tuple[Name, ...]:
    """The names of this one publication."""
    return tuple(_name(one) for one in notice.identities if one.scheme in PUBLICATION_SCHEMES)


def _name(identity: Identity) -> Name:
    return identity.scheme.value, identity.id, identity.version or ""


def store(incoming: list[Incoming], *, now: datetime) -> Outcome:
    """Store the readings of a batch of documents that are stored already."""
    outcome = Outcome()
    index = _Index(incoming)
    touched: dict[int, Slot] = {}
    for one in incoming:
        slot = index.slot_for(one.notice)
        is_new = slot.notice_id is None and not slot.readings
        changed = slot.take(one)
        index.remember(slot, one.notice)
        touched[id(slot)] = slot
        if not is_new:
            outcome.updated += changed
            outcome.unchanged += not changed
    slots = [slot for slot in touched.values() if slot.merged is not None]
    _write(slots, outcome, now)
    return outcome


class _Index:
    """Which publication a reading is about: by the names of the batch, and those in the database."""

    def __init__(self, incoming: list[Incoming]) -> None:
        self.by_name: dict[Name, Slot] = {}
        self.by_uuid: dict[str, list[Slot]] = {}
        slots = _stored_slots({name for one in incoming for name in names_of(one.notice)})
        for slot in slots:
            self._link(slot, slot.names)

    def _link(self, slot: Slot, names: set[Name]) -> None:
        for name in names:
            self.by_name[name] = slot
            if name[0] == Scheme.EFORMS:
                known = self.by_uuid.setdefault(name[1], [])
                if slot not in known:
                    known.append(slot)

    def slot_for(self, notice: ReadNotice) -> Slot:
        found: list[Slot] = []
        for name in names_of(notice):
            slot = self.by_name.get(name) or self._any_version(name)
            if slot is not None and slot not in found:
                found.append(slot)
        if not found:
            return Slot()
        for other in found[1:]:
            self._join(found[0], other)
        return found[0]

    def _any_version(self, name: Name) -> Slot | None:
        """A source that leaves out the version (TED Search) means the publication with that UUID."""
        if name[0] != Scheme.EFORMS:
            return None
        if not name[2]:
            return next(iter(self.by_uuid.get(name[1], [])), None)
        return self.by_name.get((name[0], name[1], ""))

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
        self._link(winner, loser.names)
        for slots in self.by_uuid.values():
            if loser in slots:
                slots.remove(loser)
        loser.merged, loser.readings = None, {}

    def remember(self, slot: Slot, notice: ReadNotice) -> None:
        self._link(slot, set(names_of(notice)))


def _stored_slots(names: set[Name]) -> list[Slot]:
    """What the database has under these names, with its readings read again from the kept bytes."""
    found = _stored_ids(names)
    if not found:
        return []
    slots: dict[int, Slot] = {}
    statement = select(Notice.id, Notice.family_id, Notice.content_hash).where(Notice.id.in_(found)).order_by(Notice.id)
    for notice_id, family_id, content in db.session.execute(statement):
        slots[notice_id] = Slot(notice_id, family_id, content, hash=content)
    identities = select(NoticeIdentity).where(NoticeIdentity.notice_id.in_(found)).order_by(NoticeIdentity.id)
    for one in db.session.scalars(identities):
        slots[one.notice_id].names.add((one.scheme.value, one.value, one.version))
    _read_again(slots)
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


def _read_again(slots: dict[int, Slot]) -> None:
    statement = (
        select(NoticeReading.notice_id, NoticeReading.format, NoticeReading.document_id, NoticeReading.position)
        .where(NoticeReading.notice_id.in_(slots))
        .order_by(NoticeReading.id)
    )
    readings = db.session.execute(statement).all()
    documents: dict[int, tuple[ReadNotice, ...]] = {}
    wanted = sorted({document_id for _notice, _format, document_id, _position in readings})
    for document_id in wanted:
        compressed = db.session.scalar(select(RawDocument.compressed).where(RawDocument.id == document_id))
        documents[document_id] = recognise.read(zlib.decompress(compressed or b"")).notices if compressed else ()
    for notice_id, form, document_id, position in readings:
        told = documents[document_id]
        if position < len(told):
            slots[notice_id].readings[form] = told[position]


def _write(slots: list[Slot], outcome: Outcome, now: datetime) -> None:
    merged = [slot.merged for slot in slots if slot.merged is not None]
    joiner = families.Joiner(merged, now=now)
    shared_before = {slot.family_id for slot in slots if slot.family_id is not None} | set(joiner.index.values())
    family_ids = joiner.assign(merged, [slot.family_id for slot in slots])
    parties = organisations.resolve([organisations.parties(one) for one in merged], now=now)
    new: list[tuple[Slot, dict[str, object]]] = []
    changed: list[dict[str, object]] = []
    for slot, family_id, group in zip(slots, family_ids, parties, strict=True):
        buyer = next((one for one, role in group if role == "buyer"), None)
        row = rows.notice_row(slot.merged, slot.hash, family_id=family_id, buyer_id=buyer, now=now)  # type: ignore[arg-type]
        if slot.notice_id is None:
            new.append((slot, row))
        elif slot.hash != slot.stored_hash or slot.family_id != family_id:
            changed.append({"id": slot.notice_id, **{key: row[key] for key in row if key != "first_seen_at"}})
    _insert(new, outcome)
    if changed:
        db.session.execute(update(Notice), changed)
    _write_details(slots, parties, {int(str(row["id"])) for row in changed}, {id(slot) for slot, _row in new}, now)
    counts = {one: family_ids.count(one) for one in family_ids}
    settling.settle(one for one in counts if counts[one] > 1 or one in shared_before)


def _insert(new: list[tuple[Slot, dict[str, object]]], outcome: Outcome) -> None:
    if not new:
        return
    statement = insert(Notice).returning(Notice.id, sort_by_parameter_order=True)
    for (slot, _row), notice_id in zip(new, db.session.scalars(statement, [row for _slot, row in new]), strict=True):
        slot.notice_id = notice_id
        outcome.new.append(notice_id)


def _write_details(
    slots: list[Slot], parties: list[list[tuple[int, str]]], changed: set[int], new: set[int], now: datetime
) -> None:
    """Identities, codes, places, parties and readings of what is new or changed."""
    if changed:
        for model in rows.DETAILS:
            db.session.execute(delete(model).where(model.notice_id.in_(changed)))
    details: dict[type, list[dict[str, object]]] = {}
    for slot, group in zip(slots, parties, strict=True):
        if slot.merged is None or slot.notice_id is None:
            continue
        if id(slot) in new or slot.notice_id in changed:
            for model, values in rows.detail_rows(slot.merged, slot.notice_id, group):
                details.setdefault(model, []).extend(values)
        fresh_names = {_name(one) for one in slot.merged.identities} - slot.names
        details.setdefault(NoticeIdentity, []).extend(rows.identity_rows(slot.notice_id, fresh_names))
        for form, one in slot.fresh.items():
            details.setdefault(NoticeReading, []).append(rows.reading_row(slot.notice_id, form, one, now))
    _replace_readings(details.get(NoticeReading, []))
    for model, values in details.items():
        if values:
            db.session.execute(insert(model), values)


def _replace_readings(fresh: list[dict[str, object]]) -> None:
    """The newest reading in a format takes the place of the one before."""
    by_format: dict[object, list[object]] = {}
    for one in fresh:
        by_format.setdefault(one["format"], []).append(one["notice_id"])
    for form, notice_ids in by_format.items():
        statement = delete(NoticeReading).where(NoticeReading.format == form, NoticeReading.notice_id.in_(notice_ids))
        db.session.execute(statement)
