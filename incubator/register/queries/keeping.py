"""Until when the register must name somebody."""

from datetime import date

from incubator.register import rules
from incubator.register.models import Member
from incubator.register.queries.organs import statutes_in_force
from incubator.register.queries.standing import counting_entries, row_on
from incubator.register.values import ApplicantStanding, EventKind

OVER = frozenset({ApplicantStanding.REFUSED, ApplicantStanding.MISTAKE})


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
    return _applicant_kept_until(member)


def _applicant_kept_until(member: Member) -> date | None:
    """Who was never a member: a while after the refusal or the correction of a mistake; longer where members are liable."""
    ended_on = None
    for event in member.events:
        if event.kind in {EventKind.REFUSAL, EventKind.CORRECTION}:
            ended_on = event.on_date
    if ended_on is None or rules.applicant_standing(counting_entries(member), date.max) not in OVER:
        return None
    until = rules.refused_until(ended_on)
    regime = statutes_in_force(member.cooperative, ended_on).liability.regime
    for entry in counting_entries(member):
        longer = rules.applied_until(entry.on_date, regime) if entry.kind is EventKind.APPLICATION else None
        until = max(until, longer or until)
    return until
