"""The dossier hears how many members there are."""

from datetime import datetime

from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import lock
from incubator.register import queries


def count_members(group: Cooperative, *, now: datetime) -> None:
    """Tell the dossier how many members there are."""
    count = queries.members_count(group, clock.local(now).date())
    source = FactSource(FactSourceKind.REGISTER, "members")
    cooperatives_services.record_fact(
        group, "people.members_count", count, source=source, author=None, now=now, approved=True
    )


def count_again(group: Cooperative, *, now: datetime) -> bool:
    """Tell the dossier when the number of members changed because a day came: an admission or an end decided before."""
    lock(group)
    held = cooperatives_queries.holding_values(group).get("people.members_count")
    if held == str(queries.members_count(group, clock.local(now).date())):
        return False
    count_members(group, now=now)
    return True
