"""What became of an OCDS procurement: its status and that of its lots, closing dates, awards, and what it costs."""

from collections.abc import Iterable, Iterator
from typing import Any

from incubator.formats import amounts, closing, over_lots, texts
from incubator.formats.closing import closing_fields
from incubator.formats.fields import JsonObject, only
from incubator.formats.ocds_parties import size_of
from incubator.formats.ocds_parts import (
    all_places,
    bid_validity,
    buyer_reference,
    codes_of_items,
    criteria,
    money,
    months,
    sme_suitable,
)
from incubator.formats.values import GROUP, LotState, Money, NoticeKind, ReadLot, Winner

ENDED = frozenset({"cancelled", "unsuccessful", "withdrawn"})
PENDING = "pending"
COMPLETE = "complete"
STATES = {**dict.fromkeys(ENDED, LotState.CANCELLED), COMPLETE: LotState.CLOSED}
SPENT = frozenset({NoticeKind.AWARD, NoticeKind.MODIFICATION})
AWARDS_VALUE = "awardsValue"  # our own extension: the total over several awards, which OCDS gives no place
MIDNIGHT = "T00:00:00"


def status(item: JsonObject) -> str:
    return (item.text("status") or "").lower()


def is_cancelled(item: JsonObject) -> bool:
    """Whether the tender as a whole, or every lot of it, ended without a contract."""
    tender = item.child("tender")
    if is_ended(item):
        return True
    lots = _states_of_lots(tender)
    return bool(lots) and lots <= ENDED


def is_ended(item: JsonObject) -> bool:
    """Whether the tender as a whole ended without a contract, by its own status."""
    return status(item.child("tender")) in ENDED


def is_closed(item: JsonObject) -> bool:
    """Whether the tender as a whole, or every lot of it, is complete or ended."""
    tender = item.child("tender")
    if status(tender) == COMPLETE:
        return True
    lots = _states_of_lots(tender)
    return bool(lots) and lots <= {COMPLETE, *ENDED}


def _states_of_lots(tender: JsonObject) -> set[str]:
    return set(map(status, tender.children("lots")))


def awarded(item: JsonObject) -> bool:
    """Whether any award stands: with a supplier or an amount, and not ended."""
    return any(award.has("suppliers") or award.has("value") for award in _standing(item, "awards"))


def nothing_awarded(item: JsonObject) -> bool:
    """Whether there are awards and all of them came to nothing."""
    return item.has("awards") and not item.has("contracts") and not list(_standing(item, "awards"))


def _standing(item: JsonObject, key: str) -> Iterator[JsonObject]:
    for part in item.children(key):
        if status(part) not in ENDED:
            yield part


def _in_force(item: JsonObject, key: str) -> list[JsonObject]:
    """Awards or contracts that hold; the proposed ones (pending) only when nothing else is known."""
    standing = list(_standing(item, key))
    return [part for part in standing if status(part) != PENDING] or standing


def value(item: JsonObject, kind: NoticeKind, lots: Iterable[ReadLot]) -> Money | None:
    """What was awarded when this is about an award, else the estimate, else the sum of the lots, else the budget."""
    spent = _spent(item, kind)
    tender, budget = item.child("tender"), item.child("planning").child("budget")
    estimated = spent or money(tender, "value", "estimated")
    real_lots = [lot for lot in lots if lot.kind != GROUP]
    return estimated or amounts.of_lots(real_lots) or money(budget, "amount", "estimated")


def _spent(item: JsonObject, kind: NoticeKind) -> Money | None:
    """The total over the awards where it is stated, else the contracts that were signed, else the awards.

    A contract that is only proposed says less than an award in force.
    """
    stated = money(item, AWARDS_VALUE, "awarded")
    if stated is not None:
        return stated
    if kind not in SPENT:
        return None
    contracts = _in_force(item, "contracts")
    awards = _in_force(item, "awards")
    order = [contracts, awards]
    if _only_proposed(contracts) and not _only_proposed(awards):
        order.reverse()
    for parts in order:
        total = amounts.total(money(part, "value", "awarded") for part in parts)
        if total is not None:
            return total
    return None


def _only_proposed(parts: list[JsonObject]) -> bool:
    """Whether all of them still wait for a decision or a signature ("pending")."""
    return all(status(part) == PENDING for part in parts)


