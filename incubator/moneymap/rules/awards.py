"""What an award says about money in a year, and whether it stays: plain reckoning over what the notice names."""

from decimal import Decimal

from incubator.core.plain_names import compared
from incubator.core.reference import municipalities
from incubator.formats.values import Money, ReadNotice, ReadOrganisation, Winner
from incubator.moneymap.values import Whereabouts

YEAR = 12  # months


def yearly_cents(cents: int, months: int | None) -> int:
    """The amount of a year: of a contract of more than twelve months its part, a half cent up; of a shorter one all of it."""
    months = longer_months(months)
    if months is None:
        return cents
    # In whole numbers: neither a float nor a setting of Decimal decides about half a cent.
    return (2 * cents * YEAR + months) // (2 * months)


def longer_months(months: int | None) -> int | None:
    """The months of a contract of more than a year; None for a shorter one."""
    return months if months is not None and months > YEAR else None


def cents_of(money: Money | None) -> int | None:
    """The amount in cents; None when it is not in euros, or nothing."""
    if money is None or money.currency != "EUR" or money.amount <= 0:
        return None
    return int((money.amount * 100).to_integral_value(rounding="ROUND_HALF_UP"))


def amount_of(notice: ReadNotice, winner: Winner) -> tuple[int | None, bool]:
    """What a winner gets in cents, and whether that is an amount that several winners share.

    Of a notice with one winner its own amount stands in; an estimate of before the award is no award.
    """
    own = cents_of(winner.value)
    if own is not None:
        return own, False
    awarded = notice.value if notice.value is not None and notice.value.kind == "awarded" else None
    if len(notice.winners) == 1:
        return cents_of(awarded), False
    # Whatever part we gave each of them would look like a fact on the map.
    return None, awarded is not None


def place_of(notice: ReadNotice, winner: Winner) -> str:
    """The town of the winner, as the notice names it; "" when it does not."""
    for organisation in notice.organisations:
        if _is_same(organisation, winner) and organisation.city:
            return organisation.city.strip()
    return ""


def _is_same(organisation: ReadOrganisation, winner: Winner) -> bool:
    if organisation.role not in {"winner", "tenderer"}:
        return False
    return compared(organisation.name) == compared(winner.name) or bool(winner.id and winner.id in organisation.ids)


def whereabouts(place: str, municipality: str) -> Whereabouts:
    """Here when the town lies in this municipality (GM code) and nowhere else of that name; elsewhere when it does not lie in it."""
    if not place:
        return Whereabouts.UNKNOWN
    # By the name of a town: notices name no municipality, and some names occur in several.
    codes = {each.code for each in municipalities.municipalities_of_place(place)}
    if municipality not in codes and codes:
        return Whereabouts.ELSEWHERE
    if codes == {municipality}:
        return Whereabouts.HERE
    return Whereabouts.UNKNOWN


def euros(cents: int) -> Decimal:
    """Cents as euros with two decimals."""
    return Decimal(cents) / 100
