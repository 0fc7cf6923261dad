"""How a contract is awarded, and what comes after (P-11, P-12, P-18, P-23, P-24)."""

from datetime import date, timedelta

from incubator.bids.rules.procurement.regimes import regime_of
from incubator.bids.rules.procurement.registry import Seen, directive, procurement_rule
from incubator.bids.values.findings import LegalMark, RuleWeight
from incubator.bids.values.procurement import ProcurementCase, RegimeName
from incubator.core.i18n import mark as N_

STANDSTILL_DAYS = 20
HOME_CARE_READ = date(2020, 1, 1)  # the copy of the Wmo 2015 that was read is of 2019-2020


@procurement_rule("P-11", "art. 2.114 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def price_alone(case: ProcurementCase) -> Seen | None:
    """Above the threshold the lowest price or cost decides alone only with reasons."""
    kinds = frozenset(criterion.kind for criterion in (*case.criteria, *case.confirmed))
    if regime_of(case) is not RegimeName.EU or not kinds or "quality" in kinds:
        return None
    return Seen(
        N_("Only the price decides. Above the threshold a buyer needs reasons for that, and we did not see them."),
        N_("Ask for the reasons, or for criteria of quality, in the round of questions."),
        question="Wilt u de keuze voor de laagste prijs motiveren, of ook kwaliteit laten meewegen?",
    )


@procurement_rule("P-12", "art. 2.115 Aw 2012", LegalMark.READ, RuleWeight.WARNING, abroad=directive("67"))
def weights_missing(case: ProcurementCase) -> Seen | None:
    """Criteria or weights that are not in what was read. They may stand in the documents."""
    if regime_of(case) not in {RegimeName.EU, RegimeName.UNKNOWN} or case.private or case.only_admits:
        return None
    # What somebody confirmed out of the documents goes before the few words of the notice.
    known = case.confirmed or case.criteria
    weighed = tuple(filter(lambda criterion: criterion.weight is not None, known))
    if known and (len(weighed) == len(known) or len(known) == 1):
        return None
    return Seen(
        N_("In what we read the award criteria, or how much each weighs, are missing."),
        N_("Look in the documents of the buyer. Not there either? Ask in the round of questions."),
        question="Welke gunningscriteria gelden, en hoe zwaar weegt elk?",
    )


@procurement_rule("P-18", "art. 2.116 Aw 2012", LegalMark.READ, RuleWeight.WARNING, abroad=directive("69"))
def price_below_cost(case: ProcurementCase) -> Seen | None:
    """Our own price is lower than what the work costs us."""
    price, cost = case.own.price, case.own.own_cost
    if price is None or cost is None or price >= cost:
        return None
    return Seen(
        N_("Your price (%(price)s) is lower than what the work costs you (%(cost)s)."),
        N_("Explain it, or stop: a buyer may refuse a price that is abnormally low."),
        price=price,
        cost=cost,
    )


@procurement_rule("P-23", "art. 2.127 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def standstill(case: ProcurementCase) -> Seen | None:
    """How long one can still go to court after the decision was sent. For social services: read the documents."""
    if case.award_sent_on is None or regime_of(case) is not RegimeName.EU:
        return None
    last_day = standstill_ends(case.award_sent_on)
    if case.now.date() > last_day:
        return None
    return Seen(
        N_("The buyer waits until %(day)s before it signs. Until then you can go to court."),
        N_("Ask for the reasons now, and speak to a lawyer well before that day."),
        day=last_day,
    )


def standstill_ends(sent_on: date) -> date:
    """The last of the twenty days, which begin the day after the decision was sent (art. 2.127 Aw 2012)."""
    return sent_on + timedelta(days=STANDSTILL_DAYS)


@procurement_rule("P-24", "art. 2.6.6 Wmo 2015", LegalMark.READ, RuleWeight.WARNING, since=HOME_CARE_READ)
def price_does_not_cover(case: ProcurementCase) -> Seen | None:
    """The price that a municipality offers for help at home must cover what it costs."""
    if not case.home_care or case.price_covers_costs is not False:
        return None
    return Seen(
        N_("The price that the municipality offers does not cover your costs. It has to pay a real price."),
        N_("Ask in the round of questions how the price was reckoned."),
        question="Hoe is het tarief opgebouwd uit de kostprijselementen van artikel 2.6.6 Wmo 2015?",
    )
