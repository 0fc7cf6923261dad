"""The preview of a profile over 20,000 notices of the last 90 days: cold (nothing taken apart yet) and warm (after an edit).

The baseline is the time that a page may take: 2 seconds cold, 1 second warm. The language is loaded before, as in a server that runs.
`BENCH_PREVIEW_NOTICES=2000` gives a quick look; `BENCH_DATA=folder` names the real notices that are varied.
"""

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from incubator.app import create_app
from incubator.core import clock, schema
from incubator.core.db import db
from incubator.watch.matching import offering
from incubator.watch.services import previewing
from incubator.watch.values import ACTIONABLE, Profile
from tests.benchmarks import _many
from tests.benchmarks.measuring import Result, seconds, size
from tests.benchmarks.search import SHARED

COLD, WARM = 2.0, 1.0  # seconds
PROFILES = {
    "groen": "Wij onderhouden plantsoenen, bermen en bomen in de wijk.",
    "schoonmaak": "Wij maken kantoren, scholen en trappenhuizen schoon.",
    "begeleiding": "Wij begeleiden mensen thuis en organiseren dagbesteding.",
}


def run() -> Iterator[Result]:
    count = size("PREVIEW_NOTICES", 20_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incubator.sqlite3"
        app = create_app(
            instance=Path(folder), timetable=False, secret_key="a-secret-for-benchmarks-long-enough", rate_limits=False
        )
        with app.app_context():
            schema.upgrade()
            _many.import_real(SHARED)
            db.session.remove()
            db.engine.dispose()
            _many.fill_sqlite(path, _many.Varied(path), count)
            _make_recent(path)
            previewing.preview(profile("ict"), now=clock.now(), days=1)  # loads the language, as a server has
            for trade_id in PROFILES:
                yield from _measured(trade_id, count)


def _make_recent(path: Path) -> None:
    """All of the last 90 days, and all calls."""
    today = clock.today()
    with closing(sqlite3.connect(path)) as connection:
        for ago in range(90):
            day = today - timedelta(days=ago)
            connection.execute(
                "UPDATE notices SET published = ?, kind = 'competition', corrects_id = NULL, deadline = ? WHERE id % 90 = ?",
                (day.isoformat(), f"{day + timedelta(days=40)} 09:00:00.000000", ago),
            )
        connection.commit()


def profile(trade_id: str) -> Profile:
    offers = offering.chosen([trade_id])
    words = offering.accepted_words([trade_id], ()) if offers else ["software"]
    codes = offering.accepted_codes([trade_id], ()) if offers else ["72000000"]
    return Profile(
        trade_id,
        description=PROFILES.get(trade_id, ""),
        keywords=tuple(words),
        cpv=tuple(codes),
        places=("NL35",),
        kinds=ACTIONABLE,
        min_days_left=7,
    )


def _measured(trade_id: str, count: int) -> Iterator[Result]:
    previewing._kept.clear()
    looked = profile(trade_id)
    outcome: list[previewing.Retrospect] = []
    cold = seconds(lambda: outcome.append(previewing.preview(looked, now=clock.now())))
    edits = [replace(looked, places=(place,)) for place in ("NL32", "NL33", "NL41", "NL42", "NL22")]
    warm = [seconds(lambda edit=edit: previewing.preview(edit, now=clock.now())) for edit in edits]
    note = (
        f"{count} notices, {len(previewing._kept)} taken apart, {outcome[0].number} hits, {len(outcome[0].near)} near"
    )
    yield Result(f"preview cold ({trade_id})", cold, COLD, 1.0, note)
    yield Result(f"preview warm ({trade_id})", statistics.median(warm), WARM, 1.0, "median of 5 edits of the place")
