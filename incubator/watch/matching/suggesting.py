"""CPV codes for words: so that nobody has to know the codes."""

from functools import cache

from incubator.core import text
from incubator.core.reference import cpv, sectors
from incubator.watch.matching import codes

MOST = 8


def for_words(typed: str, most: int = MOST) -> list[str]:
    """The codes whose label holds all the words, the general ones first; then those of a trade that uses the word."""
    sought = set(text.query_terms(typed)).difference(text.STOP_WORDS)
    if not sought:
        return []
    labelled = [code for code, terms in _labels().items() if terms >= sought]
    labelled.sort(key=_widest_first)
    # Half of the place is for labels, so that a trade with many codes does not push them out.
    suggested = dict.fromkeys((*labelled[: most // 2], *_of_trades(sought), *labelled))
    return list(suggested)[:most]


def _widest_first(code: str) -> tuple[int, str]:
    return -codes.width(code), code


def _of_trades(sought: set[str]) -> list[str]:
    """The codes of the trades that use all these terms in their name or in a single word of theirs."""
    of_trades: list[str] = []
    for sector in sectors.sectors().values():
        if any(sought <= set(text.terms(word)) for word in (sector.nl, *sector.keywords)):
            of_trades.extend(sector.cpv)
    return of_trades


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The terms of each Dutch label, of services and works only: a cooperative does work."""
    labels = {}
    for code, entry in cpv.codes().items():
        if not codes.is_goods(code):
            labels[code] = frozenset(text.terms(entry.nl))
    return labels
