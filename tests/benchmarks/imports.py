"""Importing 1,000 eForms notices into SQLite: at most 3 times the least that keeping them can cost.

Ours: the import as the command does it, in batches. Baseline: parse with lxml, compress the bytes, and insert with `executemany` into a
table with an FTS5 index on title and description. The notices are real ones with identifiers of their own. Memory: the highest use for
four times as many may be a tenth more, measured in processes of their own.
`BENCH_IMPORT_NOTICES=200` gives a quick look; `BENCH_DATA=folder` names the real notices that are varied.
"""

import hashlib
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import uuid
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Flask
from lxml import etree

from incubator.app import create_app
from incubator.core import clock, schema
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.services import SourceDocument, batches, import_documents
from tests.benchmarks.measuring import Result, seconds, size

SHARED = Path(os.environ.get("BENCH_DATA", Path(__file__).resolve().parents[3] / "shared" / "data" / "notices"))
UUID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(rb"(?<=>)(\d{3,8})-(20\d\d)(?=<)")
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
RUNS = 3


def run() -> Iterator[Result]:
    count = size("IMPORT_NOTICES", 1_000)
    documents = list(varied(count))
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for number in range(RUNS):
            app, path = prepared(Path(folder) / f"ours-{number}"), Path(folder) / f"baseline-{number}.sqlite3"
            mine = seconds(lambda: ours(app, documents))  # noqa: B023
            times.append((mine, seconds(lambda: baseline(path, documents))))  # noqa: B023
    mine, least = (statistics.median(column) for column in zip(*times, strict=True))
    weight = sum(len(document.data) for document in documents) / 1e6
    yield Result(f"import {count} eForms", mine, least, 3.0, f"{weight:.0f} MB, median of {RUNS}")
    few, many = _highest_use(count), _highest_use(4 * count)
    yield Result(f"memory of {4 * count} beside {count}", many, few, 1.1, "highest use of a process of its own", "MB")


def varied(count: int) -> Iterator[SourceDocument]:
    """Real eForms notices, each time with other identifiers."""
    paths = [path for name in ("eforms-real", "mixed-real") for path in sorted((SHARED / name).rglob("*.xml"))]
    contents = list(dict.fromkeys(data for path in paths if b"eforms-sdk" in (data := path.read_bytes())[:20_000]))
    for number in range(count):
        data = contents[number % len(contents)]
        turn = number // len(contents)
        yield SourceDocument(f"{number}.xml", _another(data, turn) if turn else data)


def _another(data: bytes, turn: int) -> bytes:
    """The same identifier becomes the same other one everywhere in a notice."""
    renamed = UUID.sub(lambda identifier: str(uuid.uuid5(uuid.UUID(identifier[0].decode()), str(turn))).encode(), data)
    return NUMBER.sub(lambda number: b"%d-%s" % (int(number[1]) % 900_000 + 1_000_000 * turn, number[2]), renamed)


def prepared(instance: Path) -> Flask:
    """An application with an empty database: making that is no part of an import."""
    app = create_app(instance=instance, timetable=False, secret_key="a-secret-for-benchmarks-long-enough")
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return app


def ours(app: Flask, documents: Iterable[SourceDocument]) -> None:
    with app.app_context():
        for batch in batches(documents):
            with transaction(actor=SYSTEM):
                import_documents(batch, now=clock.now())
        db.session.remove()
        db.engine.dispose()


def baseline(path: Path, documents: list[SourceDocument]) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE notices (id INTEGER PRIMARY KEY, sha TEXT, title TEXT, description TEXT, raw BLOB)"
        )
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(title, description, content='notices', content_rowid='id')"
        )
        for start in range(0, len(documents), 200):
            portion = documents[start : start + 200]
            rows = [(start + place, *_row(document.data)) for place, document in enumerate(portion, 1)]
            connection.executemany("INSERT INTO notices VALUES (?, ?, ?, ?, ?)", rows)
            texts = [(number, title, description) for number, _sha, title, description, _raw in rows]
            connection.executemany("INSERT INTO found (rowid, title, description) VALUES (?, ?, ?)", texts)
            connection.commit()
    connection.close()


def _row(data: bytes) -> tuple[str, str, str, bytes]:
    root = etree.fromstring(data)
    title = next((element.text or "" for element in root.iter(f"{CBC}Name")), "")
    description = next((element.text or "" for element in root.iter(f"{CBC}Description")), "")
    return hashlib.sha256(data).hexdigest(), title, description, zlib.compress(data, 6)


def _highest_use(count: int) -> float:
    """Megabytes that a process needs to import this many, which are written one by one as they are read."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(count)], capture_output=True, text=True, check=True, timeout=1800
    )
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        ours(prepared(Path(place)), varied(int(sys.argv[1])))
    # Not `ru_maxrss`: that remembers the process which started this one.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(int(peak[1]) / 1024 if peak else 0)
