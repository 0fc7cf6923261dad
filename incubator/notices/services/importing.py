"""Documents in, notices out: one batch is one transaction, and the same document again changes nothing."""

import gc
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from incubator.core.compounds import WORDS_VERSION
from incubator.core.db import db, one_at_a_time
from incubator.formats import recognise
from incubator.formats.values import Reading
from incubator.notices.models import RawDocument
from incubator.notices.services.columns import table
from incubator.notices.services.storing import STORING, Incoming, store
from incubator.notices.values import SourceDocument

# Raise the first number when the formats read more or better; `incubator notices reread` then reads everything again. The second
# is that of the word list: index terms made with another list are not found.
READER = f"8.{WORDS_VERSION}"
BATCH = 200
BATCH_BYTES = 16_000_000
AT_ONCE = 500  # notices in one portion


@dataclass(frozen=True, slots=True)
class Fresh:
    """A document that was not here yet, what was read in it, and its bytes as they will be kept."""

    document: SourceDocument
    sha256: str
    reading: Reading
    packed: Future[dict[str, bytes]]


@dataclass(slots=True)
class ImportResult:
    """What became of the documents: `read = new + updated + unchanged + len(rejected)`."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)
    ignored: list[dict[str, str]] = field(default_factory=list)
    new_ids: list[int] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.updated + self.unchanged + len(self.rejected)

    def reject(self, path: str, reasons: list[str]) -> None:
        for reason in reasons:
            self.rejected.append({"path": path, "reason": reason})

    def add(self, other: "ImportResult") -> None:
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.rejected += other.rejected
        self.ignored += other.ignored
        self.new_ids += other.new_ids

    def as_json(self) -> dict[str, object]:
        return {
            "read": self.read,
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "ignored": self.ignored,
        }


def batches(documents: Iterable[SourceDocument], size: int = BATCH) -> Iterator[list[SourceDocument]]:
    """The documents in groups that fit in one transaction, by number and by bytes; no more than one group is in memory."""
    batch: list[SourceDocument] = []
    held = 0
    for document in documents:
        if batch and (len(batch) >= size or held + len(document.data) > BATCH_BYTES):
            yield batch
            batch, held = [], 0
        batch.append(document)
        held += len(document.data)
    if batch:
        yield batch


def import_documents(documents: list[SourceDocument], *, now: datetime, source_id: int | None = None) -> ImportResult:
    """Read and store a batch. Never raises because of what a document says."""
    one_at_a_time(STORING)  # before we ask what is known: two that bring the same document would both find it new
    result = ImportResult()
    hashed = [(document, hashlib.sha256(document.data).hexdigest()) for document in documents]
    unknown = {sha256: document.data for document, sha256 in hashed}
    known = _known(set(unknown))
    for sha256 in known:
        del unknown[sha256]
    fresh: dict[str, Fresh] = {}
    repeated: list[tuple[SourceDocument, str]] = []
    # zlib lets go of the interpreter: it packs while we read.
    with _without_collecting(), ThreadPoolExecutor(1) as aside:
        packed = aside.submit(_packed, unknown)
        for document, sha256 in hashed:
            if sha256 in known:
                _count_again(result, document, *known[sha256])
            elif sha256 in fresh:
                repeated.append((document, sha256))
            else:
                _read(document, sha256, packed, fresh, result)
        _store(list(fresh.values()), result, now=now, source_id=source_id)
    for document, sha256 in repeated:
        reading = fresh[sha256].reading
        _count_again(result, document, len(reading.notices), reasons(reading))
    return result


def _read(
    document: SourceDocument,
    sha256: str,
    packed: Future[dict[str, bytes]],
    fresh: dict[str, Fresh],
    result: ImportResult,
) -> None:
    """Read a document that was not here yet; what is no notice is counted and not kept."""
    reading = recognise.read(document.data, document.name, document.base or "")
    if reading.ignored is not None:
        result.ignored.append({"path": document.name, "reason": reading.ignored})
    else:
        fresh[sha256] = Fresh(document, sha256, reading, packed)


def reasons(reading: Reading) -> list[str]:
    return [rejection.reason for rejection in reading.rejected]


def _known(hashes: set[str]) -> dict[str, tuple[int, list[str]]]:
    statement = select(RawDocument.sha256, RawDocument.notices, RawDocument.rejected).where(
        RawDocument.sha256.in_(hashes)
    )
    known = {}
    for sha256, notices, rejected in db.session.execute(statement):
        known[sha256] = (notices, rejected)
    return known


def _count_again(result: ImportResult, document: SourceDocument, notices: int, rejected: list[str]) -> None:
    """A document that was read before: nothing changes, and what was wrong with it is still wrong."""
    result.unchanged += notices
    result.reject(document.name, rejected)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """For one batch: what is read forms no cycles, and the collector would walk through it again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _packed(documents: dict[str, bytes]) -> dict[str, bytes]:
    return {sha256: zlib.compress(data, 6) for sha256, data in documents.items()}


def _store(fresh: list[Fresh], result: ImportResult, *, now: datetime, source_id: int | None) -> None:
    """Keep the bytes of documents, and store what they say."""
    if not fresh:
        return
    rows = [raw_row(document, now, source_id) for document in fresh]
    statement = insert(table(RawDocument)).returning(RawDocument.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(statement, rows))
    readings = {}
    for document_id, kept in zip(ids, fresh, strict=True):
        readings[document_id] = kept.reading
        result.reject(kept.document.name, reasons(kept.reading))
    store_readings(readings, result, now=now)


def store_readings(readings: dict[int, Reading], result: ImportResult, *, now: datetime) -> None:
    """Store what kept documents say, by the number of the document; in portions, for one document may hold a year."""
    known = {document_id: reading.notices for document_id, reading in readings.items()}
    incoming = []
    for document_id, notices in known.items():
        for position, notice in enumerate(notices):
            incoming.append(Incoming(document_id, position, notice))
    for start in range(0, len(incoming), AT_ONCE):
        outcome = store(incoming[start : start + AT_ONCE], now=now, known=known)
        result.new += len(outcome.new)
        result.updated += outcome.updated
        result.unchanged += outcome.unchanged
        result.new_ids += outcome.new


def raw_row(fresh: Fresh, now: datetime, source_id: int | None) -> dict[str, object]:
    """The bytes as they are kept."""
    document, reading = fresh.document, fresh.reading
    return {
        "sha256": fresh.sha256,
        "name": document.name[-500:],  # the end tells most: of a file in an archive the beginning is the archive
        "size": len(document.data),
        "compressed": fresh.packed.result()[fresh.sha256],
        "source_id": source_id,
        "stored_at": now,
        "reader": READER,
        "notices": len(reading.notices),
        "rejected": reasons(reading),
    }
