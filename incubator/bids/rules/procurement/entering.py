"""Handing in: on time, and how long a bid stays valid (P-20, P-21). Known from practice: none of these blocks by itself."""

from incubator.bids.rules.procurement import sentences
from incubator.bids.rules.procurement.registry import Seen, procurement_rule
from incubator.bids.values.findings import LegalMark, LegalSource, RuleWeight
from incubator.bids.values.procurement import ProcurementCase
from incubator.core.i18n import counted
from incubator.core.i18n import mark as N_


@procurement_rule("P-20", "", LegalMark.PRACTICE, RuleWeight.ERROR, abroad=LegalSource("", LegalMark.PRACTICE))
def too_late(case: ProcurementCase) -> Seen | None:
    """The closing time has passed."""
    if case.closes is None or case.now <= case.closes:
        return None
    return Seen(
        N_("The closing time has passed. A buyer does not take what comes too late."),
        N_("Did the system of the buyer break down? Call at once, and keep the proof."),
    )


@procurement_rule("P-21", "", LegalMark.PRACTICE, RuleWeight.INFO, abroad=LegalSource("", LegalMark.PRACTICE))
def stays_valid(case: ProcurementCase) -> Seen | None:
    """How long a bid binds who made it; often 90 days."""
    if case.private:
        return None
    days = sentences.days_valid(case)
    if days is None:
        return None
    return Seen(
        N_("Your bid stays valid for %(days)s after closing: you cannot change the price or take it back by then."),
        days=counted("%(num)d day", "%(num)d days", days),
    )
