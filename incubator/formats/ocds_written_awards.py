"""What became of a procurement, as the `awards` and `contracts` of an OCDS release."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from incubator.formats import amounts
from incubator.formats.ocds_written import begin_of, filled, value
from incubator.formats.ocds_written_parties import WrittenParties
from incubator.formats.values import LotState, Money, NoticeKind, ReadNotice, Winner

OCDS = "ocds"
ACTIVE, PENDING = "active", "pending"  # awardStatus.csv, a closed list of OCDS 1.1.5


@dataclass(frozen=True, slots=True)
class WrittenAward:
    """Lots that went to the same suppliers for one amount."""

    lots: tuple[str, ...]
    money: Money | None
    winners: tuple[Winner, ...] = ()


def awards(notice: ReadNotice, parties: WrittenParties, local: str) -> list[dict[str, Any]]:
    """The awards of the notice. Their ids begin with the notice: another notice of the procurement tells of other awards."""
    # An announcement before a direct award (Aw 2012 art. 4.16(1)): nothing is awarded while others can still object.
    status = PENDING if notice.kind is NoticeKind.EX_ANTE else ACTIVE
    written = []
    for number, award in enumerate(_awards_of(notice), start=1):
        written.append(
            filled(
                id=f"{local}-{number}",
                status=status,
                value=value(award.money),
                suppliers=[parties.supplier(winner) for winner in award.winners],
                relatedLots=list(award.lots),
            )
        )
    return written


def contracts(notice: ReadNotice, written: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contract that was signed, or that is worth something else than its award.

    Of several awards the notice does not say of which it is the contract: then none.
    """
    if len(written) != 1:
        return []
    (award,) = written
    signed = begin_of(notice.signed)
    worth = value(_of_contract(notice, award))
    if signed is None and worth is None:
        return []
    return [filled(id=award["id"], awardID=award["id"], value=worth, dateSigned=signed)]


def awards_value(notice: ReadNotice, signed: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The total over the awards, where they and the contract do not add up to it: several winners that share an amount.

    None where it follows from them.
    """
    total, listed = _awarded(notice), _awards_of(notice)
    # Who only cancels awarded nothing; and what a contract is worth was written as the total already.
    if total is None or not listed or any("value" in contract for contract in signed):
        return None
    return value(total) if _sum_of(listed) != total else None


def _of_contract(notice: ReadNotice, award: dict[str, Any]) -> Money | None:
    """What a release of OCDS awarded in all, where that is not what its award is worth: then a contract said so."""
    total = _awarded(notice)
    if notice.format != OCDS or total is None or award.get("value") in (None, value(total)):
        return None
    return total


def _awards_of(notice: ReadNotice) -> list[WrittenAward]:
    listed = _divided(notice)
    listed += _without_winner(notice, listed)
    total = _awarded(notice)
    if total is None:
        return listed
    if not listed and notice.kind is not NoticeKind.CANCELLATION:
        return [WrittenAward((), total)]
    if len(listed) == 1 and listed[0].money is None:
        return [WrittenAward(listed[0].lots, total, listed[0].winners)]
    # No award may get what the notice does not give it: a total over several is written apart (`awards_value`).
    return listed


def _awarded(notice: ReadNotice) -> Money | None:
    if notice.value is None or notice.value.kind != "awarded":
        return None
    return notice.value


def _divided(notice: ReadNotice) -> list[WrittenAward]:
    """Winners of the same lots for the same amount did it together, unless the total says that each got that amount."""
    apart = [WrittenAward(winner.lots, winner.value, (winner,)) for winner in notice.winners]
    together: dict[tuple[tuple[str, ...], Money | None], list[Winner]] = {}
    for winner in notice.winners:
        together.setdefault((winner.lots, winner.value), []).append(winner)
    joined = [WrittenAward(lots, money, tuple(winners)) for (lots, money), winners in together.items()]
    total = _awarded(notice)
    if total is not None and _sum_of(joined) != total and _sum_of(apart) == total:
        return apart
    return joined


def _sum_of(listed: list[WrittenAward]) -> Money | None:
    return amounts.total(award.money for award in listed)


def _without_winner(notice: ReadNotice, listed: list[WrittenAward]) -> Iterator[WrittenAward]:
    """Lots that were awarded, and the notice does not say to whom."""
    told_of = {lot for award in listed for lot in award.lots}
    for lot in notice.real_lots:
        if lot.state is LotState.AWARDED and lot.id not in told_of:
            yield WrittenAward((lot.id,), None)
