"""What the policy of a buyer says of a task: up to which amounts it asks one quote, or several."""

from decimal import Decimal

from incubator.challenges.rules.buying import KINDS, capped, european_threshold, several_limit
from incubator.challenges.rules.routes.regimes import is_social
from incubator.challenges.values.buyers import BoughtKind, BuyingPolicy
from incubator.challenges.values.routes import QuoteBands, RouteQuestion


def bands_of(question: RouteQuestion, policy: BuyingPolicy | None) -> QuoteBands | None:
    """The amounts for this task on the day of the question. None when the policy says nothing of it: unknown stays unknown."""
    if policy is None or not policy.holds(question.on):
        return None
    singles, severals = set(), set()
    for kind in _kinds(question):
        band, limit = policy.band(kind), european_threshold(kind, question.on)
        singles.add(capped(band.single_until, limit))
        severals.add(several_limit(band, limit))
    # Where two kinds of work are possible and their amounts differ, nobody can tell which of the two holds.
    single, several = _agreed(singles), _agreed(severals)
    if single is None and several is None:
        return None
    return QuoteBands(single, several, policy.source, policy.checked_on)


def _kinds(question: RouteQuestion) -> tuple[BoughtKind, ...]:
    """The kinds of a purchasing policy that the task can be; two for services of which no code says whether they are social."""
    social = is_social(question)
    if social is None:
        return BoughtKind.SERVICES, BoughtKind.SOCIAL
    return (BoughtKind.SOCIAL if social else KINDS[question.nature],)


def _agreed(amounts: set[int | None]) -> Decimal | None:
    if len(amounts) != 1:
        return None
    amount = amounts.pop()
    return None if amount is None else Decimal(amount)
