"""A profile taken apart once for all notices: its words, those of its trades, its codes."""

from dataclasses import dataclass
from itertools import chain

from incubator.core import text
from incubator.watch.matching import codes, trades, words
from incubator.watch.matching.trades import Trade
from incubator.watch.matching.words import Keyword
from incubator.watch.values import Profile

FOLLOWS = 0.85  # what a word is worth that the trade uses and the profile does not
SHORTEST = 4  # letters of a word of the description that can tell something


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine needs of a profile. `keywords`: its own; `related`: those of its trades."""

    profile: Profile
    keywords: tuple[Keyword, ...]
    related: tuple[Keyword, ...]
    description: tuple[str, ...]
    exclude: tuple[Keyword, ...]
    trades: tuple[Trade, ...]
    codes: tuple[str, ...]  # its own, or else those of its trades
    codes_weigh: float
    wide: frozenset[str]
    service_only: bool

    @property
    def says_nothing(self) -> bool:
        return not (self.profile.cpv or self.keywords or self.description)


def prepare(profile: Profile) -> Prepared:
    """Take a profile apart."""
    keywords = words.keywords(_own_words(profile))
    belongs = trades.of_profile(_spoken(profile, keywords), profile.cpv)
    known_codes, weight = _codes(profile, belongs)
    return Prepared(
        profile=profile,
        keywords=keywords,
        related=_related(keywords, belongs, profile.dropped),
        description=_description(profile),
        exclude=words.keywords(profile.exclude),
        trades=belongs,
        codes=known_codes,
        codes_weigh=weight,
        wide=codes.catch_alls(known_codes),
        service_only=bool(known_codes) and all(map(codes.is_service, known_codes)),
    )


def _own_words(profile: Profile) -> list[str]:
    """Its keywords, then each keyword that has synonyms and those synonyms."""
    own = list(profile.keywords)
    for word, synonyms in profile.synonyms.items():
        own += [word, *synonyms]
    return own


def _spoken(profile: Profile, keywords: tuple[Keyword, ...]) -> frozenset[str]:
    """All terms that a profile uses itself."""
    spoken = set(text.terms(profile.description))
    for keyword in keywords:
        spoken.update(keyword.terms)
    return frozenset(spoken)


def _description(profile: Profile) -> tuple[str, ...]:
    """The terms of the description that tell something of the work, each once."""
    terms = dict.fromkeys(text.terms(profile.description))
    return tuple(term for term in terms if len(term) >= SHORTEST and term not in words.generic())


def _codes(profile: Profile, belongs: tuple[Trade, ...]) -> tuple[tuple[str, ...], float]:
    """Its codes and how much they weigh; without codes of its own those of its trades, which weigh a little less."""
    if profile.cpv:
        return profile.cpv, 1.0
    return tuple(chain.from_iterable(trade.cpv for trade in belongs)), FOLLOWS


def _related(own: tuple[Keyword, ...], belongs: tuple[Trade, ...], dropped: tuple[str, ...]) -> tuple[Keyword, ...]:
    known = {keyword.terms for keyword in (*own, *words.keywords(dropped))}
    related: dict[Keyword, None] = {}
    for trade in belongs:
        for keyword in trade.keywords:
            if keyword.terms not in known:
                related[keyword.lighter(FOLLOWS)] = None
    return tuple(related)
