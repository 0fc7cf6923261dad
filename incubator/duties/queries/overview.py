"""How many groups stand with their duties, out of the agenda: a single question for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.agenda import AgendaEntry
from incubator.core.db import db

SOURCE = "duties"
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class GroupDuties:
    """How many duties of a group are too late, come soon, and are open at all. Without any nobody counted them yet."""

    group: Cooperative
    late: int
    soon: int
    open: int


def overview(viewer: User, today: date) -> Sequence[GroupDuties]:
    """Every founded cooperative within sight; the most that is too late first."""
    begin = clock.start_of_day(today)
    soon = clock.start_of_day(today + SOON)
    is_late = AgendaEntry.due_at < begin
    comes_soon = AgendaEntry.due_at.between(begin, soon)
    statement = (
        select(
            Cooperative,
            func.count(AgendaEntry.id).filter(is_late),
            func.count(AgendaEntry.id).filter(comes_soon),
            func.count(AgendaEntry.id),
        )
        .outerjoin(AgendaEntry, (AgendaEntry.cooperative_id == Cooperative.id) & (AgendaEntry.source == SOURCE))
        .where(cooperatives_queries.within_sight(viewer))
        .group_by(Cooperative.id)
        .order_by(Cooperative.name, Cooperative.id)
    )
    lines = [GroupDuties(*row) for row in db.session.execute(statement) if row[0].phase.founded]
    return sorted(lines, key=lambda line: (-line.late, -line.soon))
