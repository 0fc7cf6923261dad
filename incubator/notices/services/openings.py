"""Keeping the counts of the page of notices as it opens."""

from datetime import datetime

from sqlalchemy import delete

from incubator.core.db import db
from incubator.notices.models import KeptFigures
from incubator.notices.queries import searching
from incubator.notices.queries.openings import MANY, OPENINGS


def count_openings(*, now: datetime) -> int:
    """Count what an opening page shows, where there are so many notices that a visitor would wait for it. Gives how many there are."""
    total = 0
    for name, request in OPENINGS.items():
        rows = searching.counted(request, now=now)
        total = sum(row[3] for row in rows if row[0] == "pair")
        if total < MANY:
            db.session.execute(delete(KeptFigures).where(KeptFigures.name == name))
        else:
            figures = {"rows": [list(row) for row in rows]}
            db.session.merge(KeptFigures(name=name, figures=figures, counted_at=now))
    return total
