"""Reading the kept documents again, when the reader has become better; and making the terms of searching again."""

import zlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update

from incubator.core.db import db
from incubator.formats import recognise
from incubator.notices.models import Notice, RawDocument
from incubator.notices.services import vocabulary
from incubator.notices.services.columns import search_columns, search_version
from incubator.notices.services.importing import BATCH, READER, ImportResult, reasons, store_readings


def portions(everything: bool = False) -> Iterator[list[int]]:
    """The documents to read again, in groups; those of an older reader unless `everything` is asked."""
    last = 0
    while True:
        statement = select(RawDocument.id).where(RawDocument.id > last).order_by(RawDocument.id).limit(BATCH)
        if not everything:
            statement = statement.where(RawDocument.reader != READER)
        document_ids = list(db.session.scalars(statement))
        if not document_ids:
            return
        yield document_ids
        last = document_ids[-1]


def reread(document_ids: list[int], *, now: datetime) -> ImportResult:
    """Read these documents again and store what they say now."""
    result = ImportResult()
    readings = {}
    statement = select(RawDocument).where(RawDocument.id.in_(document_ids)).order_by(RawDocument.id)
    for document in db.session.scalars(statement):
        reading = recognise.read(zlib.decompress(document.compressed), document.name)
        readings[document.id] = reading
        document.reader = READER
        document.notices = len(reading.notices)
        document.rejected = reasons(reading)
        result.reject(document.name, document.rejected)
    store_readings(readings, result, now=now)
    return result


def index_again(limit: int = BATCH) -> int:
    """Make the search terms again of some publications whose terms another analyser made. Gives how many; 0 when all are done."""
    statement = select(Notice).where(Notice.search_version != search_version()).order_by(Notice.id).limit(limit)
    notices = db.session.scalars(statement).all()
    rows = [{"id": notice.id, **search_columns(notice.content)} for notice in notices]
    # Publications of before words were counted say so by their version.
    vocabulary.count_words(notice.content for notice in notices if "/" not in notice.search_version)
    if rows:
        db.session.execute(update(Notice), rows)
    return len(rows)
