"""Very many notices in a moment: real ones varied, and written as rows past the import (that has a benchmark of its own).

Words, buyers, places, amounts and days are drawn anew for each, so that filters and facets have something to choose from.
"""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from incubator.core import clock, text
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.reference import municipalities
from incubator.notices.services import SourceDocument, import_documents

Row = tuple[Any, ...]
TABLES = ("notice_families", "notices", "notice_identities", "notice_cpv", "notice_places", "notice_parties")
PORTION = 5_000


def import_real(folder: Path) -> None:
    """The real notices that the others are variations of."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with transaction(actor=SYSTEM):
        import_documents([SourceDocument(str(path), path.read_bytes()) for path in files], now=clock.now())


class Varied:
    """Rows of notices after the real ones of a database (as SQLite keeps them)."""

    def __init__(self, path: Path) -> None:
        with sqlite3.connect(path) as given:
            given.row_factory = sqlite3.Row
            self.notices = [dict(row) for row in given.execute("SELECT * FROM notices ORDER BY id")]
            self.cpv, self.places = _lists(given, "notice_cpv", "code, main"), _lists(given, "notice_places", "code")
            buyers = "SELECT DISTINCT organisation_id FROM notice_parties WHERE role = 'buyer' ORDER BY 1"
            self.buyers = [row[0] for row in given.execute(buyers)]
        self.towns = municipalities.municipalities()
        self.columns = list(self.notices[0])
        self.first = self.notices[-1]["id"] + 1
        self.today = clock.today()

    def rows(self, count: int) -> Iterator[dict[str, list[Row]]]:
        """Portions of rows, table by table in the order of their references."""
        for start in range(0, count, PORTION):
            portion: dict[str, list[Row]] = {table: [] for table in TABLES}
            for number in range(start, min(count, start + PORTION)):
                self._add(portion, number)
            yield portion

    def _add(self, portion: dict[str, list[Row]], number: int) -> None:
        chance = random.Random(number)
        base, other = chance.choice(self.notices), chance.choice(self.notices)
        notice_id, buyer, town = self.first + number, self._buyer(chance), chance.choice(self.towns)
        row = base | self._changed(base, other, chance, town.name, notice_id, buyer)
        portion["notice_families"].append((notice_id, base["first_seen_at"]))
        portion["notices"].append(tuple(row[name] for name in self.columns))
        portion["notice_identities"].append((notice_id, "tenderned", str(10_000_000 + number), ""))
        portion["notice_cpv"] += [(notice_id, *code) for code in self.cpv.get(base["id"], [])]
        places = [(town.nuts3,)] if chance.random() < 0.6 else self.places.get(base["id"], [])
        portion["notice_places"] += [(notice_id, *place) for place in places]
        portion["notice_parties"].append((notice_id, buyer, "buyer"))

    def _buyer(self, chance: random.Random) -> int:
        """A few buyers publish most."""
        return int(self.buyers[int(len(self.buyers) * chance.random() ** 2)])

    def _changed(
        self, base: Any, other: Any, chance: random.Random, town: str, notice_id: int, buyer: int
    ) -> dict[str, Any]:
        published = self.today - timedelta(days=int(2500 * chance.random()))
        deadline = published + timedelta(days=chance.randint(10, 120))
        words = [word for word in base["search_terms"].split() if chance.random() < 0.85]
        words += [word for word in other["search_terms"].split() if chance.random() < 0.15]
        corrects = notice_id - 1 if notice_id > self.first and chance.random() < 0.05 else None
        return {
            "id": notice_id,
            "family_id": notice_id,
            "corrects_id": corrects,
            "buyer_id": buyer,
            "title": f"{base['title']} {town}"[:1000],
            "search_title": f"{base['search_title']} {' '.join(text.terms(town))}",
            "search_terms": " ".join(words),
            "published": published.isoformat(),
            "deadline": f"{deadline} 09:00:00.000000" if base["deadline"] else None,
            "value_cents": int(100 * 10 ** (4 + 3 * chance.random())) if chance.random() < 0.5 else None,
            "status": _status(base["status"], published, self.today),
            "first_seen_at": f"{published} 06:00:00.000000",
        }


def _status(status: str, published: date, today: date) -> str:
    """Old plans and calls have mostly been awarded."""
    return "awarded" if status in {"open", "planned"} and (today - published).days > 365 else status


def _lists(given: sqlite3.Connection, table: str, columns: str) -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = {}
    for notice_id, *rest in given.execute(f"SELECT notice_id, {columns} FROM {table} ORDER BY notice_id"):
        rows.setdefault(notice_id, []).append(tuple(rest))
    return rows


COLUMNS = {
    "notice_families": ["id", "created_at"],
    "notice_identities": ["notice_id", "scheme", "value", "version"],
    "notice_cpv": ["notice_id", "code", "main"],
    "notice_places": ["notice_id", "code"],
    "notice_parties": ["notice_id", "organisation_id", "role"],
}


def fill_sqlite(path: Path, varied: Varied, count: int) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for portion in varied.rows(count):
            for table, rows in portion.items():
                names = COLUMNS.get(table, varied.columns)
                marks = ", ".join("?" * len(names))
                connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
        connection.commit()
        connection.execute("ANALYZE")
    connection.close()


def fill_postgresql(app: Flask, varied: Varied, count: int) -> None:
    """The same rows over the wire, in an application whose database holds the same real notices."""
    with app.app_context():
        connection = db.engine.raw_connection()
        cursor: Any = connection.cursor()
        for portion in varied.rows(count):
            for table, rows in portion.items():
                names = COLUMNS.get(table, varied.columns)
                with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as target:
                    for row in rows:
                        target.write_row(row)
        connection.commit()
        connection.driver_connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
        connection.close()
