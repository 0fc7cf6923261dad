"""Until when the register must name somebody."""

from datetime import date

from incubator.register import rules
from incubator.register.models import Member
from incubator.register.queries.organs import statutes_in_force
from incubator.register.queries.standing import counting_entries, row_on
from incubator.register.values import EventKind


def last_day_known(member: Member) -> date | None:
    """The last day of the membership, also when it is still to come."""
    row = row_on(member, date.max)
    return row.ended_on if row is not None else None


def kept_until(member: Member) -> date | None:
    """The last day that the data must stay; None as long as somebody is a member without an end, or was never decided about."""
    last_day = last_day_known(member)
    if last_day is not None:
        statutes = statutes_in_force(member.cooperative, last_day)
        return rules.kept_until(last_day, statutes.liability.regime, rules.known_year_end(statutes.fiscal_year_end))
    if row_on(member, date.max) is not None:
        return None
    for entry in reversed(counting_entries(member)):
        if entry.kind is EventKind.REFUSAL:
            return rules.refused_until(entry.on_date)
    return None
