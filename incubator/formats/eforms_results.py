"""What came out of a procurement: winners with amounts, or nobody (section 6 of eForms)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.formats import ubl
from incubator.formats.eforms_parties import Parties
from incubator.formats.values import Money, ReadOrganisation, Winner

RESULT = f"{ubl.EXTENSION}/efac:NoticeResult"


@dataclass(frozen=True, slots=True)
class Results:
    """Winners, total, when the first contract was signed, and whether nobody won any lot."""

    winners: tuple[Winner, ...] = ()
    winner_ids: frozenset[str] = frozenset()
    total: Money | None = None
    signed: date | None = None
    nobody: bool = False


def _id(element: Any, path: str = "cbc:ID") -> str:
    return ubl.raw(element, path) or ""


def read_results(root: Any, parties: Parties) -> Results:
    """Follow lot results to their tenders, tendering parties and organisations."""
    result = ubl.one(root, RESULT)
    if result is None:
        return Results()
    tenders = {_id(tender): tender for tender in ubl.every(result, "efac:LotTender")}
    groups = {
        _id(group): [_id(member) for member in ubl.every(group, "efac:Tenderer")]
        for group in ubl.every(result, "efac:TenderingParty")
    }
    lot_results = list(ubl.every(result, "efac:LotResult"))
    codes = [_id(one, "cbc:TenderResultCode") for one in lot_results]
    winning = _winning_tenders(result, lot_results, codes)
    found: dict[str, Winner] = {}
    organisations: set[str] = set()
    for tender_id, lots in winning.items():
        tender = tenders.get(tender_id)
        members = groups.get(_id(tender, "efac:TenderingParty/cbc:ID"), []) if tender is not None else []
        for position, member in enumerate(members):
            organisation = parties.get(member, "winner")
            if organisation is None:
                continue
            organisations.add(member)
            value = ubl.money(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount", "awarded") if position == 0 else None
            found[member] = _joined(found.get(member), organisation, lots, value)
    dates = [
        day for contract in ubl.every(result, "efac:SettledContract") if (day := ubl.day(contract, "cbc:IssueDate"))
    ]
    return Results(
        tuple(found.values()),
        frozenset(organisations),
        ubl.money(result, "cbc:TotalAmount", "awarded")
        or ubl.money(result, "efbc:OverallMaximumFrameworkContractsAmount", "awarded"),
        min(dates, default=None),
        bool(codes) and all(code == "clos-nw" for code in codes),
    )


def _winning_tenders(result: Any, lot_results: list[Any], codes: list[str]) -> dict[str, tuple[str, ...]]:
    """The tenders that won, with the lots they won: through the contract, else through the lot result.

    A lot result lists every tender it knows of; the settled contract names the one that was chosen.
    """
    contracts = {
        _id(contract): [_id(one) for one in ubl.every(contract, "efac:LotTender")]
        for contract in ubl.every(result, "efac:SettledContract")
    }
    winning: dict[str, tuple[str, ...]] = {}
    for lot_result, code in zip(lot_results, codes, strict=True):
        if code != "selec-w" and (code or ubl.one(lot_result, "efac:SettledContract") is None):
            continue  # modifications and ex-ante notices have no code, but name the contract
        lot = _id(lot_result, "efac:TenderLot/cbc:ID")
        listed = [_id(one) for one in ubl.every(lot_result, "efac:LotTender")]
        signed = [
            tender
            for contract in ubl.every(lot_result, "efac:SettledContract")
            for tender in contracts.get(_id(contract), [])
        ]
        chosen = [one for one in listed if one in signed] or listed if signed else listed
        for tender in chosen:
            winning[tender] = tuple(dict.fromkeys((*winning.get(tender, ()), *([lot] if lot else []))))
    return winning


def _joined(before: Winner | None, who: ReadOrganisation, lots: tuple[str, ...], value: Money | None) -> Winner:
    """One winner over all its lots; amounts in one currency are added up."""
    if before is None:
        return Winner(who.name, who.ids[0] if who.ids else None, lots, value, who.size)
    amount = before.value
    if amount and value and amount.currency == value.currency:
        amount = Money(amount.amount + value.amount, amount.currency, "awarded")
    return Winner(who.name, before.id, tuple(dict.fromkeys((*before.lots, *lots))), amount or value, who.size)
