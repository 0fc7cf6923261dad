"""How much each word speaks of each trade, counted in the words of the trades and in the labels of their CPV codes.

A word that many trades share says little; a long unknown word that is one letter off a known word counts as that word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from incubator.core import text
from incubator.core.reference import cpv
from incubator.watch.matching import trade_codes, words
from incubator.watch.matching.lexicon import Lexicon
from incubator.watch.matching.trades import Trade, trades
from incubator.watch.matching.vectors import Matrix, Vector
from incubator.watch.matching.words import NoticeText, Zone

LABELS = 0.2  # what the labels of codes weigh beside the words of a trade
SMOOTHING, LITTLE = 0.01, 0.0003
SHARPNESS = 2.2  # how decidedly the words together choose between trades
NOTHING = 1e-3  # a share for every trade, so that a single word decides little
EACH = 0.3  # a text may be for several trades: what its words say each for itself counts beside what they say together
AGREED = 1.0  # how much an expression of several words adds to what its words tell
OF_ZONE = {Zone.HEAD: 1.0, Zone.TITLE: 0.6, Zone.BODY: 0.3, Zone.LOTS: 0.2}
GENERAL = 0.05  # what a word is worth that every contract has
THINGS, SHORTEST_THING = (
    0.75,
    5,
)  # and a title that names several things is for the trades of each, which add up to more than 1
BETWEEN = re.compile(r"[,;/&+|]| en | and ")
CLAUSE = re.compile(r"[,;:.!?()\n]| en | of ")
CLEARLY = 0.15  # a thing that is for a trade with less than this share is not for it
CLEAR = 0.25  # the share from which a text is said to speak of a trade
SHORTEST_MENDED = 7  # letters of a word before a slip in it is mended


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A row per term, a column per trade. `weights`: log of how much more often this trade has the word than the others.

    `shares`: of which trade the word is by itself; `decided`: how clearly it is of a single trade.
    """

    rows: dict[str, int]
    weights: Matrix
    shares: Matrix
    decided: Vector
    expressions: Lexicon  # of several words
    agreed: Matrix


@cache
def vocabulary() -> Vocabulary:
    """Made at first use, in well under a second."""
    counts: dict[str, Vector] = defaultdict(lambda: np.zeros(len(trades()), np.float32))
    _count_words(counts)
    _count_labels(counts)
    table = np.array(list(counts.values()))
    rows = {term: row for row, term in enumerate(counts)}
    expressions, agreed = _expressions()
    weights, shares = _weighed(table)
    return Vocabulary(rows, weights, shares, shares.max(axis=1) ** 2, expressions, agreed)


def _count_words(counts: dict[str, Vector]) -> None:
    for position, trade in enumerate(trades()):
        for word in trade.words:
            terms = dict.fromkeys(text.terms(word))
            for term in terms:
                counts[term][position] += len(terms) ** -0.5


def _count_labels(counts: dict[str, Vector]) -> None:
    labelled: dict[tuple[str, int], float] = defaultdict(float)
    for code, entry in cpv.codes().items():
        owners = trade_codes.owners(code)
        for term in set(text.terms(entry.nl)):
            for position in owners:
                labelled[term, position] += 1 / len(owners)
    for (term, position), number in labelled.items():
        counts[term][position] += LABELS * number**0.5


def _weighed(table: Matrix) -> tuple[Matrix, Matrix]:
    """Saturating counts as a share of all that the trade says, against the mean of all trades; and each word by itself."""
    saturated = np.log1p(2 * table)
    of_trade = saturated / np.sqrt(saturated.sum(axis=0))
    mean = of_trade.mean(axis=1, keepdims=True)
    weights = np.log((of_trade + SMOOTHING) / (mean + SMOOTHING))
    shares = (of_trade + LITTLE) / (of_trade + LITTLE).sum(axis=1, keepdims=True)
    return weights.astype(np.float32), shares.astype(np.float32)


def _expressions() -> tuple[Lexicon, Matrix]:
    lexicon = Lexicon()
    spoken: dict[int, set[int]] = defaultdict(set)
    for position, trade in enumerate(trades()):
        for keyword in words.keywords(trade.words):
            if len(keyword.terms) > 1 and not keyword.phrase and not keyword.generic:
                spoken[lexicon.add(keyword)].add(position)
    agreed = np.zeros((len(lexicon.keywords), len(trades())), np.float32)
    for number, positions in spoken.items():
        agreed[number, list(positions)] = AGREED / len(positions)
    return lexicon, agreed


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """What a text says of each trade. `evidence`: how much; `shares`: for which trades it is, together 1."""

    evidence: Vector
    shares: Vector


