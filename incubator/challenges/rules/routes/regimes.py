"""What a contract is worth by the rules of estimating, and under which European regime it falls on a day."""

from dataclasses import dataclass
from decimal import Decimal

from incubator.challenges.values.routes import RouteBuyer, RouteQuestion, RouteReason
from incubator.core.i18n import mark as N_
from incubator.core.reference import thresholds
from incubator.core.reference.thresholds import Threshold

LONGEST = 48  # months that are counted when there is no price for the whole (art. 2.17 Aw 2012)


@dataclass(frozen=True, slots=True)
class EstimatedValue:
    """The value of the whole term with its options, and how it was reckoned (None: nobody can tell)."""

    amount: Decimal | None
    working: RouteReason


@dataclass(frozen=True, slots=True)
class ProcurementRegime:
    """Where a contract stands. `above`: at or above the European threshold; None when that cannot be told."""

    value: EstimatedValue
    limits: tuple[Threshold, ...]
    social: bool | None  # among the social and other specific services; None: no code, or codes of both kinds
    above: bool | None


def estimated(question: RouteQuestion) -> EstimatedValue:
    """The value by art. 2.15 to 2.18 of the Aanbestedingswet 2012: the whole term with its options, without VAT."""
    if question.value is not None:
        return EstimatedValue(
            question.value + question.options_value,
            RouteReason(N_("The price of the whole term with its options, without VAT (art. 2.15 of the law).")),
        )
    if question.monthly is None:
        return EstimatedValue(None, RouteReason(N_("Nobody gave a value: ask the buyer what the work costs now.")))
    term = None if question.months is None else question.months + question.option_months
    if term is None or term > LONGEST:
        return EstimatedValue(
            question.monthly * LONGEST + question.options_value,
            RouteReason(
                N_(
                    "No price for the whole and no end within four years: "
                    "48 times %(monthly)s a month (art. 2.17 of the law)."
                ),
                {"monthly": question.monthly},
            ),
        )
    return EstimatedValue(
        question.monthly * term + question.options_value,
        RouteReason(
            N_("%(term)s times %(monthly)s a month, with the months of the options (art. 2.15 and 2.17 of the law)."),
            {"term": term, "monthly": question.monthly},
        ),
    )


def regime(question: RouteQuestion) -> ProcurementRegime:
    """Under which European rules the contract falls on the day of the question."""
    value, social = estimated(question), is_social(question)
    limits = limits_of(question, social)
    return ProcurementRegime(value, limits, social, _above(value.amount, limits, social))


def is_social(question: RouteQuestion) -> bool | None:
    """Whether the services have the light regime, by the list that nobody has compared with the annex yet."""
    if question.nature != "services":
        return False
    kinds = set(map(thresholds.is_social, question.cpv))
    if len(kinds) == 1:
        return kinds.pop()
    return None


def limits_of(question: RouteQuestion, social: bool | None) -> tuple[Threshold, ...]:
    """The thresholds that could hold on this day: two when the kind of service is open, none for a day that we do not know."""
    authority = "central" if question.buyer is RouteBuyer.CENTRAL else "sub-central"
    kinds = (False, True) if social is None else (social,)
    limits = []
    for kind in kinds:
        limit = thresholds.threshold(question.nature, question.on, authority=authority, social=kind)
        if limit is not None:
            limits.append(limit)
    return tuple(limits)


def _above(amount: Decimal | None, limits: tuple[Threshold, ...], social: bool | None) -> bool | None:
    expected = 2 if social is None else 1
    if amount is None or len(limits) != expected:
        return None
    answers = {amount >= limit.amount for limit in limits}
    # Above one threshold and below the other: the kind of service decides.
    return answers.pop() if len(answers) == 1 else None


def about_the_threshold(state: ProcurementRegime) -> RouteReason:
    """How the value stands to the threshold, in a sentence."""
    if not state.limits:
        return RouteReason(N_("We do not know the European thresholds for this day: ask the buyer which ones hold."))
    if state.value.amount is None:
        return RouteReason(
            N_("The value is not known. The European threshold here is %(limit)s."), {"limit": state.limits[0].amount}
        )
    amounts: dict[str, object] = {"value": state.value.amount, "limit": state.limits[0].amount}
    if state.above is None:
        return RouteReason(
            N_(
                "%(value)s lies between two thresholds: %(limit)s for most services and %(social)s for social "
                "services. Which of the two holds, the kind of service decides."
            ),
            amounts | {"social": state.limits[-1].amount},
        )
    if state.above:
        return RouteReason(N_("%(value)s reaches the European threshold of %(limit)s."), amounts)
    return RouteReason(N_("%(value)s is below the European threshold of %(limit)s."), amounts)
