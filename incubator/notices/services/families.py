"""Families: all publications of one procurement, joined by the names they share and never by title alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from incubator.core import text
from incubator.core.db import db
from incubator.core.reference import cpv
from incubator.formats.merging import family_names
from incubator.formats.values import PUBLICATION_SCHEMES, ReadNotice, Scheme
from incubator.notices.models import Family, FamilyIdentity, Notice, Organisation
from incubator.notices.services.columns import table
from incubator.notices.services.joining import join_families
from incubator.notices.services.organisations import normalised

Key = tuple[str, str]
SHORTEST_WORD = 4
AT_ONCE = 500  # values in one statement


def known(names: Iterable[Key]) -> dict[Key, int]:
    """Which of these names are known, and the family each belongs to."""
    by_scheme: dict[str, set[str]] = {}
    for scheme, value in names:
        by_scheme.setdefault(scheme, set()).add(value)
    families: dict[Key, int] = {}
    for scheme, values in by_scheme.items():
        families |= _known_in(scheme, sorted(values))
    return families


def _known_in(scheme: str, values: list[str]) -> dict[Key, int]:
    families: dict[Key, int] = {}
    for start in range(0, len(values), AT_ONCE):
        statement = select(FamilyIdentity.value, FamilyIdentity.family_id).where(
            FamilyIdentity.scheme == Scheme(scheme), FamilyIdentity.value.in_(values[start : start + AT_ONCE])
        )
        for value, family_id in db.session.execute(statement):
            families[(scheme, value)] = family_id
    return families


def keys(notice: ReadNotice) -> tuple[Key, ...]:
    """The names of the procurement as the table keeps them."""
    return tuple((name.scheme.value, name.id) for name in family_names(notice))


@dataclass(slots=True)
class Facts:
    """What tells two procurements apart when somebody used one number for both: who buys, which work, which words."""

    buyers: set[str] = field(default_factory=set)
    divisions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, buyer: str | None, codes: Iterable[str], title: str) -> None:
        if buyer:
            self.buyers.add(normalised(buyer))
        self.divisions.update(map(cpv.division, codes))
        for word in text.words(title):
            if len(word) >= SHORTEST_WORD:
                self.words.add(word)

    def together(self, other: "Facts") -> "Facts":
        return Facts(self.buyers | other.buyers, self.divisions | other.divisions, self.words | other.words)

    def strange_to(self, other: "Facts", name: Key) -> bool:
        """Whether a name that both go by says nothing, because all else differs: the buyer, the words, and the work.

        Through the number of a publication one refers to the other. National numbers look like those of TED (4944-2024): then
        another buyer and other words are enough, for the same kind of work is common.
        """
        pairs = [(self.buyers, other.buyers), (self.words, other.words)]
        if Scheme(name[0]) not in PUBLICATION_SCHEMES:
            pairs.append((self.divisions, other.divisions))
        # Where one of the two does not say who buys, or for what, nothing differs as far as we know: the name counts.
        return all(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in pairs)


def facts_of(notice: ReadNotice) -> Facts:
    """What a publication adds to the facts of its procurement."""
    facts = Facts()
    buyer = notice.buyer.name if notice.buyer else None
    facts.add(buyer, notice.cpv, notice.title)
    return facts


def stored_facts(family_ids: Iterable[int]) -> dict[int, Facts]:
    """What is stored of these families."""
    facts: dict[int, Facts] = {}
    ordered = sorted(set(family_ids))
    for start in range(0, len(ordered), AT_ONCE):
        statement = (
            select(Notice.family_id, Organisation.name, Notice.cpv, Notice.title)
            .join(Notice.buyer, isouter=True)
            .where(Notice.family_id.in_(ordered[start : start + AT_ONCE]))
        )
        for family_id, buyer, codes, title in db.session.execute(statement):
            facts.setdefault(family_id, Facts()).add(buyer, codes, title)
    return facts


class Joiner:
    """Finds the family of each notice of a batch; makes new ones, and joins two that turn out to be one.

    A name of a procurement joins no two publications that differ in everything: somebody used one number twice.
    """

    def __init__(self, notices: Iterable[ReadNotice], *, now: datetime) -> None:
        self.now = now
        names: set[Key] = set()
        for notice in notices:
            names.update(keys(notice))
        self.index = known(names)
        self.stored = set(self.index)
        self.facts = stored_facts(self.index.values())
        self.replaced: dict[int, int] = {}

    def assign(self, notices: list[ReadNotice], current: list[int | None]) -> list[int]:
        """The family id of each notice; `current` holds the family of those that are stored already."""
        placed = [self._place(notice, family_id) for notice, family_id in zip(notices, current, strict=True)]
        # New families first: what is joined and what is named must have its number by then.
        self._make_new()
        self._join()
        self._store_names()
        return list(map(self._final, placed))

    def _place(self, notice: ReadNotice, family_id: int | None) -> int:
        names, facts = keys(notice), facts_of(notice)
        fitting = self._fitting(names, facts)
        if family_id is not None:
            fitting.add(self._final(family_id))
        chosen = self._oldest(fitting)
        for other in fitting:
            if other != chosen:
                self.replaced[other] = chosen
            if other in self.facts:
                facts = facts.together(self.facts[other])
        self.facts[chosen] = facts
        for name in names:
            if name not in self.index or self._final(self.index[name]) == chosen:
                self.index[name] = chosen
        return chosen

    def _fitting(self, names: tuple[Key, ...], facts: Facts) -> set[int]:
        """The families that go by one of these names and are not of strangers."""
        fitting = set()
        for name in names:
            if name not in self.index:
                continue
            family_id = self._final(self.index[name])
            known_facts = self.facts.get(family_id)
            if known_facts is None or not known_facts.strange_to(facts, name):
                fitting.add(family_id)
        return fitting

    def _oldest(self, family_ids: set[int]) -> int:
        """Stored families have positive numbers; those still to be made negative ones."""
        if not family_ids:
            return -(len(self.index) + len(self.facts) + 1)
        # The oldest stored one keeps its address; of those still to be made -1 was there before -2.
        highest = max(family_ids)
        if highest < 0:
            return highest
        return min(family_id for family_id in family_ids if family_id > 0)

    def _final(self, family_id: int) -> int:
        while family_id in self.replaced:
            family_id = self.replaced[family_id]
        return family_id

    def _make_new(self) -> None:
        finals = set(map(self._final, self.facts))
        fresh = sorted(family_id for family_id in finals if family_id < 0)
        if fresh:
            rows = [{"created_at": self.now}] * len(fresh)
            made = db.session.scalars(insert(table(Family)).returning(Family.id, sort_by_parameter_order=True), rows)
            self.replaced |= dict(zip(fresh, made, strict=True))

    def _join(self) -> None:
        for loser in list(self.replaced):
            # What was replaced before it was made is nowhere in the database.
            if loser > 0:
                join_families(loser, self._final(loser))

    def _store_names(self) -> None:
        rows = []
        for name, family_id in self.index.items():
            if name not in self.stored:
                scheme, value = name
                rows.append({"scheme": Scheme(scheme), "value": value, "family_id": self._final(family_id)})
        if rows:
            db.session.execute(insert(table(FamilyIdentity)), rows)
