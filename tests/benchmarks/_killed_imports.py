"""Imports that are killed: every batch is begun by a process that is killed, and read again by another."""

from collections import Counter
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import func, select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.models import Notice, NoticeIdentity, RawDocument
from incubator.notices.services import SourceDocument, batches, import_documents
from tests.benchmarks._killing import Count, Place, application, begun, killed, prepared, seconds_to_end
from tests.benchmarks.imports import varied

TABLES = (Notice, NoticeIdentity, RawDocument)
A_BATCH, A_TRANSACTION = 12, 3  # notices


def importing(settings: dict[str, str], folder: str, ready: Event) -> None:
    app = application(settings)
    documents = [SourceDocument(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]
    ready.set()
    with app.app_context():
        _store(documents)


def _store(documents: list[SourceDocument]) -> None:
    for batch in batches(documents, A_TRANSACTION):
        with transaction(actor=SYSTEM):
            import_documents(batch, now=clock.now())


def trial(place: Place, kills: int) -> Count:
    app = prepared(place.settings)
    documents = list(varied(kills * A_BATCH))
    at_work, within = 0, 0.5
    for number in range(kills):
        folder = place.instance / f"batch-{number}"
        folder.mkdir()
        for document in documents[number * A_BATCH : (number + 1) * A_BATCH]:
            (folder / document.name).write_bytes(document.data)
        at_work += killed(begun(importing, place.settings, str(folder)), within)
        within = seconds_to_end(begun(importing, place.settings, str(folder)))
    undisturbed = prepared({"instance": f"{place.instance}/undisturbed"})
    with undisturbed.app_context():
        _store(documents)
        expected = _rows()
    with app.app_context():
        stored = _rows()
    lost, twice = (expected - stored).total(), (stored - expected).total()
    return Count(f"{place.name}: import", "rows", expected.total(), kills, at_work, lost, twice)


def _rows() -> Counter[str]:
    return Counter(
        {table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) for table in TABLES}
    )
