"""Value, regime, who may bid, and the terms of the procedure (P-01 to P-06, P-13)."""

from datetime import timedelta
from decimal import Decimal

from incubator.bids.rules.procurement.regimes import is_social, limit_of, regime_of
from incubator.bids.rules.procurement.registry import Seen, directive, procurement_rule
from incubator.bids.values.findings import LegalMark, RuleWeight
from incubator.bids.values.procurement import ProcurementCase, RegimeName
from incubator.core.i18n import counted
from incubator.core.i18n import mark as N_
from incubator.core.reference import thresholds
from incubator.formats.tender_terms import TWO_STAGES
from incubator.formats.values import Reserved

LONGEST_MONTHS = 36  # of a contract that is reserved for participatory organisations
LEAST_SHARE = Decimal("0.30")
# Days from the day after sending the notice, by procedure (eForms): for tenders in an open one, else for requests to take part.
# By whether one asks to take part first.
SHORT = {
    False: N_("The time to bid is shorter than the law asks: until %(day)s at least (%(days)s)."),
    True: N_("The time to ask to take part is shorter than the law asks: until %(day)s at least (%(days)s)."),
}
LEAST_DAYS = {"open": 45, "restricted": 30, "neg-w-call": 30, "comp-dial": 30, "innovation": 30}
PRIOR_NOTICE_DAYS = 29
URGENT_DAYS = 15
ANSWERS_BEFORE = 10
ANSWERS_BEFORE_URGENT = 4


@procurement_rule("P-01", "art. 2.15-2.18 Aw 2012", LegalMark.READ, RuleWeight.INFO, abroad=directive("4"))
def value_against_threshold(case: ProcurementCase) -> Seen | None:
    """On which side of the European threshold the value lies."""
    limit = limit_of(case)
    if case.private or case.value is None or limit is None:
        return None
    where = N_("The value (%(value)s) is below the European threshold of %(limit)s.")
    if case.value >= limit.amount:
        where = N_("The value (%(value)s) is at or above the European threshold of %(limit)s.")
    return Seen(where, value=case.value, limit=limit.amount)


@procurement_rule("P-02", "art. 2.38 Aw 2012", LegalMark.PRACTICE, RuleWeight.INFO, abroad=directive("74"))
def social_service(case: ProcurementCase) -> Seen | None:
    """Social and other specific services have a lighter procedure. The list of codes is not yet compared with EUR-Lex."""
    if case.private or not is_social(case):
        return None
    return Seen(
        N_("This is probably a social or other specific service: a lighter procedure holds, with terms of its own."),
        N_("Look in the documents for the terms and for how long the buyer waits after the decision."),
    )


@procurement_rule(
    "P-03", "art. 2.82a Aw 2012", LegalMark.SECOND_HAND, RuleWeight.ERROR, abroad=directive("77", LegalMark.SECOND_HAND)
)
def reserved_for_participatory(case: ProcurementCase) -> Seen | None:
    """A contract reserved for participatory organisations, and a condition that is known not to be met."""
    if case.reserved is not Reserved.PUBLIC_SERVICE_MISSION or not _misses_a_condition(case):
        return None
    return Seen(
        N_(
            "This contract is reserved for organisations with a public task that take part in it, and you miss a condition."
        ),
        N_("Look at your statutes: the public task, profit that goes back into it, and people who take part."),
    )


def _misses_a_condition(case: ProcurementCase) -> bool:
    own = case.own
    if False in (own.public_mission, own.profits_reinvested, own.participatory) or own.reserved_award_by_buyer:
        return True
    if case.months is not None and case.months > LONGEST_MONTHS:
        return True
    return bool(case.cpv) and not any(code in thresholds.reservable_codes() for code in case.cpv)


@procurement_rule(
    "P-04", "art. 2.82 Aw 2012", LegalMark.READ, RuleWeight.ERROR, abroad=directive("20", LegalMark.SECOND_HAND)
)
def reserved_for_integration(case: ProcurementCase) -> Seen | None:
    """A contract for sheltered workshops, and a group that has not at least 30 percent of the people meant."""
    share = case.own.share_target_group
    if case.reserved is not Reserved.SHELTERED or (share is not None and share >= LEAST_SHARE):
        return None
    return Seen(
        N_("This contract is reserved: at least 30 percent of who works with you must have a distance to work."),
        N_("Without proof of that you cannot bid. Look for a partner who has it."),
    )


@procurement_rule("P-05", "art. 2.70-2.74 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def term_too_short(case: ProcurementCase) -> Seen | None:
    """The time between the notice and closing is shorter than the law asks above the threshold."""
    least = LEAST_DAYS.get(case.procedure or "")
    if regime_of(case) is not RegimeName.EU or least is None or case.sent_on is None or case.closes is None:
        return None
    if case.prior_notice and case.procedure == "open":
        least = PRIOR_NOTICE_DAYS
    if case.urgent:
        least = URGENT_DAYS
    earliest = case.sent_on + timedelta(days=least)
    if case.closes.date() >= earliest:
        return None
    return Seen(
        SHORT[case.procedure in TWO_STAGES],
        N_("Ask for more time. For bids sent by computer it may be five days less: that article we have not read."),
        question=f"De termijn is korter dan {least} dagen na verzending. Wilt u de sluitingsdatum verschuiven?",
        day=earliest,
        days=counted("%(num)d day", "%(num)d days", least),
    )


@procurement_rule("P-06", "art. 2.53-2.54 Aw 2012", LegalMark.READ, RuleWeight.WARNING)
def answers_too_late(case: ProcurementCase) -> Seen | None:
    """The answers of the buyer came later than ten days before closing (four when it is urgent)."""
    if regime_of(case) is not RegimeName.EU or case.answers_published_on is None or case.closes is None:
        return None
    before = ANSWERS_BEFORE_URGENT if case.urgent else ANSWERS_BEFORE
    latest = case.closes.date() - timedelta(days=before)
    if case.answers_published_on <= latest:
        return None
    return Seen(
        N_("The answers of the buyer came later than %(day)s, %(days)s before closing."),
        N_("Ask for a later closing date."),
        question=f"Uw antwoorden kwamen minder dan {before} dagen voor sluiting. Wilt u de termijn verlengen?",
        day=latest,
        days=counted("%(num)d day", "%(num)d days", before),
    )


@procurement_rule("P-13", "art. 1.5 Aw 2012", LegalMark.READ, RuleWeight.WARNING, abroad=directive("46"))
def bundle_without_lots(case: ProcurementCase) -> Seen | None:
    """Much work in one piece, and no reason why it is not in lots."""
    limit = limit_of(case)
    if case.private or case.lots > 1 or case.lots_explained or case.value is None or limit is None:
        return None
    if case.value < limit.amount:
        return None
    return Seen(
        N_("The work is not divided into lots, and we see no reason for that in what we read."),
        N_("Is it too large for you? Ask for lots, or for the reason, in the round of questions."),
        question="Wilt u de opdracht in percelen verdelen, of motiveren waarom dat niet passend is?",
    )
