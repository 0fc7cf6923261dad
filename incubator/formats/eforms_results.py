"""What came out of a procurement: winners with amounts, or nobody (section 6 of eForms)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.formats import amounts, ubl
from incubator.formats.eforms_parties import Parties
from incubator.formats.values import LotState, Money, ReadOrganisation, Winner

RESULT = f"{ubl.EXTENSION}/efac:NoticeResult"
CHOSEN, NOBODY, NOT_YET = "selec-w", "clos-nw", "open-nw"  # winner-selection-status, BT-142
STATES = {CHOSEN: LotState.AWARDED, NOBODY: LotState.CANCELLED, NOT_YET: LotState.OPEN}


@dataclass(frozen=True, slots=True)
class EformsResults:
    """Winners, total, when the first contract was signed, and what became of each lot."""

    winners: tuple[Winner, ...] = ()
    winner_ids: frozenset[str] = frozenset()
    total: Money | None = None
    signed: date | None = None
    codes: tuple[str, ...] = ()
    states: tuple[tuple[str, LotState], ...] = ()
    placeholder: Money | None = None  # a total that only adds up amounts of one euro

    @property
    def nobody(self) -> bool:
        """Whether every lot was closed without a winner."""
        return bool(self.codes) and set(self.codes) == {NOBODY}

    @property
    def not_yet(self) -> bool:
        """Whether no lot has a winner, and at least one is still to get one."""
        return NOT_YET in self.codes and not self.winners and CHOSEN not in self.codes


def read_results(root: Any, parties: Parties) -> EformsResults:
    """Follow lot results to their tenders, tendering parties and organisations."""
    result = ubl.first(root, RESULT)
    if result is None:
        return EformsResults()
    lot_results = list(ubl.every(result, "efac:LotResult"))
    codes = [_id(lot_result, "cbc:TenderResultCode") for lot_result in lot_results]
    tenders = {_id(tender): tender for tender in ubl.every(result, "efac:LotTender")}
    winning = _winning_tenders(result, lot_results, codes)
    winners = _winners(winning, tenders, _groups(result), parties)
    # BT-161, else the most that the frameworks may cost (BT-118).
    total = ubl.money(result, "cbc:TotalAmount", "awarded")
    total = total or ubl.money(result, "efbc:OverallMaximumFrameworkContractsAmount", "awarded")
    return EformsResults(
        tuple(winners.values()),
        frozenset(winners),
        total,
        min(_days_signed(result), default=None),
        tuple(codes),
        tuple(_states(lot_results, codes)),
        amounts.added_up_placeholders(total, [_amount(tenders.get(tender_id)) for tender_id in winning]),
    )


def _id(element: Any, path: str = "cbc:ID") -> str:
    return ubl.raw(element, path) or ""


def _amount(tender: Any) -> Money | None:
    # BT-720.
    return ubl.money(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount", "awarded")


def _groups(result: Any) -> dict[str, list[str]]:
    """The organisations of each tendering party, the leading one first."""
    parties = ubl.every(result, "efac:TenderingParty")
    return {_id(party): list(map(_id, ubl.every(party, "efac:Tenderer"))) for party in parties}


def _days_signed(result: Any) -> Iterator[date]:
    for contract in ubl.every(result, "efac:SettledContract"):
        # BT-145.
        if day := ubl.day(contract, "cbc:IssueDate"):
            yield day


def _states(lot_results: list[Any], codes: list[str]) -> Iterator[tuple[str, LotState]]:
    for lot_result, code in zip(lot_results, codes, strict=True):
        if code in STATES:
            yield _id(lot_result, "efac:TenderLot/cbc:ID"), STATES[code]


def _winning_tenders(result: Any, lot_results: list[Any], codes: list[str]) -> dict[str, tuple[str, ...]]:
    """The tenders that won, with the lots they won: through the contract, else through the lot result."""
    contracts = {
        _id(contract): list(map(_id, ubl.every(contract, "efac:LotTender")))
        for contract in ubl.every(result, "efac:SettledContract")
    }
    winning: dict[str, tuple[str, ...]] = {}
    for lot_result, code in zip(lot_results, codes, strict=True):
        if not _has_winner(lot_result, code):
            continue
        lot = _id(lot_result, "efac:TenderLot/cbc:ID")
        for tender in _chosen(lot_result, contracts):
            winning[tender] = _without_repeats((*winning.get(tender, ()), lot))
    return winning


def _has_winner(lot_result: Any, code: str) -> bool:
    """Modifications and ex-ante notices have no code, but name the contract."""
    if code:
        return code == CHOSEN
    return ubl.first(lot_result, "efac:SettledContract") is not None


def _chosen(lot_result: Any, contracts: dict[str, list[str]]) -> list[str]:
    """A lot result lists every tender it knows of; the settled contract names the one that was chosen."""
    listed = list(map(_id, ubl.every(lot_result, "efac:LotTender")))
    signed: set[str] = set()
    for contract in ubl.every(lot_result, "efac:SettledContract"):
        signed.update(contracts.get(_id(contract), []))
    return [tender for tender in listed if tender in signed] or listed


def _without_repeats(lots: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, lots)))


def _winners(
    winning: dict[str, tuple[str, ...]], tenders: dict[str, Any], groups: dict[str, list[str]], parties: Parties
) -> dict[str, Winner]:
    """The winners by their technical id. In a group of firms the amount stands with the leading one."""
    winners: dict[str, Winner] = {}
    for tender_id, lots in winning.items():
        tender = tenders.get(tender_id)
        amount = _amount(tender)
        for member in groups.get(_id(tender, "efac:TenderingParty/cbc:ID"), []):
            organisation = parties.get(member, "winner")
            if organisation is not None:
                winners[member] = _joined(winners.get(member), organisation, lots, amount)
            amount = None
    return winners


def _joined(before: Winner | None, who: ReadOrganisation, lots: tuple[str, ...], value: Money | None) -> Winner:
    """One winner over all its lots; amounts in one currency are added up."""
    if before is None:
        return Winner(who.name, next(iter(who.ids), None), lots, value, who.size)
    amount = amounts.total((before.value, value)) or before.value
    return Winner(who.name, before.id, _without_repeats((*before.lots, *lots)), amount, who.size)
