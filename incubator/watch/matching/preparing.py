"""A profile taken apart once for all notices: its words, its codes, and how much each trade is its work."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import chain, filterfalse
from operator import itemgetter, or_

import numpy as np

from incubator.core.reference import cpv
from incubator.watch.matching import codes, roles, trade_codes, vocabulary, words
from incubator.watch.matching.lexicon import Texts
from incubator.watch.matching.trades import positions, trades
from incubator.watch.matching.vectors import Mask, Matrix, Vector, sums
from incubator.watch.matching.words import Keyword, Zone
from incubator.watch.values import Profile

SYNONYM = 0.9  # what another word for a keyword is worth
SHORTEST = 4  # letters of a word of the description that can tell something
MOST_DESCRIBED = 12  # the most telling words of a description count
WORDS, DESCRIPTION, CODES = 1.0, 0.6, 0.7  # what each part of a profile weighs in telling its trades
AS_MUCH = 0.45  # a trade with this share of the strongest is fully the work of the profile
NOT_AT_ALL = 0.15  # and one with less than this is not
LISTED = 0.3  # a profile with so much of a trade is surely of a trade of the table
UNKNOWN = 0.05  # words of no trade at all are shared by all trades alike, each with less than this
SAME_SECTOR, LOOSE, NEAR = 0.85, 0.6, 0.4  # how much a trade of the same kind of work, or a near one, counts
WITH_WHOM = re.compile(
    r"\b(?:met|voor|door|bij|zodat|waar)\b"
)  # what follows is for whom or with whom, less often the work itself
ASIDE = 0.4
BELONGS = 0.5
# Trades that the table of sectors puts together though few people do both.
AT_ONCE, MOST_WORKS = 5_000, 20_000  # profiles that are taken apart together, and works that are remembered
MOST_KEYWORDS = 50_000  # and words and parts of sentences
LOOSELY = frozenset(
    {
        "tolken",
        "koerier",
        "evenement",
        "nieuwbouw",
        "sloop",
        "reintegratie",
        "schilderwerk",
        "schuldhulp",
        "installaties",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What the engine needs of a profile. `own`: how much each trade is its work, `kin`: near trades included.

    `listed`: whether it is surely of a trade of the table.
    """

    profile: Profile
    keywords: tuple[Keyword, ...]
    described: tuple[Keyword, ...]
    exclude: tuple[Keyword, ...]
    codes: tuple[str, ...]
    wide: frozenset[str]
    own: Vector
    kin: Vector
    roles: int
    listed: bool

    @property
    def says_nothing(self) -> bool:
        return not (self.codes or self.keywords or self.described)


# Its description, keywords, synonyms and codes.
Work = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]


def prepare(profile: Profile) -> Prepared:
    """Take a profile apart."""
    return prepare_all([profile])[0]


def prepare_all(profiles: Sequence[Profile]) -> list[Prepared]:
    """Take profiles apart: together takes far less than one by one, and the same work is taken apart once."""
    prepared = []
    for start in range(0, len(profiles), AT_ONCE):
        portion = profiles[start : start + AT_ONCE]
        for profile, work in zip(portion, _known(list(map(_work, portion))), strict=True):
            exclude = words.keywords(profile.exclude)
            prepared.append(
                Prepared(
                    profile,
                    work.keywords,
                    work.described,
                    exclude,
                    profile.cpv,
                    work.wide,
                    work.own,
                    work.kin,
                    work.roles,
                    work.listed,
                )
            )
    return prepared


@dataclass(frozen=True, slots=True, eq=False)
class WorkOfProfile:
    """What a profile says of its work, taken apart."""

    keywords: tuple[Keyword, ...]
    described: tuple[Keyword, ...]
    wide: frozenset[str]
    own: Vector
    kin: Vector
    roles: int
    listed: bool


_works: dict[Work, WorkOfProfile] = {}  # what was taken apart before


