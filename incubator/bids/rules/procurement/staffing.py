"""Supplying people who work under the lead of the client (Waadi, Wtta): not of procurement, and decisive all the same (P-25)."""

from incubator.bids.rules.procurement import sentences
from incubator.bids.rules.procurement.registry import Seen, procurement_rule
from incubator.bids.values.findings import LegalMark, RuleWeight
from incubator.bids.values.procurement import ProcurementCase
from incubator.core.i18n import mark as N_
from incubator.core.reference.supplying_staff import ADMISSION_CHECKED, ADMISSION_SINCE, EITHER_ACT

STAFF_CODES = ("7961", "7962", "7963")  # services of finding and supplying staff
SUPPLIES = N_(
    "This looks like supplying people who work under the lead of the client (Waadi). From %(since)s that takes an admission (Wtta), "
    "checked from %(checked)s."
)
LEAD_YOURSELVES = N_("Do you lead the work yourselves? Then say so in your bid. Else arrange the admission in time.")


def supplies_staff(case: ProcurementCase) -> bool:
    """Whether people are asked who work under the lead of the client, by the codes or the words of the notice."""
    coded = any(code.startswith(STAFF_CODES) for code in case.cpv)
    return coded or bool(sentences.texts_with(case, sentences.STAFF))


@procurement_rule("P-25", EITHER_ACT, LegalMark.SECOND_HAND, RuleWeight.WARNING)
def supplying_staff(case: ProcurementCase) -> Seen | None:
    """Work that looks like supplying staff."""
    if not supplies_staff(case):
        return None
    return Seen(SUPPLIES, LEAD_YOURSELVES, since=ADMISSION_SINCE, checked=ADMISSION_CHECKED)
