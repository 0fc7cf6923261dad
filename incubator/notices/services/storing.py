"""Readings become notices: the same publication from two sources is one notice, the same reading again changes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update

from incubator.core.db import Base, db, one_at_a_time
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices.models import Notice, NoticeIdentity, NoticeReading
from incubator.notices.services import (
    columns,
    contract_ends,
    editions,
    families,
    family_status,
    organisations,
    queueing,
    vocabulary,
)
from incubator.notices.services.matching_publications import Incoming, Index, ReadDocuments, Slot
from incubator.notices.services.names import all_names

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
    placed, families_before = _place(slots, now)
    changed: list[Placed] = []
    fresh: list[Placed] = []
    stored: list[Placed] = []
    for publication in placed:
        if publication.is_changed:
            changed.append(publication)
        if publication.is_new:
            fresh.append(publication)
        elif publication.is_changed:
            stored.append(publication)
    outcome.new += _insert(fresh, now)
    _update(stored, now)
    vocabulary.count_words(publication.notice for publication in fresh)
    # The details need the numbers that inserting gave, and the statuses of a family the rows of all its publications.
    _write_details(placed, now)
    shared = list(_shared(placed, families_before))
    settled = family_status.settle(shared)
    completed = editions.complete(shared, now=now)
    # What an edition leaves out may be the lots by which its procurement is decided.
    settled += family_status.settle(shared) if completed else []
    contract_ends.derive_ends(shared)
    queueing.note_changed(dict.fromkeys([*_numbers(changed), *settled, *completed]))


def _place(slots: list[Slot], now: datetime) -> tuple[list[Placed], set[int | None]]:
    """The publications with their family and organisations, and the families that were there before."""
    kept: list[Slot] = []
    notices: list[ReadNotice] = []
    families_of_slots: list[int | None] = []
    for slot in slots:
        if slot.merged is not None:
            kept.append(slot)
            notices.append(slot.merged)
            families_of_slots.append(slot.family_id)
    joiner = families.Joiner(notices, now=now)
    # Before `assign`, which adds the families that it makes to the index.
    families_before = {*joiner.index.values(), *families_of_slots}
    family_ids = joiner.assign(notices, families_of_slots)
    parties = organisations.resolve(list(map(organisations.parties, notices)), now=now)
    placed = [Placed(*columns_of) for columns_of in zip(kept, notices, family_ids, parties, strict=True)]
    return placed, families_before


def _shared(placed: list[Placed], families_before: set[int | None]) -> Iterator[int]:
    """The families in which publications may decide about each other: those of several, and those that were there before."""
    sizes = Counter(publication.family_id for publication in placed)
    for family_id, size in sizes.items():
        if size > 1 or family_id in families_before:
            yield family_id


def _numbers(publications: list[Placed]) -> list[int]:
    numbers = []
    for publication in publications:
        if publication.slot.notice_id is not None:
            numbers.append(publication.slot.notice_id)
    return numbers


def _row(publication: Placed, now: datetime) -> dict[str, Any]:
    return columns.notice_row(
        publication.notice,
        publication.slot.data,
        publication.slot.hash,
        family_id=publication.family_id,
        buyer_id=_buyer_id(publication.parties),
        now=now,
    )


def _buyer_id(parties: Parties) -> int | None:
    for organisation_id, role in parties:
        if role == "buyer":
            return organisation_id
    return None


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
        # Reading it again makes it no new notice.
        del row["first_seen_at"]
        rows.append({"id": publication.slot.notice_id, **row})
    if not rows:
        return
    db.session.execute(update(Notice), rows)
    for model in columns.DETAILS:
        db.session.execute(delete(model).where(model.notice_id.in_(_numbers(publications))))


def _write_details(publications: list[Placed], now: datetime) -> None:
    """Identities, codes, places, parties and readings of what is new or changed."""
    # Before the new names go in: a name is unique, and another publication of the batch may have got it.
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
    # The unique place of a reading must be free before the insert, so this stands right before it.
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
