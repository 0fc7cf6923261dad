"""The lots of an eForms notice: what, where, how much, how long, for whom, and how one is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from incubator.formats import cleaning, ubl
from incubator.formats.values import Criterion, Money, ReadLot, Reserved

RESERVED = {"res-ws": Reserved.SHELTERED, "res-pub-ser": Reserved.PUBLIC_SERVICE_MISSION}
MONTHS = {
    "YEAR": Decimal(12),
    "ANN": Decimal(12),
    "MONTH": Decimal(1),
    "MON": Decimal(1),
    "WEEK": Decimal(7) / 30,
    "DAY": Decimal(1) / 30,
}
DEADLINES = (
    "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod",  # BT-131
    "cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod",  # BT-1311
    f"cac:TenderingProcess/{ubl.EXTENSION}/efac:InterestExpressionReceptionPeriod",  # BT-630
)
WEIGHTS = {
    "per-exa": "percentage", "per-mid": "percentage", "dec-exa": "points", "dec-mid": "points", "poi-exa": "points", "poi-mid": "points",
    "ord-imp": "order",
}  # fmt: skip


def project_cpv(project: Any) -> tuple[str | None, tuple[str, ...]]:
    """The main code and all codes, main first (BT-262, BT-263)."""
    main = _code(ubl.raw(project, "cac:MainCommodityClassification/cbc:ItemClassificationCode"))
    more = [
        _code(found.text)
        for found in ubl.every(project, "cac:AdditionalCommodityClassification/cbc:ItemClassificationCode")
    ]
    return main, tuple(dict.fromkeys(one for one in (main, *more) if one))


def _code(raw: str | None) -> str | None:
    """CPV in 8 digits, without the check digit that some senders add."""
    text = (raw or "").strip()
    return text.split("-")[0][:8] or None


def project_places(project: Any) -> tuple[str, ...]:
    """Where the work is done: NUTS codes, else the country (BT-5071, BT-5141)."""
    found = []
    for location in ubl.every(project, "cac:RealizedLocation/cac:Address"):
        code = ubl.raw(location, "cbc:CountrySubentityCode")
        if code:
            found.append(code)
    return tuple(dict.fromkeys(found))


def project_value(project: Any) -> Money | None:
    """The estimated value (BT-27), else the most that a framework may cost (BT-271)."""
    total = "cac:RequestedTenderTotal"
    return ubl.money(project, f"{total}/cbc:EstimatedOverallContractAmount") or ubl.money(
        project, f"{total}/{ubl.EXTENSION}/efbc:FrameworkMaximumAmount"
    )


def duration_months(project: Any) -> int | None:
    """The duration in whole months (BT-36); shorter ones count as one."""
    measure = ubl.one(project, "cac:PlannedPeriod/cbc:DurationMeasure")
    number = cleaning.amount(measure.text) if measure is not None else None
    factor = MONTHS.get((measure.get("unitCode") or "").upper()) if measure is not None else None
    if number is None or factor is None or not 0 < number < 10_000:
        return None
    return max(1, round(number * factor))


def read_lots(root: Any, wanted: tuple[str, ...]) -> Iterator[ReadLot]:
    """Lots, then groups of lots. Parts of a planning notice count as lots."""
    members = _group_members(root)
    for element in ubl.every(root, "cac:ProcurementProjectLot"):
        identifier = ubl.one(element, "cbc:ID")
        if identifier is None or not identifier.text:
            continue
        lot = _lot(element, identifier.text.strip(), wanted)
        if identifier.get("schemeName") == "LotsGroup":
            lot = replace(lot, kind="group", members=members.get(lot.id, ()))
        yield lot


def _group_members(root: Any) -> dict[str, tuple[str, ...]]:
    """Which lots belong to which group (BT-330, BT-1375)."""
    found = {}
    for group in ubl.every(root, "cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup"):
        name = ubl.raw(group, "cbc:LotsGroupID")
        lots = [lot.text.strip() for lot in ubl.every(group, "cac:ProcurementProjectLotReference/cbc:ID") if lot.text]
        if name:
            found[name] = tuple(lots)
    return found


def _lot(element: Any, identifier: str, wanted: tuple[str, ...]) -> ReadLot:
    project = ubl.one(element, "cac:ProcurementProject")
    terms = ubl.one(element, "cac:TenderingTerms")
    main, codes = project_cpv(project)
    additional = "cac:ProcurementAdditionalType/cbc:ProcurementTypeCode"
    systems = [
        found.text
        for found in ubl.every(element, "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode")
        if found.text and found.text.strip() != "none"
    ]
    return ReadLot(
        id=identifier,
        title=cleaning.line(ubl.text(project, "cbc:Name", wanted)),
        description=ubl.text(project, "cbc:Description", wanted),
        cpv=codes,
        main_cpv=main,
        places=project_places(project),
        value=project_value(project),
        deadline=lot_deadline(element),
        reserved=_reserved(terms),
        reserved_execution=_reserved_execution(terms),
        sme_suitable=ubl.flag(project, "cbc:SMESuitableIndicator"),
        duration_months=duration_months(project),
        start=ubl.day(project, "cac:PlannedPeriod/cbc:StartDate"),
        end=ubl.day(project, "cac:PlannedPeriod/cbc:EndDate"),
        options=ubl.text(project, "cac:ContractExtension/cbc:OptionsDescription", wanted),
        renewals=ubl.whole(project, "cac:ContractExtension/cbc:MaximumNumberNumeric"),
        framework=systems[0].strip() if systems else None,
        strategic=tuple(one for one in ubl.coded(project, additional, "strategic-procurement") if one != "none"),
        social_objectives=tuple(ubl.coded(project, additional, "social-objective")),
        criteria=tuple(_criteria(terms, wanted)),
    )


def lot_deadline(element: Any) -> datetime | None:
    """Until when one can hand in a tender, else a request to take part, else an expression of interest."""
    for path in DEADLINES:
        if found := ubl.period_end(element, path):
            return found
    return None


def deadline_path(element: Any) -> int | None:
    """Which of `DEADLINES` a lot names."""
    return next((at for at, path in enumerate(DEADLINES) if ubl.period_end(element, path)), None)


def _reserved(terms: Any) -> Reserved | None:
    """BT-71. Older versions of the SDK write it in another branch of the same request."""
    path = "cac:TendererQualificationRequest/cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"
    codes = ubl.coded(terms, path, "reserved-procurement")
    return next((RESERVED[one] for one in codes if one in RESERVED), None)


def _reserved_execution(terms: Any) -> bool | None:
    codes = ubl.coded(terms, "cac:ContractExecutionRequirement/cbc:ExecutionRequirementCode", "reserved-execution")
    return {"yes": True, "no": False}.get(codes[0]) if codes else None


def _criteria(terms: Any, wanted: tuple[str, ...]) -> Iterator[Criterion]:
    """Award criteria with their weights (BT-539, BT-734, BT-540, BT-541, BT-5421)."""
    path = "cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
    for element in ubl.every(terms, path):
        kind = ubl.raw(element, "cbc:AwardingCriterionTypeCode")
        description = ubl.text(element, "cbc:Description", wanted)
        name = cleaning.line(ubl.text(element, "cbc:Name", wanted)) or cleaning.line(description) or kind
        if name is None:
            continue
        weight, weight_kind = _weight(element)
        yield Criterion(kind or "quality", name, description, weight, weight_kind)


def _weight(element: Any) -> tuple[Decimal | None, str | None]:
    for parameter in ubl.every(element, f"{ubl.EXTENSION}/efac:AwardCriterionParameter"):
        code = ubl.one(parameter, "efbc:ParameterCode")
        number = ubl.number(parameter, "efbc:ParameterNumeric")
        if number is None:
            continue
        if code is None:
            return number, "unknown"
        if code.get("listName") in {"number-weight", None}:
            return number, WEIGHTS.get((code.text or "").strip(), "unknown")
    return None, None
