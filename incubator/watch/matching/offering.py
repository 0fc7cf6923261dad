"""What a trade offers a profile: its daily name, a few words and codes, each to accept or to drop."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from incubator.core import text
from incubator.core.reference import cpv, sectors
from incubator.watch.matching import vocabulary, words
from incubator.watch.matching.agents import with_work
from incubator.watch.matching.preparing import prepare
from incubator.watch.matching.trades import Trade, of_sector, positions, trade, trades
from incubator.watch.values import Profile

MOST_PROPOSED = 6
MOST_WORDS, MOST_CODES = 10, 12  # of a trade: more than that nobody reads
LOOKED_AT = 40  # words of a trade among which those to offer are chosen
CLEARLY_OWN = (
    0.5  # how much of a word must speak of the trade before the trade offers it: "kantoren" is not only cleaned
)
SPEAKS = 0.12  # how much a text must speak of any trade before trades are proposed
CLEARLY = 0.3  # and before a trade is ticked beforehand
ALIKE = 0.2  # a trade is proposed when it comes this near to the trade that the text speaks of most
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class TradeOffer:
    """A trade as the page of a profile offers it."""

    trade: Trade
    words: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Its words and its codes."""
        return (*self.words, *self.codes)


def chosen(trade_ids: Iterable[str]) -> list[TradeOffer]:
    """What the trades that exist offer, in the order in which they were chosen."""
    return list(map(offer, filter(positions().__contains__, trade_ids)))


@cache
def offer(trade_id: str) -> TradeOffer:
    """What a trade offers; made when it is first chosen."""
    offering = trades()[positions()[trade_id]]
    return TradeOffer(offering, tuple(_words(offering)), tuple(_codes(offering)))


def _words(offering: Trade) -> list[str]:
    """Its plainest words that speak of this trade more than of all others together; its name at least."""
    position = positions()[offering.id]
    clear = []
    for word in dict.fromkeys((*offering.everyday, *_of_dossier(offering), *offering.words[:LOOKED_AT])):
        shares, _decidedly = vocabulary.of_words(word)
        if shares[position] >= CLEARLY_OWN:
            clear.append(word)
    return clear[:MOST_WORDS] or [offering.plain]


def _of_dossier(offering: Trade) -> Iterator[str]:
    """The words of its kinds of work in the dossier that are its own: those are chosen with care."""
    own = set(offering.words)
    for sector_id in offering.sectors:
        yield from filter(own.__contains__, sectors.sectors()[sector_id].keywords)


def _codes(offering: Trade) -> list[str]:
    codes = [prefix.ljust(CODE_LENGTH, "0") for prefix in offering.cpv_prefixes]
    return list(filter(cpv.known, dict.fromkeys(codes)))[:MOST_CODES]


def proposed(typed: str, most: int = MOST_PROPOSED) -> list[str]:
    """The trades that a text speaks of, the clearest first; none when it speaks of no trade."""
    typed = with_work(typed)
    shares = vocabulary.spoken(words.analyse(typed, "", ""))
    if not typed.strip() or shares.max() < SPEAKS:
        return []
    likely = np.maximum(prepare(Profile("", description=typed)).own, shares / shares.max())
    order = sorted(np.flatnonzero(likely >= ALIKE).tolist(), key=lambda position: -shares[position])
    return [trades()[position].id for position in order[:most]]


def clearly_named(typed: str) -> list[str]:
    """The trade that a text is so clearly about that nobody has to be asked; none or one."""
    shares = vocabulary.spoken(words.analyse(with_work(typed), "", ""))
    if shares.max() < CLEARLY:
        return []
    return [trades()[int(shares.argmax())].id]


def accepted_words(trade_ids: Iterable[str], dropped: Iterable[str]) -> list[str]:
    """The words of these trades without those that were dropped, each once."""
    return _accepted((offer.words for offer in chosen(trade_ids)), dropped)


def accepted_codes(trade_ids: Iterable[str], dropped: Iterable[str]) -> list[str]:
    """The codes of these trades without those that were dropped, each once."""
    return _accepted((offer.codes for offer in chosen(trade_ids)), dropped)


def _accepted(offered: Iterable[Iterable[str]], dropped: Iterable[str]) -> list[str]:
    accepted = dict.fromkeys(chain.from_iterable(offered))
    for item in dropped:
        accepted.pop(item, None)
    return list(accepted)


def sectors_of(trade_ids: Iterable[str]) -> list[str]:
    """The kinds of work of the dossier that these trades belong to."""
    belongs: dict[str, None] = {}
    for known in filter(None, map(trade, trade_ids)):
        belongs |= dict.fromkeys(known.sectors)
    return list(belongs)


def of_sectors(sector_ids: Iterable[str]) -> list[str]:
    """The trades of these kinds of work."""
    belonging = chain.from_iterable(map(of_sector, sector_ids))
    return list(dict.fromkeys(known.id for known in belonging))


@cache
def ways_of_saying(trade_id: str) -> Sequence[tuple[str, ...]]:
    """The terms of each word by which a text speaks of a trade, what every contract says left out."""
    ways: dict[tuple[str, ...], None] = {}
    for word in trades()[positions()[trade_id]].words:
        terms = tuple(text.query_terms(word))
        if terms and not words.generic().issuperset(terms):
            ways[terms] = None
    return tuple(ways)
