"""Where each value of an eForms notice was read: the ids of the fields in the regulation (EU) 2019/1780 and its SDK."""

from typing import Any

from incubator.formats import ubl
from incubator.formats.merging import known, places_of_known
from incubator.formats.values import ReadNotice

FIELDS = {
    "identities": "BT-701-notice, BT-757-notice, BT-04-notice, OPP-010-notice", "kind": "BT-02-notice, OPP-070-notice, BT-142-LotResult",
    "language": "BT-702(a)-notice", "other_languages": "BT-21-Procedure, BT-24-Procedure", "corrects": "BT-758-notice",
    "cancels": "BT-140-notice, BT-142-LotResult",
    "goes_on": "BT-142-LotResult", "buyer": "OPT-300-Procedure-Buyer", "organisations": "OPT-200-Organization-Company",
    "procedure": "BT-105-Procedure", "legal_regime": "BT-01-notice, OPP-070-notice", "dispatched": "BT-05(a)-notice",
    "reserved": "BT-71-Lot", "reserved_execution": "BT-736-Lot", "sme_suitable": "BT-726-Lot", "lots": "BT-137-Lot",
    "winners": "OPT-320-LotResult, OPT-310-Tender, BT-720-Tender", "criteria": "BT-539-Lot, BT-540-Lot, BT-541-Lot-WeightNumber",
    "changes": "BT-141(a)-notice, BT-762-notice", "withheld": "BT-195",
    "related_ids": "OPP-090-Procedure, BT-125(i)-Lot", "notice_type": "BT-02-notice",
    "signed": "BT-145-Contract", "buyer_reference": "BT-22-Procedure, BT-22-Lot",
    "most_lots_bid": "BT-31-Procedure", "most_lots_won": "BT-33-Procedure",
    "subtype": "OPP-070-notice", "url": "OPP-010-notice", "documents_url": "BT-15-Lot", "submission_url": "BT-18-Lot",
}  # fmt: skip
OF_LOTS = {
    "validity": "BT-98-Lot",
    "tenders_due": "BT-131(d)-Lot",
    "duration_months": "BT-36-Lot",
    "contract_start": "BT-536-Lot",
    "contract_end": "BT-537-Lot",
}
DEADLINES = ("BT-131(d)-Lot", "BT-1311(d)-Lot", "BT-630(d)-Lot")
_TOTAL = "cac:RequestedTenderTotal"


def sources(notice: ReadNotice, root: Any, project: Any, deadline_path: int | None) -> dict[str, str]:
    """The fields behind what is known of this notice; nothing for what it does not say."""
    places = places_of_known(notice, FIELDS)
    places |= _of_procedure_or_lot(notice, project)
    if notice.published:
        publication = ubl.raw(root, f"{ubl.EXTENSION}/efac:Publication/efbc:PublicationDate")
        places["published"] = "OPP-012-notice" if publication else "BT-05(a)-notice"
    if notice.deadline and deadline_path is not None:
        places["deadline"] = DEADLINES[deadline_path]
    if notice.value:
        places["value"] = _value(notice, project)
    if notice.contract_end_derived:
        places["contract_end"] = f"{places.get('contract_start', 'BT-145-Contract')} + BT-36-Lot"
    return places


def _of_procedure_or_lot(notice: ReadNotice, project: Any) -> dict[str, str]:
    """Fields that the procedure may leave to its lots."""
    both = {
        "title": ("BT-21", "cbc:Name"),
        "description": ("BT-24", "cbc:Description"),
        "nature": ("BT-23", "cbc:ProcurementTypeCode"),
        "main_cpv": ("BT-262", "cac:MainCommodityClassification"),
        "cpv": ("BT-262, BT-263", "cac:MainCommodityClassification"),
        "places": ("BT-5071", "cac:RealizedLocation"),
    }
    places = {}
    for name, (fields, path) in both.items():
        if known(getattr(notice, name)):
            level = "Procedure" if ubl.first(project, path) is not None else "Lot"
            places[name] = ", ".join(f"{field}-{level}" for field in fields.split(", "))
    return places | places_of_known(notice, OF_LOTS)


def _value(notice: ReadNotice, project: Any) -> str:
    if notice.value and notice.value.kind == "awarded":
        return "BT-161-NoticeResult, BT-118-NoticeResult, BT-720-Tender"
    if ubl.first(project, f"{_TOTAL}/cbc:EstimatedOverallContractAmount") is not None:
        return "BT-27-Procedure"
    if ubl.first(project, _TOTAL) is not None:
        return "BT-271-Procedure"
    return "BT-27-Lot, BT-271-Lot"