def spoken(notice: NoticeText) -> Spoken:
    """How much a text speaks of each trade, by what its words tell and where they stand."""
    known = vocabulary()
    rows, strengths = _of_terms(known.rows, notice)
    places = np.asarray(strengths, np.float32)
    evidence = places @ known.weights[rows]
    for number, zone in known.expressions.hits(notice):
        evidence = evidence + OF_ZONE[zone] * known.agreed[number]
    # A long text has more words of every trade: it is not surer of its trade for that.
    evidence = evidence / max(1.0, float(places.sum())) ** 0.5
    decided = places * known.decided[rows]
    each = (decided @ known.shares[rows] + NOTHING) / (float(decided.sum()) + NOTHING * len(evidence))
    powers = np.exp(SHARPNESS * (evidence - evidence.max()))
    shares = (1 - EACH) * powers / powers.sum() + EACH * each
    things = list(filter(_names_a_thing, BETWEEN.split(notice.title_text)))
    if len(things) > 1:
        shares = np.maximum(shares, THINGS * _of_things(things))
    return Spoken(evidence.astype(np.float32), shares.astype(np.float32))


def _names_a_thing(part: str) -> bool:
    return len(part.strip()) >= SHORTEST_THING


def _of_things(things: Sequence[str]) -> Vector:
    """For which trades at least one of the things is that a title names."""
    shares = np.zeros(len(trades()), np.float32)
    for thing in things:
        of_thing = of_words(thing)[0]
        np.maximum(shares, of_thing, out=shares, where=of_thing >= CLEARLY)
    return shares


def _of_terms(known: dict[str, int], notice: NoticeText) -> tuple[list[int], list[float]]:
    places: dict[str, float] = {}
    for zone, terms in ((Zone.LOTS, notice.lots), (Zone.BODY, notice.body)):
        places.update(dict.fromkeys(terms & known.keys(), OF_ZONE[zone]))
    for zone, terms in ((Zone.TITLE, notice.title), (Zone.HEAD, notice.head)):
        places.update(dict.fromkeys(filter(None, map(mended, terms)), OF_ZONE[zone]))
    general, rarity = words.generic(), words.rarities()
    strengths = []
    for term, place in places.items():
        telling = GENERAL if term in general else rarity.get(term, 1.0) ** 0.5
        strengths.append(place * telling)
    return [known[term] for term in places], strengths


@lru_cache(maxsize=100_000)
def mended(term: str) -> str | None:
    """The known term that this is, or is one letter off; None for a term that tells of no trade."""
    known = vocabulary().rows
    if term in known:
        return term
    if len(term) < SHORTEST_MENDED or not term.isalpha():
        return None
    slips = _slips()
    for shorter in (term, *_shorter(term)):
        near = slips.get(shorter)
        if near is not None:
            return near
    return None


@cache
def _slips() -> dict[str, str]:
    """Each long term by itself with a letter left out: two terms that share such a form are a slip apart."""
    slips: dict[str, str] = {}
    for term in vocabulary().rows:
        if len(term) >= SHORTEST_MENDED and term.isalpha():
            slips.setdefault(term, term)
            for shorter in _shorter(term):
                slips.setdefault(shorter, term)
    return slips


def _shorter(term: str) -> Iterator[str]:
    for position in range(len(term)):
        yield term[:position] + term[position + 1 :]


@lru_cache(maxsize=50_000)
def of_words(short: str) -> tuple[Vector, float]:
    """For which trades a short text is, as if it were a title, and how decidedly."""
    shares = spoken(words.analyse(short, "", "")).shares
    return shares, float(shares.max())


def of_text(written: str, most: int = 5) -> tuple[Trade, ...]:
    """The trades that a text speaks of, the clearest first: what a profile page proposes."""
    clearest: dict[Trade, float] = {}
    for clause in filter(str.strip, CLAUSE.split(written)):
        shares, _decided = of_words(clause)
        for position in np.flatnonzero(shares >= CLEAR).tolist():
            trade = trades()[position]
            clearest[trade] = max(clearest.get(trade, 0.0), float(shares[position]))
    ordered = sorted(clearest, key=lambda trade: -clearest[trade])
    return tuple(ordered[:most])
