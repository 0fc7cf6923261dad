"""The lots of an eForms notice: what, where, how much, how long, for whom, and how one is chosen."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from incubator.core.reference import eforms_codes, nuts
from incubator.formats import buyer_numbers, cleaning, over_lots, tender_terms, ubl
from incubator.formats.closing import Closing, closing_fields
from incubator.formats.durations import DAYS_OF_A_MONTH
from incubator.formats.fields import NO_DATE
from incubator.formats.tender_terms import TWO_STAGES, Validity
from incubator.formats.values import GROUP, Criterion, Doubt, LotState, Money, ReadLot, Reserved

RESERVED = {"res-ws": Reserved.SHELTERED, "res-pub-ser": Reserved.PUBLIC_SERVICE_MISSION}
# BT-36. Besides the words of the eForms code list some senders use the codes of UN/ECE: ANN, MON; 3P writes CALENDAR_DAY.
MONTHS = {
    "YEAR": Decimal(12),
    "ANN": Decimal(12),
    "MONTH": Decimal(1),
    "MON": Decimal(1),
    "WEEK": 7 / DAYS_OF_A_MONTH,
    "DAY": 1 / DAYS_OF_A_MONTH,
    "CALENDAR_DAY": 1 / DAYS_OF_A_MONTH,
}
DEADLINES = (
    "cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod",  # BT-131
    "cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod",  # BT-1311
    f"cac:TenderingProcess/{ubl.EXTENSION}/efac:InterestExpressionReceptionPeriod",  # BT-630
)
# BT-5421, code list number-weight.
WEIGHTS = {
    "per-exa": "percentage", "per-mid": "percentage", "dec-exa": "points", "dec-mid": "points", "poi-exa": "points", "poi-mid": "points",
    "ord-imp": "order",
}  # fmt: skip


# NUTS has codes of its own for two countries.
_NUTS_COUNTRIES = {"GR": "EL", "GB": "UK"}
LONGEST_DURATION = 1200  # months


def project_cpv(project: Any) -> tuple[str | None, tuple[str, ...]]:
    """The main code and all codes, main first (BT-262, BT-263)."""
    main = _code(ubl.raw(project, "cac:MainCommodityClassification/cbc:ItemClassificationCode"))
    more = ubl.every_raw(project, "cac:AdditionalCommodityClassification/cbc:ItemClassificationCode")
    codes = dict.fromkeys((main, *map(_code, more)))
    return main, tuple(filter(None, codes))


def _code(raw: str | None) -> str | None:
    """CPV in 8 digits, without the check digit that some senders add."""
    text = (raw or "").strip()
    return text.split("-")[0][:8] or None


def project_places(project: Any) -> tuple[str, ...]:
    """Where the work is done: NUTS codes, else the country (BT-5071, BT-5141).

    The Netherlands alone says nothing of where, to readers in the Netherlands, and is left out.
    """
    places = map(_place, ubl.every(project, "cac:RealizedLocation/cac:Address"))
    return tuple(dict.fromkeys(filter(None, places)))


def _place(address: Any) -> str | None:
    code = ubl.raw(address, "cbc:CountrySubentityCode")
    if code:
        return code
    country = eforms_codes.country2(ubl.raw(address, "cac:Country/cbc:IdentificationCode") or "")
    if country is None or country == nuts.COUNTRY:
        return None
    return _NUTS_COUNTRIES.get(country, country)


def project_value(project: Any) -> Money | None:
    """The estimated value (BT-27), else the most that a framework may cost (BT-271)."""
    total = "cac:RequestedTenderTotal"
    estimated = ubl.money(project, f"{total}/cbc:EstimatedOverallContractAmount")
    return estimated or ubl.money(project, f"{total}/{ubl.EXTENSION}/efbc:FrameworkMaximumAmount")


def duration_months(project: Any) -> int | None:
    """The duration in whole months (BT-36); shorter ones count as one. Nothing for more than a century."""
    measure = ubl.first(project, "cac:PlannedPeriod/cbc:DurationMeasure")
    if measure is None:
        return None
    number = cleaning.amount(measure.text)
    factor = MONTHS.get((measure.get("unitCode") or "").upper())
    if number is None or factor is None or number <= 0:
        return None
    months = max(1, round(number * factor))
    if months <= LONGEST_DURATION:
        return months
    return None


def read_lots(root: Any, languages: tuple[str, ...], states: dict[str, LotState]) -> Iterator[ReadLot]:
    """Lots, then groups of lots, with what the results say of each. Parts of a planning notice count as lots."""
    members = _group_members(root)
    for element in ubl.every(root, "cac:ProcurementProjectLot"):
        identifier = ubl.first(element, "cbc:ID")
        if identifier is None or not identifier.text:
            continue
        lot_id = identifier.text.strip()
        yield _lot(
            element,
            languages,
            id=lot_id,
            state=states.get(lot_id, LotState.OPEN),
            **_grouping(identifier, members),
        )


def _grouping(identifier: Any, members: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """What makes a group of lots of a lot: the scheme of its id (BT-137) is LotsGroup instead of Lot or Part."""
    if identifier.get("schemeName") != "LotsGroup":
        return {}
    return {"kind": GROUP, "members": members.get(identifier.text.strip(), ())}


def _group_members(root: Any) -> dict[str, tuple[str, ...]]:
    """Which lots belong to which group (BT-330, BT-1375)."""
    members = {}
    for group in ubl.every(root, "cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup"):
        name = ubl.raw(group, "cbc:LotsGroupID")
        if name:
            members[name] = tuple(ubl.every_raw(group, "cac:ProcurementProjectLotReference/cbc:ID"))
    return members


def most_lots(root: Any, count: int) -> dict[str, Any]:
    """On how many of these lots one may bid (BT-31), and how many one may win (BT-33); None for all of them."""
    place = "cac:TenderingTerms/cac:LotDistribution/cbc:MaximumLots"
    bid, won = (ubl.whole(root, f"{place}{what}Numeric") for what in ("Submitted", "Awarded"))
    return over_lots.most_lots(bid, won, count)


def _lot(element: Any, languages: tuple[str, ...], **more: Any) -> ReadLot:
    project = ubl.first(element, "cac:ProcurementProject")
    terms = ubl.first(element, "cac:TenderingTerms")
    main, codes = project_cpv(project)
    closing = lot_closing(element)
    additional = "cac:ProcurementAdditionalType/cbc:ProcurementTypeCode"
    strategic = ubl.coded(project, additional, "strategic-procurement")
    return ReadLot(
        title=cleaning.line(ubl.text(project, "cbc:Name", languages)),
        description=ubl.text(project, "cbc:Description", languages),
        cpv=codes,
        main_cpv=main,
        places=project_places(project),
        value=project_value(project),
        **closing_fields(closing),
        reserved=_reserved(terms),
        reserved_execution=_reserved_execution(terms),
        sme_suitable=ubl.flag(project, "cbc:SMESuitableIndicator"),  # BT-726
        duration_months=duration_months(project),
        start=ubl.day(project, "cac:PlannedPeriod/cbc:StartDate"),
        end=ubl.day(project, "cac:PlannedPeriod/cbc:EndDate"),
        validity=_validity(terms),
        buyer_reference=buyer_numbers.read(ubl.raw(project, "cbc:ID")),  # BT-22-Lot
        options=ubl.text(project, "cac:ContractExtension/cbc:OptionsDescription", languages),  # BT-54
        renewals=ubl.whole(project, "cac:ContractExtension/cbc:MaximumNumberNumeric"),  # BT-58
        framework=_framework(element),  # BT-765
        strategic=tuple(code for code in strategic if code != "none"),  # BT-06
        social_objectives=tuple(ubl.coded(project, additional, "social-objective")),  # BT-775
        criteria=tuple(_criteria(terms, languages)),
        **more,
    )


def _framework(element: Any) -> str | None:
    systems = ubl.every_raw(element, "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode")
    for system in systems:
        if system != "none":
            return system
    return None


def lot_closing(element: Any) -> Closing | None:
    """Until when one can hand in a tender, else a request to take part, else an expression of interest.

    In a procedure in two stages the request comes first: before being invited nobody tenders.
    """
    closing, _place = closing_and_place(element)
    return closing


def closing_and_place(element: Any) -> tuple[Closing | None, int | None]:
    """The closing of a lot, and which of `DEADLINES` it was read from."""
    ends = [ubl.period_end(element, path) for path in DEADLINES]
    procedure = ubl.raw(element.getparent(), "cac:TenderingProcess/cbc:ProcedureCode")
    order = (1, 0, 2) if procedure in TWO_STAGES else (0, 1, 2)
    return next(((ends[place], place) for place in order if ends[place]), (None, None))


def tenders_due(root: Any) -> datetime | None:
    """The first day for tenders (BT-131) over the lots whose deadline is that of a request to take part."""
    days = []
    for element in ubl.every(root, "cac:ProcurementProjectLot"):
        end = ubl.period_end(element, DEADLINES[0])
        if end and closing_and_place(element)[1] != 0:
            days.append(end.moment)
    return min(days, default=None)


def _validity(terms: Any) -> Validity | None:
    """BT-98."""
    measure = ubl.first(terms, "cac:TenderValidityPeriod/cbc:DurationMeasure")
    until = ubl.day(terms, "cac:TenderValidityPeriod/cbc:EndDate")
    if measure is None:
        return tender_terms.validity(None, None, until)
    return tender_terms.validity(cleaning.amount(measure.text), measure.get("unitCode"), until)


def unread_days(root: Any) -> Iterator[Doubt]:
    """Closing dates that are no dates, or lie at the edge of the calendar: the lot is read without one."""
    for element in ubl.every(root, "cac:ProcurementProjectLot"):
        for path in DEADLINES:
            day = ubl.raw(element, f"{path}/cbc:EndDate")
            if day and ubl.period_end(element, path) is None:
                yield Doubt("deadline", day[:100], NO_DATE)


def _reserved(terms: Any) -> Reserved | None:
    """BT-71. Older versions of the SDK write it in another branch of the same request."""
    path = "cac:TendererQualificationRequest/cac:SpecificTendererRequirement/cbc:TendererRequirementTypeCode"
    codes = ubl.coded(terms, path, "reserved-procurement")
    return next(filter(None, map(RESERVED.get, codes)), None)


def _reserved_execution(terms: Any) -> bool | None:
    codes = ubl.coded(terms, "cac:ContractExecutionRequirement/cbc:ExecutionRequirementCode", "reserved-execution")
    return {"yes": True, "no": False}.get(next(iter(codes), ""))


# No criterion, but where they stand: who answers it as one would write a chapter about nothing.
ELSEWHERE = re.compile(
    r"\b(?:prijs is niet het enige gunningscriterium|price is not the only award criterion)\b"
    r"|\b(?:enkel|alleen|uitsluitend) vermeld in de (?:aanbestedings|opdracht)documenten\b",
    re.IGNORECASE,
)


def _criteria(terms: Any, languages: tuple[str, ...]) -> Iterator[Criterion]:
    """Award criteria with their weights (BT-539, BT-734, BT-540, BT-541, BT-5421)."""
    path = "cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
    for element in ubl.every(terms, path):
        kind = ubl.raw(element, "cbc:AwardingCriterionTypeCode")
        description = ubl.text(element, "cbc:Description", languages)
        name = cleaning.line(ubl.text(element, "cbc:Name", languages)) or cleaning.line(description) or kind
        if name is None:
            continue
        weight, weight_kind = _weight(element)
        if weight is None and ELSEWHERE.search(name):
            continue
        yield Criterion(kind or "quality", name, description, weight, weight_kind)


def _weight(element: Any) -> tuple[Decimal | None, str | None]:
    for parameter in ubl.every(element, f"{ubl.EXTENSION}/efac:AwardCriterionParameter"):
        code = ubl.first(parameter, "efbc:ParameterCode")
        number = ubl.number(parameter, "efbc:ParameterNumeric")
        if number is None:
            continue
        if code is None:
            return number, "unknown"
        if code.get("listName") in {"number-weight", None}:
            return number, WEIGHTS.get((code.text or "").strip(), "unknown")
    return None, None
