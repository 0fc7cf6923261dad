"""When a public task could be challenged: three questions, each answered with its reason and source.

The buyer (municipality, province or water board), the service (such as residents take over), the moment (before a contract is
tendered again). The points are ours, for planning; no rule here says that an authority must agree. The right to challenge rests
on the Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in force 1 January 2025) and on local regulations;
whether it is in the regulation is up to each authority, and it does not set procurement law aside.
"""

from collections.abc import Iterator
from datetime import date

from incubator.challenges.rules.buyers import authority, buyer_of, no_authority
from incubator.challenges.rules.grounds import OURS, Weighed
from incubator.challenges.rules.laws import IN_FORCE, LAW, LAWS, TRANSITION
from incubator.challenges.rules.moments import in_european_tender, in_time, moment, months_until, submit_by
from incubator.challenges.rules.regulations import commercial, local_rules
from incubator.challenges.rules.tasks import service, size
from incubator.challenges.values import Buyer, Level, PublicTask, Regulation, Suitability, Verdict

__all__ = ["IN_FORCE", "LAW", "LAWS", "OURS", "TRANSITION", "assess", "buyer_of", "months_until", "submit_by"]

PROMISING, PERHAPS = 5, 2  # points


def assess(task: PublicTask, regulation: Regulation | None, *, today: date) -> Verdict:
    """Weigh a task. Where no local authority buys there is nothing to challenge; where we do not know who buys, we say so."""
    if task.buyer is not Buyer.LOCAL or task.buyer_kind is None:
        return _without_authority(task.buyer)
    points, grounds = 1, [authority(task.buyer_kind)]
    until = submit_by(task, regulation)
    for more, ground in _weigh(task, task.buyer_kind, regulation, until, today):
        points += more
        if ground is not None:
            grounds.append(ground)
    # A day that has passed is a reason against; it is no day to hand in by.
    still = until if until is not None and until >= today else None
    return Verdict(_level(task, points), tuple(grounds), regulation, still)


def _without_authority(buyer: Buyer) -> Verdict:
    level = Level.NO if buyer is Buyer.OTHER else Level.UNKNOWN
    return Verdict(level, (no_authority(buyer),), None)


def _weigh(
    task: PublicTask, buyer_kind: str, regulation: Regulation | None, until: date | None, today: date
) -> Iterator[Weighed]:
    yield service(task)
    yield moment(task, today)
    yield in_time(until, today)
    yield local_rules(buyer_kind, regulation, today)
    yield commercial(regulation)
    yield size(task)


def _level(task: PublicTask, points: int) -> Level:
    if task.suitability in {None, Suitability.NONE} or task.nature == "supplies":
        return Level.UNLIKELY
    if task.overtaken or in_european_tender(task):
        return Level.NOT_NOW
    if points >= PROMISING:
        return Level.PROMISING
    if points >= PERHAPS:
        return Level.PERHAPS
    return Level.NOT_NOW