def forget() -> None:
    """Take all apart anew at the next use."""
    _works.clear()


def _work(profile: Profile) -> Work:
    synonyms = tuple((word, *others) for word, others in profile.synonyms.items())
    return profile.description, profile.keywords, synonyms, profile.cpv


def _known(works: Sequence[Work]) -> list[WorkOfProfile]:
    if len(_works) > MOST_WORKS:
        _works.clear()
    unseen = list(dict.fromkeys(filterfalse(_works.__contains__, works)))
    if unseen:
        _works.update(zip(unseen, _taken_apart(unseen), strict=True))
    return list(map(_works.__getitem__, works))


def _taken_apart(works: Sequence[Work]) -> Iterator[WorkOfProfile]:
    every = [_keywords(typed, synonyms) for _description, typed, synonyms, _codes in works]
    own, listed = _own_trades(works, every)
    kin = _with_near(own)
    descriptions = [words.of_terms(work[0]) for work in works]
    named = zip(roles.at_home(own >= BELONGS).tolist(), roles.spoken_by(Texts(descriptions), *Zone), strict=True)
    of_typed = _roles_of(dict.fromkeys(chain.from_iterable(work[1] for work in works)))
    for row, (at_home, described) in enumerate(named):
        _description, typed, _synonyms, cpv_codes = works[row]
        keywords = every[row]
        yield WorkOfProfile(
            keywords,
            _described(descriptions[row].terms or words.of_terms(_labels(keywords, cpv_codes)).terms),
            _wide(cpv_codes),
            own[row],
            kin[row],
            reduce(or_, map(of_typed.__getitem__, typed), at_home | described),
            bool(listed[row]),
        )


@lru_cache(maxsize=MOST_WORKS)
def _wide(cpv_codes: tuple[str, ...]) -> frozenset[str]:
    return codes.catch_alls(cpv_codes)


_known_roles: dict[str, int] = {}  # of keywords that were taken apart before


def _roles_of(typed: Collection[str]) -> dict[str, int]:
    """The roles that each keyword names, as bits; all new ones at once."""
    if len(_known_roles) > MOST_KEYWORDS:
        _known_roles.clear()
    known = dict(zip(typed, map(_known_roles.get, typed), strict=True))
    unseen = [keyword for keyword, bits in known.items() if bits is None]
    texts = Texts([words.analyse(keyword, "", "") for keyword in unseen])
    new = dict(zip(unseen, roles.spoken_by(texts, *Zone), strict=True))
    _known_roles.update(new)
    return {keyword: bits or 0 for keyword, bits in known.items()} | new


def _labels(keywords: tuple[Keyword, ...], cpv_codes: tuple[str, ...]) -> str:
    """A profile of codes alone speaks by their labels."""
    if keywords:
        return ""
    return "; ".join(map(cpv.label, cpv_codes))


def _keywords(typed: tuple[str, ...], synonyms: tuple[tuple[str, ...], ...]) -> tuple[Keyword, ...]:
    own = dict.fromkeys(filter(None, map(_mended, typed)))
    for group in synonyms:
        for position, keyword in enumerate(words.keywords(group)):
            if keyword not in own:
                own[keyword.lighter(1.0 if position == 0 else SYNONYM)] = None
    return tuple(own)


@lru_cache(maxsize=MOST_KEYWORDS)
def _mended(typed: str) -> Keyword | None:
    """A keyword with a slip of the pen counts as the word that was meant."""
    keyword = words.keyword(typed)
    if keyword is None or keyword.phrase:
        return keyword
    terms = tuple(vocabulary.mended(term) or term for term in keyword.terms)
    return Keyword(keyword.text, terms)


def _described(terms: Iterable[str]) -> tuple[Keyword, ...]:
    """The most telling words of a description."""
    telling = sorted(filter(None, map(_telling, terms)))
    return tuple(map(itemgetter(2), telling[:MOST_DESCRIBED]))


