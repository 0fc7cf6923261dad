"""Demand beside what the groups of a neighbourhood can do, by the engine of the watch. It writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.chances.queries import needs, supply
from incubator.chances.queries.supply import GroupOffer
from incubator.chances.values import ENOUGH, FittingGroup, LocalNeed
from incubator.neighbourhood.models import Neighbourhood
from incubator.watch.matching import engine
from incubator.watch.matching.engine import Matcher
from incubator.watch.services import meanings
from incubator.watch.values import MatchableNotice, Profile


@dataclass(frozen=True, slots=True)
class DemandAndOffer:
    """Every need beside every group. `best`: the score and the profile of a pair (need, group), where the work is alike."""

    needs: tuple[LocalNeed, ...]
    offers: tuple[GroupOffer, ...]
    best: dict[tuple[int, int], tuple[float, Profile]]

    def score(self, need: LocalNeed, offer: GroupOffer) -> float:
        """From 0 to 1; 0 where nothing is alike."""
        return self.best.get((need.content.id, offer.group.id), (0.0, None))[0]

    def fitting(self, need: LocalNeed) -> list[GroupOffer]:
        """The groups that could do it, the best first."""
        able = [offer for offer in self.offers if self.score(need, offer) >= ENOUGH]
        return sorted(able, key=lambda offer: -self.score(need, offer))

    def fitting_needs(self, offer: GroupOffer) -> list[LocalNeed]:
        """What a group could do, the best first."""
        able = [need for need in self.needs if self.score(need, offer) >= ENOUGH]
        return sorted(able, key=lambda need: -self.score(need, offer))

    def unmet(self) -> list[LocalNeed]:
        """What no group of the neighbourhood could do."""
        return [need for need in self.needs if not self.fitting(need)]


def demand_and_offer(place: Neighbourhood, *, now: datetime, ending: bool = True) -> DemandAndOffer:
    """What is asked beside who could do it (`ending` as for `needs.of_place`); as many questions to the database however much there is."""
    asked = needs.of_place(place, now=now, ending=ending)
    offers = [_read(offer) for offer in supply.of_place(place)]
    return DemandAndOffer(tuple(asked), tuple(offers), _best(asked, offers, now))


def _read(offer: GroupOffer) -> GroupOffer:
    """With the meaning of its words, where a language model is installed."""
    read = meanings.with_words(dict(enumerate(offer.profiles)))
    return GroupOffer(offer.group, tuple(read.values()))


def _best(
    asked: Sequence[LocalNeed], offers: Sequence[GroupOffer], now: datetime
) -> dict[tuple[int, int], tuple[float, Profile]]:
    owners = list(_owners(offers))
    best: dict[tuple[int, int], tuple[float, Profile]] = {}
    if not owners or not asked:
        return best
    contents: list[MatchableNotice] = [need.content for need in asked]
    ranked = Matcher([profile for _group, profile in owners]).rank(contents, now=now)
    for position, number, score in ranked.rows():
        group, profile = owners[position]
        # A group may watch several kinds of work: the profile that fits best speaks for all of it.
        known = best.get((number, group))
        if known is None or score > known[0]:
            best[number, group] = (score, profile)
    return best


def _owners(offers: Sequence[GroupOffer]) -> Iterator[tuple[int, Profile]]:
    for offer in offers:
        for profile in offer.profiles:
            yield offer.group.id, profile


def beside(compared: DemandAndOffer, need: LocalNeed, *, now: datetime) -> list[FittingGroup]:
    """Every group that can be compared beside a need, with the reasons, the best first. For what a page shows: reasons take time."""
    groups = [explained(compared, need, offer, now=now) for offer in compared.offers if offer.profiles]
    return sorted(groups, key=lambda group: (-group.score, group.name))


def explained(compared: DemandAndOffer, need: LocalNeed, offer: GroupOffer, *, now: datetime) -> FittingGroup:
    """A group beside a need, with the reasons of its best profile."""
    score, profile = compared.best.get((need.content.id, offer.group.id), (0.0, offer.profiles[0]))
    scored = engine.explain(profile, need.content, now=now)
    return FittingGroup(offer.group.id, offer.group.name, score, scored.reasons)
