"""Families: all publications of one procurement, joined by the names they share and never by title alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from incubator.core import text
from incubator.core.db import Base, db
from incubator.formats.merging import family_names
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices.models import Family, FamilyIdentity, Notice, Organisation
from incubator.notices.services.columns import table
from incubator.notices.services.organisations import normalised

Key = tuple[str, str]
SHORTEST_WORD = 4


def known(names: Iterable[Key]) -> dict[Key, int]:
    """Which of these names are known, and the family each belongs to."""
    by_scheme: dict[str, set[str]] = {}
    for scheme, value in names:
        by_scheme.setdefault(scheme, set()).add(value)
    found: dict[Key, int] = {}
    for scheme, values in by_scheme.items():
        wanted = sorted(values)
        for start in range(0, len(wanted), 500):
            statement = select(FamilyIdentity.value, FamilyIdentity.family_id).where(
                FamilyIdentity.scheme == Scheme(scheme), FamilyIdentity.value.in_(wanted[start : start + 500])
            )
            found |= {(scheme, value): family for value, family in db.session.execute(statement)}
    return found


def keys(notice: ReadNotice) -> tuple[Key, ...]:
    """The names of the procurement as the table keeps them."""
    return tuple((one.scheme.value, one.id) for one in family_names(notice))


@dataclass(slots=True)
class Facts:
    """What tells two procurements apart when somebody used one number for both: who buys, which work, which words."""

    buyers: set[str] = field(default_factory=set)
    divisions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, buyer: str | None, cpv: Iterable[str], title: str) -> None:
        self.buyers |= {normalised(buyer)} if buyer else set()
        self.divisions |= {code[:2] for code in cpv}
        self.words |= {word for word in text.words(title) if len(word) >= SHORTEST_WORD}

    def strange_to(self, other: "Facts") -> bool:
        """Whether everything differs: the buyer, the work and every word of the title."""
        pairs = ((self.buyers, other.buyers), (self.divisions, other.divisions), (self.words, other.words))
        return all(mine and theirs and not mine & theirs for mine, theirs in pairs)


def facts_of(notice: ReadNotice) -> Facts:
    found = Facts()
    found.add(notice.buyer.name if notice.buyer else None, notice.cpv, notice.title)
    return found


def stored_facts(family_ids: Iterable[int]) -> dict[int, Facts]:
    """What is stored of these families."""
    found: dict[int, Facts] = {}
    wanted = sorted(set(family_ids))
    for start in range(0, len(wanted), 500):
        statement = (
            select(Notice.family_id, Organisation.name, Notice.cpv, Notice.title)
            .join(Notice.buyer, isouter=True)
            .where(Notice.family_id.in_(wanted[start : start + 500]))
        )
        for family_id, buyer, cpv, title in db.session.execute(statement):
            found.setdefault(family_id, Facts()).add(buyer, cpv, title)
    return found


class Joiner:
    """Finds the family of each notice of a batch; makes new ones, and joins two that turn out to be one.

    A name of a procurement joins no two publications that differ in everything: somebody used one number twice.
    """

    def __init__(self, notices: Iterable[ReadNotice], *, now: datetime) -> None:
        self.now = now
        self.index = known(key for notice in notices for key in keys(notice))
        self.stored = set(self.index)
        self.facts = stored_facts(self.index.values())
        self.replaced: dict[int, int] = {}

    def assign(self, notices: list[ReadNotice], current: list[int | None]) -> list[int]:
        """The family id of each notice; `current` holds the family of those that are stored already."""
        placed = [self._place(notice, family_id) for notice, family_id in zip(notices, current, strict=True)]
        self._make_new()
        self._store_names()
        return [self._final(one) for one in placed]

    def _place(self, notice: ReadNotice, family_id: int | None) -> int:
        names, facts = keys(notice), facts_of(notice)
        found = {self._final(self.index[name]) for name in names if name in self.index}
        found = {one for one in found if not self._strange(one, facts)}
        if family_id is not None:
            found.add(self._final(family_id))
        chosen = self._oldest(found) if found else -(len(self.index) + len(self.facts) + 1)
        for other in found - {chosen}:
            self.replaced[other] = chosen
        for one in found:
            facts = self._together(facts, self.facts.get(one))
        self.facts[chosen] = facts
        taken = {name for name in names if name in self.index and self._final(self.index[name]) != chosen}
        self.index |= dict.fromkeys((name for name in names if name not in taken), chosen)
        return chosen

    def _strange(self, family_id: int, facts: Facts) -> bool:
        known_facts = self.facts.get(family_id)
        return known_facts is not None and known_facts.strange_to(facts)

    @staticmethod
    def _together(one: Facts, other: Facts | None) -> Facts:
        if other is None:
            return one
        return Facts(one.buyers | other.buyers, one.divisions | other.divisions, one.words | other.words)

    @staticmethod
    def _oldest(found: set[int]) -> int:
        """Stored families have positive numbers; those still to be made negative ones."""
        stored = [one for one in found if one > 0]
        return min(stored) if stored else max(found)

    def _final(self, family_id: int) -> int:
        while family_id in self.replaced:
            family_id = self.replaced[family_id]
        return family_id

    def _make_new(self) -> None:
        fresh = sorted({final for one in self.facts if (final := self._final(one)) < 0})
        if fresh:
            rows = [{"created_at": self.now} for _ in fresh]
            made = db.session.scalars(insert(table(Family)).returning(Family.id, sort_by_parameter_order=True), rows)
            self.replaced |= dict(zip(fresh, made, strict=True))
        for loser, _winner in list(self.replaced.items()):
            if loser > 0:
                repoint(Family, loser, self._final(loser))

    def _store_names(self) -> None:
        rows = [
            {"scheme": Scheme(scheme), "value": value, "family_id": self._final(family)}
            for (scheme, value), family in self.index.items()
            if (scheme, value) not in self.stored
        ]
        if rows:
            db.session.execute(insert(table(FamilyIdentity)), rows)


def repoint(model: type[Base], loser: int, winner: int) -> None:
    """Let everything that points to a row point to another, then delete the row. Used when two turn out to be one.

    Every foreign key in the house counts, so that a bid or a match of a higher feature is not lost. Where the row would
    double what the winner has already, the loser's is dropped.
    """
    session: Session = db.session()
    target = model.__table__
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if not any(key.column.table is target for key in column.foreign_keys):
                continue
            primary = list(other.primary_key.columns)
            for row in session.execute(select(*primary).where(column == loser)).all():
                same = [one == value for one, value in zip(primary, row, strict=True)]
                savepoint = session.begin_nested()
                try:
                    session.execute(update(other).where(*same).values({column.name: winner}))
                    savepoint.commit()
                except IntegrityError:  # the winner has this already: the doubled row goes with the loser
                    savepoint.rollback()
    session.execute(delete(model).where(model.id == loser))  # type: ignore[attr-defined]  # all our tables have an id