@lru_cache(maxsize=MOST_KEYWORDS)
def _telling(term: str) -> tuple[float, str, Keyword] | None:
    """A term that tells something, as a keyword; in the order of these the most telling comes first."""
    if len(term) < SHORTEST or term in words.generic():
        return None
    keyword = Keyword(term, (term,))
    return -keyword.telling, term, keyword


def _own_trades(works: Sequence[Work], keywords: Sequence[Sequence[Keyword]]) -> tuple[Matrix, Mask]:
    """How much each trade is the work of each profile, 1 for its strongest and 0 for what it hardly speaks of; whether any surely is."""
    of_codes = [trade_codes.of_codes(cpv_codes) for _description, _typed, _synonyms, cpv_codes in works]
    total = WORDS * _shares(list(map(_in_full, keywords)))
    total += DESCRIPTION * _shares([list(_clauses(work[0])) for work in works])
    total += CODES * np.array(of_codes, np.float32)
    strongest = total.max(axis=1, keepdims=True)
    own = np.minimum(1, total / np.maximum(AS_MUCH * strongest, 1e-9))
    own[(own < NOT_AT_ALL) | (total < UNKNOWN) | (strongest < UNKNOWN)] = 0
    return np.asarray(own, np.float32), strongest[:, 0] >= LISTED


def _in_full(keywords: Sequence[Keyword]) -> list[tuple[str, float]]:
    return [(keyword.text, 1.0) for keyword in keywords]


def _clauses(description: str) -> Iterator[tuple[str, float]]:
    """The parts of the sentences, each with its weight."""
    return chain.from_iterable(map(_parts, vocabulary.CLAUSE.split(description)))


@lru_cache(maxsize=MOST_KEYWORDS)
def _parts(clause: str) -> tuple[tuple[str, float], ...]:
    """A part of a sentence, and apart from it for whom or with whom that is."""
    if not clause.strip():
        return ()
    work, *aside = WITH_WHOM.split(clause, maxsplit=1)
    return ((work, 1.0), *((part, ASIDE) for part in aside))


def _shares(of_profiles: Sequence[Sequence[tuple[str, float]]]) -> Matrix:
    """The trades of the short texts of each profile together: those that choose decidedly count most."""
    pieces = list(chain.from_iterable(of_profiles))
    if not pieces:
        return np.zeros((len(of_profiles), len(trades())), np.float32)
    known = vocabulary.of_pieces(piece for piece, _weight in pieces)
    numbers = {piece: number for number, piece in enumerate(known)}
    shares = np.array([shares for shares, _decided in known.values()], np.float32)
    decided = np.array([decided for _shares, decided in known.values()], np.float32)
    chosen = np.array([numbers[piece] for piece, _weight in pieces], np.int64)
    weights = (np.array([weight for _piece, weight in pieces], np.float32) * decided[chosen])[:, None]
    lengths = list(map(len, of_profiles))
    together = sums(weights * shares[chosen], lengths) / np.maximum(sums(weights, lengths), 1e-9)
    return np.asarray(together, np.float32)


def _with_near(own: Matrix) -> Matrix:
    """How much each trade counts for a profile, with those that are near its own."""
    kin = np.zeros_like(own)
    for position, near in enumerate(kinship()):
        rows = np.flatnonzero(own[:, position])
        kin[rows] = np.maximum(kin[rows], own[rows, position, None] * near)
    return kin


@cache
def kinship() -> Matrix:
    """How much each trade counts for a profile of another: 1 for itself."""
    near = np.eye(len(trades()), dtype=np.float32)
    for row, trade in enumerate(trades()):
        for other in trade.near:
            near[row, positions()[other]] = NEAR
        for column, other_trade in enumerate(trades()):
            if row != column and set(trade.sectors) & set(other_trade.sectors):
                near[row, column] = LOOSE if LOOSELY & {trade.id, other_trade.id} else SAME_SECTOR
    return near
