"""Readings become notices: the same publication from two sources is one notice, the same reading again changes nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update

from incubator.core.db import Base, db, one_at_a_time
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading
from incubator.notices.services import columns, families, family_status, organisations, queueing
from incubator.notices.services.matching_publications import Incoming, Index, ReadDocuments, Slot, all_names

__all__ = ["Incoming", "StoredCounts", "store"]
Details = dict[type[Base], list[dict[str, Any]]]
Parties = list[tuple[int, str]]

STORING = "store notices"  # the work that only one process does at a time


@dataclass(slots=True)
class StoredCounts:
    """What became of the readings."""

    new: list[int] = field(default_factory=list)
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A publication of a batch with all that is known to write it."""

    slot: Slot
    notice: ReadNotice
    family_id: int
    parties: Parties

    @property
    def is_new(self) -> bool:
        return self.slot.stored_hash is None

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.slot.hash != self.slot.stored_hash or self.slot.family_id != self.family_id


def store(incoming: list[Incoming], *, now: datetime, known: ReadDocuments | None = None) -> StoredCounts:
    """Store the readings of a batch of documents that are stored already; `known` holds what was read in documents."""
    one_at_a_time(STORING)  # two imports may name the same organisation or procurement for the first time
    outcome = StoredCounts()
    index = Index(incoming, {} if known is None else known)
    touched: dict[int, Slot] = {}
    for reading in incoming:
        slot, placed = index.place(reading)
        is_new = slot.notice_id is None and not slot.readings
        changed = slot.take(placed)
        touched[id(slot)] = slot
        if not is_new:
            outcome.updated += changed
            outcome.unchanged += not changed
    _write(list(touched.values()), outcome, now)
    return outcome


def _write(slots: list[Slot], outcome: StoredCounts, now: datetime) -> None:
    """Write what the slots hold; those that were joined with another hold nothing any more."""
    kept = [(slot, slot.merged) for slot in slots if slot.merged is not None]
    notices = [notice for _slot, notice in kept]
    joiner = families.Joiner(notices, now=now)
    families_before: set[int | None] = {*joiner.index.values(), *(slot.family_id for slot, _notice in kept)}
    family_ids = joiner.assign(notices, [slot.family_id for slot, _notice in kept])
    parties = organisations.resolve([organisations.parties(notice) for notice in notices], now=now)
    slots_kept = [slot for slot, _notice in kept]
    placed = [Placed(*columns_of) for columns_of in zip(slots_kept, notices, family_ids, parties, strict=True)]
    changed = [publication for publication in placed if publication.is_changed]
    outcome.new += _insert([publication for publication in changed if publication.is_new], now)
    _update([publication for publication in changed if not publication.is_new], now)
    _write_details(placed, now)
    settled = family_status.settle(_shared(family_ids, families_before))
    queueing.note_changed([*_numbers(changed), *settled])


def _shared(family_ids: list[int], families_before: set[int | None]) -> list[int]:
    """The families in which publications may decide about each other: those of several, and those that were there before."""
    sizes = Counter(family_ids)
    return [family_id for family_id, size in sizes.items() if size > 1 or family_id in families_before]


def _numbers(publications: list[Placed]) -> list[int]:
    return [publication.slot.notice_id for publication in publications if publication.slot.notice_id is not None]


def _row(publication: Placed, now: datetime) -> dict[str, Any]:
    buyers = [party for party, role in publication.parties if role == "buyer"]
    return columns.notice_row(
        publication.notice,
        publication.slot.data,
        publication.slot.hash,
        family_id=publication.family_id,
        buyer_id=next(iter(buyers), None),
        now=now,
    )


def _insert(publications: list[Placed], now: datetime) -> list[int]:
    """Store new publications and give their numbers."""
    if not publications:
        return []
    statement = insert(columns.table(Notice)).returning(Notice.id, sort_by_parameter_order=True)
    rows = [_row(publication, now) for publication in publications]
    numbers = list(db.session.scalars(statement, rows))
    for publication, notice_id in zip(publications, numbers, strict=True):
        publication.slot.notice_id = notice_id
    return numbers


def _update(publications: list[Placed], now: datetime) -> None:
    """Write changed publications anew, with their codes, places and parties; since when they are known stays."""
    rows = []
    for publication in publications:
        row = _row(publication, now)
        del row["first_seen_at"]
        rows.append({"id": publication.slot.notice_id, **row})
    if not rows:
        return
    db.session.execute(update(Notice), rows)
    for model in columns.DETAILS:
        db.session.execute(delete(model).where(model.notice_id.in_(_numbers(publications))))


def _write_details(publications: list[Placed], now: datetime) -> None:
    """Identities, codes, places, parties and readings of what is new or changed."""
    _forget_names(publications)
    details: Details = {}
    for publication in publications:
        slot = publication.slot
        if slot.notice_id is None:
            continue
        if publication.is_changed:
            for model, values in columns.detail_rows(publication.notice, slot.notice_id, publication.parties):
                details.setdefault(model, []).extend(values)
        fresh_names = all_names(publication.notice) - slot.names
        details.setdefault(NoticeIdentity, []).extend(columns.identity_rows(slot.notice_id, fresh_names))
        for form, reading in slot.fresh.items():
            row = columns.reading_row(slot.notice_id, form, reading.document_id, reading.position, now)
            details.setdefault(NoticeReading, []).append(row)
    _forget_readings(details.get(NoticeReading, []))
    for model, values in details.items():
        if values:
            db.session.execute(insert(columns.table(model)), values)


def _forget_names(publications: list[Placed]) -> None:
    """Names that no reading gives any more: of a worse reader, or without the version that is known now."""
    for publication in publications:
        for scheme, value, version in publication.slot.names - all_names(publication.notice):
            statement = delete(NoticeIdentity).where(
                NoticeIdentity.notice_id == publication.slot.notice_id,
                NoticeIdentity.scheme == Scheme(scheme),
                NoticeIdentity.value == value,
                NoticeIdentity.version == version,
            )
            db.session.execute(statement)


def _forget_readings(fresh: list[dict[str, Any]]) -> None:
    """The newest reading in a format takes the place of the one before."""
    by_format: dict[str, list[int]] = {}
    for row in fresh:
        by_format.setdefault(row["format"], []).append(row["notice_id"])
    for form, notice_ids in by_format.items():
        statement = delete(NoticeReading).where(NoticeReading.format == form, NoticeReading.notice_id.in_(notice_ids))
        db.session.execute(statement)