def winners(item: JsonObject) -> tuple[Winner, ...]:
    """The suppliers of the awards that stand, with what their award is worth."""
    # From 1.1 on a supplier is a reference to one of the parties; in 1.0 it holds everything itself.
    parties = {party.text("id"): party for party in item.children("parties")}
    suppliers = []
    for award in _standing(item, "awards"):
        lots, amount = award.texts("relatedLots"), money(award, "value", "awarded")
        for supplier in award.children("suppliers"):
            party = parties.get(supplier.text("id"), supplier)
            name = supplier.text("name") or party.text("name")
            if name:
                identifier = party.child("identifier").text("id") or supplier.text("id")
                suppliers.append(Winner(name, identifier, lots, amount, size_of(party)))
    return tuple(dict.fromkeys(suppliers))


def lots(item: JsonObject) -> tuple[ReadLot, ...]:
    """Lots (extension), with the codes of the items that belong to them; then groups of lots."""
    tender = item.child("tender")
    states = dict(_states_by_award(item))
    listed = [_lot(lot, position, tender, states) for position, lot in enumerate(tender.children("lots"))]
    return (*listed, *_groups(tender))


def most_lots(tender: JsonObject, lots: Iterable[ReadLot]) -> dict[str, Any]:
    """On how many lots one may bid, and how many one may win (extension "lots"); None for all of them."""
    details = tender.child("lotDetails")
    bid, won = details.whole("maximumLotsBidPerSupplier"), details.whole("maximumLotsAwardedPerSupplier")
    return over_lots.most_lots(bid, won, len([lot for lot in lots if lot.kind != GROUP]))


def _states_by_award(item: JsonObject) -> Iterator[tuple[str, LotState]]:
    """What the awards say of the lots they are about."""
    for award in item.children("awards"):
        if status(award) != PENDING:
            for lot_id in award.texts("relatedLots"):
                yield lot_id, _state_by(award)


def _state_by(award: JsonObject) -> LotState:
    if status(award) in ENDED:
        return LotState.CANCELLED
    return LotState.AWARDED


def _lot(lot: JsonObject, position: int, tender: JsonObject, states: dict[str, LotState]) -> ReadLot:
    lot_id = lot.text("id") or f"LOT-{position + 1:04d}"
    items = [item for item in tender.children("items") if lot_id in _lots_of(item)]
    codes = codes_of_items(items)
    period = lot.child("contractPeriod")
    ends = closes(lot, f"lots[{position}].deadline")
    return ReadLot(
        id=lot_id,
        title=lot.text("title"),
        description=lot.prose("description"),
        cpv=codes,
        main_cpv=only(codes),
        places=all_places((lot, *items)),
        value=money(lot, "value", "estimated"),
        **closing_fields(ends),
        state=STATES.get(status(lot)) or states.get(lot_id, LotState.OPEN),
        sme_suitable=sme_suitable(lot),
        duration_months=months(period),
        start=period.day("startDate"),
        end=period.day("endDate"),
        validity=bid_validity(lot),
        buyer_reference=buyer_reference(lot),
        criteria=criteria(lot),
    )


def _lots_of(item: JsonObject) -> tuple[str, ...]:
    return (*item.texts("relatedLot"), *item.texts("relatedLots"))


def _groups(tender: JsonObject) -> Iterator[ReadLot]:
    """Groups of lots that one may bid for together (extension "lotGroups")."""
    for position, group in enumerate(tender.children("lotGroups")):
        yield ReadLot(
            id=group.text("id") or f"GLO-{position + 1:04d}",
            title=group.text("title"),
            value=money(group, "maximumValue", "estimated"),
            kind=GROUP,
            members=group.texts("relatedLots"),
        )


def closes(part: JsonObject, name: str) -> closing.Closing | None:
    """When a tender or lot closes: for bids, else for an expression of interest.

    OCDS prescribes an hour; who knows only the day writes midnight. That is the day, open until it is over.
    """
    period = part.child("tenderPeriod")
    if period.has("endDate"):
        return _closes(period, "endDate", name)
    return _closes(part, "expressionOfInterestDeadline", name)


def _closes(holder: JsonObject, key: str, name: str) -> closing.Closing | None:
    written = holder.value.get(key)
    if isinstance(written, str) and MIDNIGHT in written.strip().replace(" ", "T", 1):
        read = texts.moment(written, texts.AMSTERDAM)
        day = read and closing.end_of_day(read.date())
        if day:
            holder.doubt(name, written, closing.DAY_ONLY)
            return day
    return holder.closing(key, name)


def deadline(item: JsonObject, read_lots: tuple[ReadLot, ...]) -> closing.Closing | None:
    """The earliest closing date of the lots that nothing ended; where they name none, that of the tender."""
    own = closes(item.child("tender"), "deadline")
    return closing.of_lots(read_lots) or own
