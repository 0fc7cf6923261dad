"""A profile taken apart once for all notices: its words, those of its trades, its codes."""

from dataclasses import dataclass

from incubator.core import text
from incubator.watch.matching import codes, trades, words
from incubator.watch.matching.trades import Trade
from incubator.watch.matching.words import Wanted
from incubator.watch.values import Profile

FOLLOWS = 0.85  # what a word is worth that the trade says and the profile does not
SERVICES_FROM = 50  # the divisions of the CPV from here on are services


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine needs of a profile. `keywords`: its own; `related`: those of its trades."""

    profile: Profile
    keywords: tuple[Wanted, ...]
    related: tuple[Wanted, ...]
    description: tuple[str, ...]
    exclude: tuple[Wanted, ...]
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
    told = [*profile.keywords, *(other for key in profile.synonyms for other in (key, *profile.synonyms[key]))]
    own = tuple(one for word in dict.fromkeys(told) if (one := words.wanted(word)))
    description = tuple(
        term for term in dict.fromkeys(text.terms(profile.description)) if term not in words.generic() and len(term) > 3
    )
    spoken = frozenset(term for one in own for term in one.terms) | frozenset(text.terms(profile.description))
    belongs = trades.of_profile(spoken, profile.cpv)
    known = profile.cpv or tuple(code for trade in belongs for code in trade.cpv)
    services = [code for code in known if code[:2].isdigit() and int(code[:2]) >= SERVICES_FROM]
    return Prepared(
        profile,
        own,
        _related(own, belongs),
        description,
        tuple(one for word in profile.exclude if (one := words.wanted(word))),
        belongs,
        known,
        1.0 if profile.cpv else FOLLOWS,
        codes.catch_alls(known),
        bool(known) and len(services) == len(known),
    )


def _related(own: tuple[Wanted, ...], belongs: tuple[Trade, ...]) -> tuple[Wanted, ...]:
    known = {one.terms for one in own}
    more = (one.lighter(FOLLOWS) for trade in belongs for one in trade.keywords if one.terms not in known)
    return tuple(dict.fromkeys(more))
