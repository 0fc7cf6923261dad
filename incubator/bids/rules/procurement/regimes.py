"""Under which rules a contract is bought: what the notice says, else what its value and its codes tell."""

from incubator.bids.values.procurement import ProcurementCase, RegimeName
from incubator.core.reference import thresholds
from incubator.core.reference.thresholds import Threshold
from incubator.formats.values import LegalRegime

SOCIAL = frozenset({RegimeName.EU_SOCIAL, RegimeName.NATIONAL_SOCIAL})


def is_social(case: ProcurementCase) -> bool:
    """Whether the main code is among the social and other specific services."""
    return case.nature == "services" and bool(case.cpv) and thresholds.is_social(case.cpv[0])


def limit_of(case: ProcurementCase) -> Threshold | None:
    """The European threshold for this work on the day of the case; None when the table does not know that day."""
    return thresholds.threshold(case.nature, case.on, authority=case.buyer, social=is_social(case))


def regime_of(case: ProcurementCase) -> RegimeName:
    """A help to decide: what the buyer says comes first."""
    if case.private:
        return RegimeName.PRIVATE
    by_notice = _by_notice(case)
    if by_notice is not RegimeName.UNKNOWN:
        return by_notice
    limit = limit_of(case)
    if case.value is None or limit is None:
        return RegimeName.UNKNOWN
    return _kind_of(case, european=case.value >= limit.amount)


def _by_notice(case: ProcurementCase) -> RegimeName:
    if case.legal_regime is LegalRegime.SAS:
        return RegimeName.EU_SOCIAL
    if case.legal_regime is LegalRegime.EU:
        return _kind_of(case, european=True)
    if case.legal_regime in {LegalRegime.NATIONAL, LegalRegime.BELOW_THRESHOLD}:
        return _kind_of(case, european=False)
    return RegimeName.UNKNOWN


def _kind_of(case: ProcurementCase, *, european: bool) -> RegimeName:
    if is_social(case):
        return RegimeName.EU_SOCIAL if european else RegimeName.NATIONAL_SOCIAL
    return RegimeName.EU if european else RegimeName.NATIONAL
