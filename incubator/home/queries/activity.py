"""When something happened last in each group, whatever the pillar."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, func, select

from incubator.cooperatives.models import Cooperative
from incubator.core.prepared import IDS, Question, rows
from incubator.home.models import GroupActivity

# For a statement that joins `GroupActivity` from the outside: a group in which nothing happened is as old as it is.
active_at: ColumnElement[datetime] = func.coalesce(GroupActivity.at, Cooperative.created_at)
of_group = GroupActivity.cooperative_id == Cooperative.id


def last_activity_of(ids: Sequence[int]) -> dict[int, datetime]:
    """When somebody did something last in these groups, by their number; groups in which nobody did are absent."""
    return dict(rows(_of_some_groups(), ids=ids))


@cache
def _of_some_groups() -> Question:
    statement: Question = select(GroupActivity.cooperative_id, GroupActivity.at)
    return statement.where(GroupActivity.cooperative_id.in_(IDS)).order_by(GroupActivity.cooperative_id)
