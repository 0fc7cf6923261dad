"""What a trade offers a profile: its daily name, a few words and codes, each to accept or to drop."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from incubator.core import text
from incubator.core.reference import cpv, sectors
from incubator.watch.matching import words

MOST_PROPOSED = 6
MOST_WORDS, MOST_CODES = 10, 12  # of a trade: more than that nobody reads
ALIKE_ENOUGH = 0.4  # a trade is proposed when it comes this near to the trade that the text speaks of most

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class TradeOffer:
    """A trade as the page of a profile offers it. `spoken`: the terms of each word by which a text speaks of it."""

    id: str
    nl: str
    en: str
    sectors: tuple[str, ...]  # of the dossier
    words: tuple[str, ...]
    codes: tuple[str, ...]
    spoken: tuple[Terms, ...]

    def name(self, lang: str = "nl") -> str:
        if lang == "nl":
            return self.nl
        return self.en

    @property
    def items(self) -> tuple[str, ...]:
        """Its words and its codes."""
        return (*self.words, *self.codes)


@cache
def offers() -> dict[str, TradeOffer]:
    """All trades by their id, in the order of the table."""
    return {sector.id: _offer(sector) for sector in sectors.sectors().values()}


def _offer(sector: sectors.Sector) -> TradeOffer:
    return TradeOffer(
        id=sector.id,
        nl=sector.nl,
        en=sector.en,
        sectors=(sector.id,),
        words=sector.keywords[:MOST_WORDS],
        codes=tuple(filter(cpv.known, sector.cpv))[:MOST_CODES],
        spoken=_spoken((sector.nl, *sector.keywords)),
    )


def _spoken(named: Iterable[str]) -> tuple[Terms, ...]:
    """The terms of each word, the parts of a compound apart from the whole; what every contract says is left out."""
    spoken: dict[Terms, None] = {}
    for word in named:
        for terms in (frozenset(text.terms(word)), frozenset(text.query_terms(word))):
            if terms and not terms <= words.generic():
                spoken[terms] = None
    return tuple(spoken)


@cache
def _shared() -> Counter[Terms]:
    """How many trades use each word."""
    shared: Counter[Terms] = Counter()
    for offer in offers().values():
        shared.update(offer.spoken)
    return shared


def proposed(typed: str, most: int = MOST_PROPOSED) -> list[str]:
    """The trades that a text speaks of, the clearest first; a word that many trades use tells less."""
    spoken = frozenset(text.terms(typed))
    if not spoken:
        return []
    clear = {offer.id: _clearness(offer, spoken) for offer in offers().values()}
    least = ALIKE_ENOUGH * max(clear.values())
    named = [trade_id for trade_id, worth in clear.items() if worth > 0 and worth >= least]
    return sorted(named, key=lambda trade_id: -clear[trade_id])[:most]


def _clearness(offer: TradeOffer, spoken: Terms) -> float:
    return sum(1 / _shared()[terms] for terms in offer.spoken if terms <= spoken)


def chosen(trade_ids: Iterable[str]) -> list[TradeOffer]:
    """The trades that exist, in the order in which they were chosen."""
    return list(filter(None, map(offers().get, trade_ids)))


def accepted_words(trade_ids: Iterable[str], dropped: Iterable[str]) -> list[str]:
    """The words of these trades without those that were dropped, each once."""
    return _accepted((offer.words for offer in chosen(trade_ids)), dropped)


def accepted_codes(trade_ids: Iterable[str], dropped: Iterable[str]) -> list[str]:
    """The codes of these trades without those that were dropped, each once."""
    return _accepted((offer.codes for offer in chosen(trade_ids)), dropped)


def _accepted(offered: Iterable[Iterable[str]], dropped: Iterable[str]) -> list[str]:
    accepted: dict[str, None] = {}
    for items in offered:
        accepted |= dict.fromkeys(items)
    for item in dropped:
        accepted.pop(item, None)
    return list(accepted)


def sectors_of(trade_ids: Iterable[str]) -> list[str]:
    """The kinds of work of the dossier that these trades belong to."""
    belongs: dict[str, None] = {}
    for offer in chosen(trade_ids):
        belongs |= dict.fromkeys(offer.sectors)
    return list(belongs)


def of_sectors(sector_ids: Iterable[str]) -> list[str]:
    """The trades of these kinds of work."""
    asked = set(sector_ids)
    return [offer.id for offer in offers().values() if not asked.isdisjoint(offer.sectors)]
