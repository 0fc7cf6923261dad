"""How near the work of a bid is to a group: in place, and in kind."""

from collections.abc import Sequence

from incubator.bids.models import Bid
from incubator.core.reference import nuts, places, sectors

MOST_NAMES = 3


def of_places(own: object, bid: Bid) -> tuple[bool | None, str]:
    """Whether a place of the work lies where the group works, and what the places are called.

    As on the page of the notice: without a place of its own a notice has that of its buyer. What is not known is None.
    """
    narrow = _places_of(bid)
    if not narrow:
        return None, _as_typed(bid)
    names = ", ".join(map(nuts.label, narrow[:MOST_NAMES]))
    if not isinstance(own, list) or not own:
        return None, names
    for code in filter(None, map(_code_of, own)):
        if any(nuts.overlaps(code, place) for place in narrow):
            return True, names
    return False, names


def is_other_work(own: object, codes: Sequence[str], title: str) -> bool:
    """Whether the work is of other sectors than those of the group; only when both are known."""
    if not isinstance(own, list) or not own:
        return False
    asked: set[str] = set()
    for code in codes:
        asked.update(sector.id for sector in sectors.sectors_of(code))
    if not codes:
        asked = _spoken_of(title)
    return bool(asked) and asked.isdisjoint(own)


def _spoken_of(title: str) -> set[str]:
    """A client who asks a group itself gives no codes: then the title has to tell."""
    plain = title.casefold()
    spoken: set[str] = set()
    for sector in sectors.sectors().values():
        if any(keyword.casefold() in plain for keyword in sector.keywords):
            spoken.add(sector.id)
    return spoken


def _places_of(bid: Bid) -> list[str]:
    content = bid.work.content
    named = list(content.places)
    for lot in content.real_lots:
        named.extend(lot.places)
    typed = _code_of(_as_typed(bid))
    if typed is not None:
        named.append(typed)
    return [place for place in dict.fromkeys(named) if not nuts.is_whole_country(place)]


def _as_typed(bid: Bid) -> str:
    """Where the work is in the words of who entered it."""
    return "" if bid.request is None else bid.request.place or ""


def _code_of(place: object) -> str | None:
    return places.place_code(str(place))
