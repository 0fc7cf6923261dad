"""What of the list of requirements moves along with another edition of the notice. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from incubator.bids.rules.naming import Key, NamedCriterion, criteria_of, criterion_in
from incubator.bids.rules.requirements.of_notice import of_criterion
from incubator.bids.rules.requirements.renewing import nearest
from incubator.bids.values.requirements import Recognised, RequirementKind, words_of
from incubator.formats.values import ReadNotice

_BEFORE_NUMBER = re.compile(r"^[^\d]+")


@dataclass(frozen=True, slots=True)
class EditionAsks:
    """An edition of the notice, what it asks of this bid, and its closing date in words (the day alone, and as a term has it)."""

    notice: ReadNotice
    demands: Sequence[Recognised]
    day: str = ""
    moment: str = ""

    @property
    def criteria(self) -> dict[Key, NamedCriterion]:
        return criteria_of(self.notice)


@dataclass(frozen=True, slots=True)
class KnownDemand:
    """A row of the list, by its number."""

    number: int
    kind: RequirementKind
    text: str
    lot: str | None
    weight: str | None

    @property
    def same_as(self) -> tuple[RequirementKind, str, str]:
        return self.kind, words_of(self.text), self.lot or ""


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a row says from here on; None leaves it as it is."""

    number: int
    text: str | None = None
    weight: str | None = None
    unit: str | None = None


@dataclass(slots=True)
class Following:
    """What follows from an edition: rows that read otherwise, rows that it asks no longer, and what it asks anew."""

    changed: list[NewWords] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)  # criteria of several lots that weigh otherwise in each now
    fresh: list[Recognised] = field(default_factory=list)


def follow(rows: Sequence[KnownDemand], before: EditionAsks, after: EditionAsks) -> Following:
    """Of rows that came out of the notice: each with its counterpart in the new edition."""
    following = Following()
    matcher = _Counterparts(before, after)
    for row in rows:
        matcher.place(row, following)
    matcher.pass_over(rows)
    earlier = {demand.same_as for demand in before.demands}
    known = {row.same_as for row in rows}
    for demand in after.demands:
        # What was there before and that the group took off the list does not come back with every correction.
        if demand.same_as not in earlier | known and demand not in matcher.taken:
            following.fresh.append(demand)
    return following


@dataclass(slots=True)
class _Counterparts:
    before: EditionAsks
    after: EditionAsks
    taken: list[Recognised] = field(default_factory=list)

    def place(self, row: KnownDemand, following: Following) -> None:
        was = _same(row, self.before.demands)
        if row.kind is RequirementKind.AWARD:
            self._place_criterion(row, was, following)
            return
        if was is None or _same(row, self.after.demands) is not None:
            return
        now = self._counterpart(was)
        if now is None:
            following.gone.append(row.number)
        else:
            self.taken.append(now)
            following.changed.append(NewWords(row.number, now.text))

    def pass_over(self, rows: Sequence[KnownDemand]) -> None:
        """What the group never put on its list does not come because it reads otherwise now."""
        for was in self.before.demands:
            unchanged = any(demand.same_as == was.same_as for demand in self.after.demands)
            if was.kind is RequirementKind.AWARD or unchanged or any(_same(row, [was]) for row in rows):
                continue
            now = self._counterpart(was)
            if now is not None:
                self.taken.append(now)

    def _place_criterion(self, row: KnownDemand, was: Recognised | None, following: Following) -> None:
        earlier, later = self.before.criteria, self.after.criteria
        first = criterion_in(row.text, row.lot, earlier)
        second = criterion_in(row.text, row.lot, later)
        # An edition without criteria may just not repeat them, and one that we do not know for certain is left alone.
        if not later or first is None:
            return
        if second is None:
            weights = _weights_meant(row, later)
            if not weights:
                following.gone.append(row.number)
            elif weights != {earlier[first].weight}:
                following.unclear.append(row.number)
            return
        now = of_criterion(later[second].criterion, later[second].lot or None)
        self.taken += [demand for demand in self.after.demands if demand.text == now.text and _fits(demand, row.lot)]
        words = _new_words(row, was, now, earlier[first].weight)
        if words is not None:
            following.changed.append(words)

    def _counterpart(self, was: Recognised) -> Recognised | None:
        """What took the place of a demand: the same sentence with another number or day, else the one most like it."""
        earlier = {demand.same_as for demand in self.before.demands}
        among = [
            demand
            for demand in self.after.demands
            if demand.kind is was.kind and _fits(demand, was.lot) and demand.same_as not in earlier
        ]
        for demand in among:
            if _stem(demand.text) and _stem(demand.text) == _stem(was.text):
                return demand
        number = nearest(was.text, [(place, demand.text) for place, demand in enumerate(among)])
        return None if number is None else among[number]


