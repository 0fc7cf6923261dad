"""When a plan may speak of the neighbourhood: only where the work lies where the group is. Plain Python."""

import re
from collections.abc import Iterable

# "De wijkverpleegkundige" and "wijkteam" name a task; "onze wijk" and "de buurt" claim that it is ours.
OUR_NEIGHBOURHOOD = re.compile(
    r"\b(?:onze|in de|in deze|uit de|uit deze|uit onze|van de|van deze|van onze|voor de|deze|dezelfde|eigen)\s+(?:wijk|buurt)\b"
    r"|\b(?:wijk|buurt)bewoners\b|\bbuurtgenoten\b|\bom de hoek\b",
    re.IGNORECASE,
)
MUNICIPALITY = re.compile(r"GM\d{4}")


def is_ours(places: Iterable[str], *, buyer: str | None, municipality: str | None, has_own_place: bool = True) -> bool:
    """Whether the work lies in the municipality of the group. What is not known is no.

    `places` are the codes of the work; `buyer` is the code of the authority that asks. A province or a region as place of work says
    nothing: it holds many towns. A municipality that names no town buys for itself.
    """
    if not municipality:
        return False
    towns = set(filter(MUNICIPALITY.fullmatch, places))
    if towns:
        return towns == {municipality}
    return has_own_place and buyer == municipality


def claims(text: str) -> list[str]:
    """The words with which a text says that the work is in the neighbourhood of the group."""
    return list(dict.fromkeys(match.group().casefold() for match in OUR_NEIGHBOURHOOD.finditer(text)))
