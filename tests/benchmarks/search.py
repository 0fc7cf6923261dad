"""Searching 200,000 notices, on SQLite and on PostgreSQL.

Ours: `search_notices`, from what someone typed to twenty loaded notices with facets; of a word that was mistyped both searches and
what was looked up in between. Baseline: the ranked top-20 and facet SQL that this comes down to, run bare with sqlite3 or psycopg.
The 95th percentile over the queries below may be 1.5 times as long. Apart from those the page as it opens, without a question: with
the counts that `count-openings` keeps it may take 150 ms.
`BENCH_SEARCH_NOTICES=20000` gives a quick look; `BENCH_DATA=folder` names the real notices that are varied.
"""

import os
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import event

from incubator.app import create_app
from incubator.core import clock, schema, text
from incubator.core.db import SYSTEM, db, transaction
from incubator.formats.values import NoticeKind, Reserved
from incubator.notices.queries import searching
from incubator.notices.queries.openings import OPENINGS
from incubator.notices.queries.requests import Request
from incubator.notices.services.openings import count_openings
from tests.benchmarks import _many
from tests.benchmarks.measuring import Result, percentile, seconds, size
from tests.postgres import running

SHARED = Path(os.environ.get("BENCH_DATA", Path(__file__).resolve().parents[3] / "shared" / "data" / "notices"))
ACTIONABLE = ("open", "planned")
WORDS = (
    "groenonderhoud",
    "onderhoud",
    "onderhoud van het groen",
    "schoonmaak",
    "schoonmaakwerkzaamheden",
    "catering",
    "wmo begeleiding",
    "huishoudelijke hulp",
    "jeugdhulp",
    "leerlingenvervoer",
    "zonnepanelen",
    "afval",
    '"openbaar groen"',
    '"huishoudelijke hulp"',
    "groen -sport",
    '-"openbare verlichting" onderhoud',
    "inhuur ict",
    "gemeente utrecht",
    "services",
    "bestrating wijk",
    "77310000",
    "10000042",
)
FORGIVEN = (
    "schoonmaek",
    "groenonderhuod",
    "hand having",
    "den bosch schoonmaak",
    "friesland onderhoud",
    "geestelijke gezondheidszorg",
    "ggz",
    "boomverzorging",
    "ramen wassen utrecht",
    "schoonmaak voor 1 maart",
    "onderhoud tot 50.000",
    "zorg loopt af binnen 24 maanden",
)
OPENING = 150  # milliseconds
FILTERED: tuple[dict[str, Any], ...] = (
    {},
    {"statuses": ACTIONABLE},
    {"statuses": ACTIONABLE, "order": "deadline"},
    {"cpv": "77"},
    {"cpv": "909", "statuses": ACTIONABLE},
    {"place": "NL31"},
    {"place": "GM0344", "statuses": ACTIONABLE},
    {"kinds": (NoticeKind.AWARD,), "cpv": "90"},
    {"reserved": Reserved.SHELTERED},
    {"min_value": 50_000, "max_value": 250_000, "statuses": ACTIONABLE},
    {"deadline_within": 30},
    {"buyer": 20},
)
MIXED = (
    Request("onderhoud", statuses=ACTIONABLE),
    Request("schoonmaak", statuses=ACTIONABLE, order="deadline"),
    Request("zorg", cpv="85", statuses=ACTIONABLE),
    Request("groen", place="NL32", kinds=(NoticeKind.COMPETITION,)),
    Request("onderhoud", page=3),
    Request("vervoer", order="value"),
)
REQUESTS = (*(Request(words) for words in (*WORDS, *FORGIVEN)), *(Request(**chosen) for chosen in FILTERED), *MIXED)
Bare = Callable[[str, Any], object]


def run() -> Iterator[Result]:
    count = size("SEARCH_NOTICES", 200_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incubator.sqlite3"
        with _filled(Path(folder)) as app:
            varied = _many.Varied(path)
            _many.fill_sqlite(path, varied, count)
            with closing(sqlite3.connect(path)) as connection:
                connection.create_function(
                    "plain_words", 1, lambda written: written and text.plain(written), deterministic=True
                )
                yield _compare(
                    app,
                    f"search {count} (sqlite)",
                    lambda statement, values: connection.execute(statement, values).fetchall(),
                )
            yield _opening(app, f"opening {count} (sqlite)")
        with running() as server:
            if server is None:
                return
            url = server.create()
            with _filled(Path(folder), database_url=url) as app, psycopg.connect(url) as bare:
                _many.fill_postgresql(app, varied, count)
                yield _compare(
                    app,
                    f"search {count} (postgresql)",
                    lambda statement, values: bare.execute(statement, values).fetchall(),
                )
                yield _opening(app, f"opening {count} (postgresql)")


@contextmanager
def _filled(instance: Path, **more: Any) -> Iterator[Flask]:
    """An application that has read the real notices."""
    app = create_app(instance=instance, timetable=False, secret_key="a-secret-for-benchmarks-long-enough", **more)
    with app.app_context():
        schema.upgrade()
        _many.import_real(SHARED)
        db.session.remove()
        db.engine.dispose()
    yield app
    with app.app_context():
        db.engine.dispose()


def _compare(app: Flask, name: str, bare: Bare) -> Result:
    with app.app_context():
        now = clock.now()
        ours, baseline = [], []
        for request in REQUESTS:
            statement, values = _statement(request, now)
            pairs = [
                (
                    seconds(lambda: (searching.search_notices(request, now=now), db.session.remove())),  # noqa: B023
                    seconds(lambda: bare(statement, values)),  # noqa: B023
                )
                for _ in range(5)
            ]
            ours.append(statistics.median(own for own, _other in pairs))
            baseline.append(statistics.median(other for _own, other in pairs))
            if os.environ.get("BENCH_VERBOSE"):
                print(f"    {ours[-1] * 1000:7.1f} {baseline[-1] * 1000:7.1f} ms  {request.words or request}")
        db.session.remove()
    middle = f"p95 of {len(REQUESTS)} queries, ms; median {statistics.median(ours) * 1000:.0f}"
    return Result(name, percentile(ours, 0.95) * 1000, percentile(baseline, 0.95) * 1000, 1.5, middle, "ms")


def _opening(app: Flask, name: str) -> Result:
    """The slower of the two pages without a question, with kept counts."""
    slowest = 0.0
    with app.app_context():
        now = clock.now()
        with transaction(actor=SYSTEM):
            count_openings(now=now)
        for request in OPENINGS.values():
            times = []
            for _run in range(9):
                times.append(seconds(partial(searching.search_notices, request, now=now)))
                db.session.remove()
            slowest = max(slowest, statistics.median(times))
    return Result(name, slowest * 1000, OPENING, 1.0, "median of the slower of two, against the limit in ms", "ms")


def _statement(request: Request, now: Any) -> tuple[str, Any]:
    """The statement that the search comes down to, as the driver gets it; the last one, where the first found nothing."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        seen.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    searching.search_notices(request, now=now)
    event.remove(db.engine, "before_cursor_execute", note)
    return next(query for query in reversed(seen) if "MATERIALIZED" in query[0])