def _new_words(row: KnownDemand, was: Recognised | None, now: Recognised, before: str | None) -> NewWords | None:
    """What a row of a criterion takes over: the weight that it had from the notice, and the words that nobody made their own."""
    weight = now.weight.number if now.weight and now.weight.number != row.weight else None
    # A weight that somebody wrote over stays: it was no longer that of the notice.
    if row.weight not in (None, before):
        weight = None
    text = now.text if was is not None and words_of(now.text) != words_of(row.text) else None
    if weight is None and text is None:
        return None
    return NewWords(row.number, text, weight, now.weight.unit if now.weight and weight else None)


def _same(row: KnownDemand, demands: Sequence[Recognised]) -> Recognised | None:
    for demand in demands:
        if demand.kind is row.kind and words_of(demand.text) == words_of(row.text) and _fits(demand, row.lot):
            return demand
    return None


def _fits(demand: Recognised, lot: str | None) -> bool:
    """A notice with one lot left names no lot with what it asks."""
    return demand.lot is None or lot is None or demand.lot == lot


def _stem(text: str) -> str:
    match = _BEFORE_NUMBER.match(text)
    return words_of(match[0]) if match and match[0] != text else ""


def _weights_meant(row: KnownDemand, edition: Mapping[Key, NamedCriterion]) -> set[str | None]:
    """The weights of all that a row could mean; empty when it means nothing of this edition, and so is gone."""
    meant = [key for key, named in edition.items() if criterion_in(row.text, key[0] or None, {key: named})]
    return {edition[key].weight for key in meant if row.lot in (None, key[0]) or not key[0]}


def otherwise(rows: Sequence[KnownDemand], before: EditionAsks, after: EditionAsks) -> Iterator[NewWords]:
    """Of rows that came out of the papers of the buyer: which of them the new notice contradicts, and what it says."""
    for row in rows:
        words = _weight_otherwise(row, before, after) or _day_otherwise(row, before, after)
        if words is not None:
            yield words


def _weight_otherwise(row: KnownDemand, before: EditionAsks, after: EditionAsks) -> NewWords | None:
    if row.kind is not RequirementKind.AWARD or row.weight is None:
        return None
    earlier, later = before.criteria, after.criteria
    first, second = criterion_in(row.text, row.lot, earlier), criterion_in(row.text, row.lot, later)
    if first is None or second is None:
        return None
    now = of_criterion(later[second].criterion, None).weight
    # Only what the edition changed: where papers and notice differed before, somebody knew.
    if now is None or earlier[first].weight == now.number or row.weight == now.number:
        return None
    return NewWords(row.number, None, now.number, now.unit)


def _day_otherwise(row: KnownDemand, before: EditionAsks, after: EditionAsks) -> NewWords | None:
    if not before.day or not after.moment or before.moment == after.moment:
        return None
    if row.kind is not RequirementKind.TERM or before.day not in row.text:
        return None
    whole = before.moment if before.moment in row.text else before.day
    new = after.moment if whole == before.moment else after.day
    return None if whole == new else NewWords(row.number, row.text.replace(whole, new))
