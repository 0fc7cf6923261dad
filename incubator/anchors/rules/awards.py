"""What award notices of an anchor show: who won, whether they are local, and whether they are small."""

from collections.abc import Iterable
from datetime import date

from incubator.anchors.values.purchases import AwardedPart, Bought, SpendAnswer, SpendArea
from incubator.core.plain_names import compared
from incubator.formats.values import ReadNotice
from incubator.moneymap.rules.awards import amount_of, place_of, whereabouts
from incubator.moneymap.values import Whereabouts

LOCAL = {
    Whereabouts.HERE: SpendAnswer.YES,
    Whereabouts.ELSEWHERE: SpendAnswer.NO,
    Whereabouts.UNKNOWN: SpendAnswer.UNKNOWN,
}
AREAS = {
    SpendAnswer.YES: SpendArea.MUNICIPALITY,
    SpendAnswer.NO: SpendArea.BEYOND,
    SpendAnswer.UNKNOWN: SpendArea.UNKNOWN,
}
SMALL = dict.fromkeys(("micro", "small", "medium", "sme"), SpendAnswer.YES) | {"large": SpendAnswer.NO}


def parts_of(
    notice_id: int, title: str, published: date | None, content: ReadNotice, municipality: str
) -> tuple[AwardedPart, ...]:
    """Each winner of a notice; the size is as the notice names it (BT-165 of eForms), else unknown."""
    parts = []
    for winner in content.winners:
        cents, _shared = amount_of(content, winner)
        town = place_of(content, winner)
        local = LOCAL[whereabouts(town, municipality)]
        small = SMALL.get((winner.size or "").casefold(), SpendAnswer.UNKNOWN)
        parts.append(AwardedPart(notice_id, title, published, winner.name, town, local, small, cents))
    return tuple(parts)


def as_bought(parts: Iterable[AwardedPart]) -> list[Bought]:
    """The parts with an amount, as sums need them. A notice says nothing of being social."""
    bought = []
    for part in parts:
        # Where several winners share a sum none has an amount of its own: to divide it would be to invent.
        if part.cents is not None:
            unknown = SpendAnswer.UNKNOWN
            bought.append(
                Bought(compared(part.winner), part.cents, "", "", AREAS[part.local], True, part.small, unknown)
            )
    return bought
