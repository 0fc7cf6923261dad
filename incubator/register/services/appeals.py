"""The last day to appeal against an expulsion, in the agenda of the group (BW 2:35(4), rule M-06)."""

from datetime import datetime

from incubator.core import agenda, clock
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import Member

LAST_DAY = N_("Last day for member %(number)s to appeal against the expulsion")


def keep(member: Member, *, now: datetime) -> None:
    """Write the day as long as it runs; take it out when there was an appeal, a mistake or an earlier end."""
    group, today = member.cooperative, clock.local(now).date()
    running = {}
    for entry in rules.open_to_appeal(queries.counting_entries(member)):
        if entry.on_date >= today:
            running[f"appeal:{member.id}:{entry.id}"] = entry
    for key in agenda.keys(f"appeal:{member.id}:") - running.keys():
        agenda.remove(key)
    for key, entry in running.items():
        agenda.put(
            key,
            # The number and not the name: the agenda is read by more people than the register.
            LAST_DAY,
            entry.on_date,
            source="register",
            cooperative_id=group.id,
            url=f"/cooperaties/{group.slug}/leden/{member.number}",
            number=member.number,
        )
