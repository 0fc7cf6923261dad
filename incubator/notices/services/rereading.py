"""Reading the kept documents again, when the reader has become better."""

import zlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from incubator.core.db import db
from incubator.formats import recognise
from incubator.notices.models import RawDocument
from incubator.notices.services.importing import AT_ONCE, BATCH, READER, ImportResult
from incubator.notices.services.storing import Incoming, store


def portions(everything: bool = False) -> Iterator[list[int]]:
    """The documents to read again, in groups; those of an older reader unless `everything` is asked."""
    last = 0
    while True:
        statement = select(RawDocument.id).where(RawDocument.id > last).order_by(RawDocument.id).limit(BATCH)
        if not everything:
            statement = statement.where(RawDocument.reader != READER)
        found = list(db.session.scalars(statement))
        if not found:
            return
        yield found
        last = found[-1]


def reread(document_ids: list[int], *, now: datetime) -> ImportResult:
    """Read these documents again and store what they say now."""
    result = ImportResult()
    incoming = []
    told = {}
    statement = select(RawDocument).where(RawDocument.id.in_(document_ids)).order_by(RawDocument.id)
    for document in db.session.scalars(statement):
        reading = recognise.read(zlib.decompress(document.compressed), document.name)
        told[document.id] = reading.notices
        document.reader = READER
        document.notices = len(reading.notices)
        document.rejected = [one.reason for one in reading.rejected]
        result.rejected += [{"path": document.name, "reason": one.reason} for one in reading.rejected]
        incoming += [Incoming(document.id, position, one) for position, one in enumerate(reading.notices)]
    for start in range(0, len(incoming), AT_ONCE):
        outcome = store(incoming[start : start + AT_ONCE], now=now, told=told)
        result.new += len(outcome.new)
        result.updated += outcome.updated
        result.unchanged += outcome.unchanged
        result.new_ids += outcome.new
    return result
