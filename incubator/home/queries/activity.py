"""When something happened last in each group, whatever the pillar."""

from datetime import datetime

from sqlalchemy import ColumnElement, func

from incubator.cooperatives.models import Cooperative
from incubator.home.models import GroupActivity

# For a statement that joins `GroupActivity` from the outside: a group in which nothing happened is as old as it is.
active_at: ColumnElement[datetime] = func.coalesce(GroupActivity.at, Cooperative.created_at)
of_group = GroupActivity.cooperative_id == Cooperative.id
