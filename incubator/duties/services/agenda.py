"""Duties in the agenda of a group: what is still to be done stands there on its last day."""

from datetime import date

from incubator.cooperatives.models import Cooperative
from incubator.core import agenda
from incubator.duties import queries
from incubator.duties.messages import agenda as messages
from incubator.duties.values import Duty

SOURCE = "duties"


def keep(group: Cooperative, today: date) -> int:
    """Write what is open, move what moved, take out what is settled. Gives how many dates stand there."""
    beginning = f"duty:{group.id}:"
    kept = {}
    for duty in queries.duties_of(group, today):
        # Twice in a calendar is worse than once: certificates are dated by the library of bids.
        if duty.mark is None and not duty.dated_elsewhere:
            kept[beginning + duty.key] = duty
    for key in agenda.keys(beginning) - kept.keys():
        agenda.remove(key)
    for key, duty in kept.items():
        _put(key, group, duty)
    return len(kept)


def _put(key: str, group: Cooperative, duty: Duty) -> None:
    agenda.put(
        key,
        duty.title,
        duty.due.last,
        source=SOURCE,
        cooperative_id=group.id,
        url=messages.page_of(group, duty),
        **duty.params,
    )
