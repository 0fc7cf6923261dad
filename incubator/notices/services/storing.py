"""Readings become notices: the same publication from two sources is one notice, the same reading again changes nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, update

from incubator.core.db import Base, db, one_at_a_time
from incubator.formats.values import Scheme
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading
from incubator.notices.services import columns, families, family_status, organisations, queueing
from incubator.notices.services.matching_publications import Incoming, Index, Slot, Told, all_names

__all__ = ["Incoming", "StoredCounts", "store"]

STORING = "store notices"  # the work that only one process does at a time


@dataclass(slots=True)
class StoredCounts:
    """What became of the readings."""

    new: list[int] = field(default_factory=list)
    updated: int = 0
    unchanged: int = 0


def store(incoming: list[Incoming], *, now: datetime, told: Told | None = None) -> StoredCounts:
    """Store the readings of a batch of documents that are stored already; `told` is what is known to be in documents."""
    one_at_a_time(STORING)  # two imports may name the same organisation or procurement for the first time
    outcome = StoredCounts()
    index = Index(incoming, {} if told is None else told)
    touched: dict[int, Slot] = {}
    for one in incoming:
        slot, placed = index.place(one)
        is_new = slot.notice_id is None and not slot.readings
        changed = slot.take(placed)
        touched[id(slot)] = slot
        if not is_new:
            outcome.updated += changed
            outcome.unchanged += not changed
    slots = [slot for slot in touched.values() if slot.merged is not None]
    _write(slots, outcome, now)
    return outcome


def _write(slots: list[Slot], outcome: StoredCounts, now: datetime) -> None:
    merged = [slot.merged for slot in slots if slot.merged is not None]
    joiner = families.Joiner(merged, now=now)
    shared_before = {slot.family_id for slot in slots if slot.family_id is not None} | set(joiner.index.values())
    family_ids = joiner.assign(merged, [slot.family_id for slot in slots])
    parties = organisations.resolve([organisations.parties(one) for one in merged], now=now)
    new: list[tuple[Slot, dict[str, object]]] = []
    changed: list[dict[str, object]] = []
    for slot, family_id, group in zip(slots, family_ids, parties, strict=True):
        buyer = next((one for one, role in group if role == "buyer"), None)
        row = columns.notice_row(slot, family_id=family_id, buyer_id=buyer, now=now)
        if slot.notice_id is None:
            new.append((slot, row))
        elif slot.hash != slot.stored_hash or slot.family_id != family_id:
            changed.append({"id": slot.notice_id, **{key: row[key] for key in row if key != "first_seen_at"}})
    _insert(new, outcome)
    if changed:
        db.session.execute(update(Notice), changed)
    _write_details(slots, parties, {int(str(row["id"])) for row in changed}, {id(slot) for slot, _row in new}, now)
    counts = {one: family_ids.count(one) for one in family_ids}
    settled = family_status.settle(one for one in counts if counts[one] > 1 or one in shared_before)
    stored = [int(str(row["id"])) for row in changed] + [slot.notice_id for slot, _row in new if slot.notice_id]
    queueing.note_changed([*stored, *settled])


def _insert(new: list[tuple[Slot, dict[str, object]]], outcome: StoredCounts) -> None:
    if not new:
        return
    statement = insert(columns.table(Notice)).returning(Notice.id, sort_by_parameter_order=True)
    for (slot, _row), notice_id in zip(new, db.session.scalars(statement, [row for _slot, row in new]), strict=True):
        slot.notice_id = notice_id
        outcome.new.append(notice_id)


def _write_details(
    slots: list[Slot], parties: list[list[tuple[int, str]]], changed: set[int], new: set[int], now: datetime
) -> None:
    """Identities, codes, places, parties and readings of what is new or changed."""
    if changed:
        for model in columns.DETAILS:
            db.session.execute(delete(model).where(model.notice_id.in_(changed)))
    _forget_names(slots)
    details: dict[type[Base], list[dict[str, object]]] = {}
    for slot, group in zip(slots, parties, strict=True):
        if slot.merged is None or slot.notice_id is None:
            continue
        if id(slot) in new or slot.notice_id in changed:
            for model, values in columns.detail_rows(slot.merged, slot.notice_id, group):
                details.setdefault(model, []).extend(values)
        fresh_names = all_names(slot.merged) - slot.names
        details.setdefault(NoticeIdentity, []).extend(columns.identity_rows(slot.notice_id, fresh_names))
        for form, one in slot.fresh.items():
            details.setdefault(NoticeReading, []).append(columns.reading_row(slot.notice_id, form, one, now))
    _replace_readings(details.get(NoticeReading, []))
    for model, values in details.items():
        if values:
            db.session.execute(insert(columns.table(model)), values)


def _forget_names(slots: list[Slot]) -> None:
    """Names that no reading gives any more: of a worse reader, or without the version that is known now."""
    for slot in slots:
        for scheme, value, version in slot.names - (all_names(slot.merged) if slot.merged else slot.names):
            statement = delete(NoticeIdentity).where(
                NoticeIdentity.notice_id == slot.notice_id,
                NoticeIdentity.scheme == Scheme(scheme),
                NoticeIdentity.value == value,
                NoticeIdentity.version == version,
            )
            db.session.execute(statement)


def _replace_readings(fresh: list[dict[str, object]]) -> None:
    """The newest reading in a format takes the place of the one before."""
    by_format: dict[object, list[object]] = {}
    for one in fresh:
        by_format.setdefault(one["format"], []).append(one["notice_id"])
    for form, notice_ids in by_format.items():
        statement = delete(NoticeReading).where(NoticeReading.format == form, NoticeReading.notice_id.in_(notice_ids))
        db.session.execute(statement)
