"""CPV codes for words: so that nobody has to know the codes."""

from functools import cache

from incubator.core import text
from incubator.core.reference import cpv, sectors
from incubator.watch.matching import codes

MOST = 8


def for_words(said: str, most: int = MOST) -> list[str]:
    """The codes whose label holds all the words, the general ones first; then those of a trade that uses the word."""
    wanted = [term for term in text.query_terms(said) if term not in text.STOP_WORDS]
    if not wanted:
        return []
    labelled = [code for code, terms in _labels().items() if all(term in terms for term in wanted)]
    labelled.sort(key=lambda code: (-codes.width(code), code))
    traded = [
        code
        for sector in sectors.sectors().values()
        if any(set(wanted) <= set(text.terms(word)) for word in (sector.nl, *sector.keywords))
        for code in sector.cpv
    ]
    return list(dict.fromkeys((*labelled[: most // 2], *traded, *labelled)))[:most]


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The terms of each Dutch label, of services and works only: a cooperative does work."""
    return {code: frozenset(text.terms(one.nl)) for code, one in cpv.codes().items() if code >= "45"}
