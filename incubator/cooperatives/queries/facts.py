"""Reads of the dossier: what holds, what was answered before, and where two answers differ."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Fact, FactState
from incubator.cooperatives.queries.groups import within_sight
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind, rank_of, same
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question, once


def facts(group: Cooperative, key: str | None = None) -> Sequence[Fact]:
    """The whole history of facts, newest first."""
    question, asked = _history(of_one_key=key is not None), {"group": group.id, "key": key}
    return once(lambda: db.session.scalars(question, asked).all(), "facts", group.id, key)


@cache
def _history(*, of_one_key: bool) -> Question:
    statement: Question = select(Fact).options(selectinload(Fact.author), selectinload(Fact.settled_by))
    statement = statement.where(Fact.cooperative_id == GROUP).order_by(Fact.recorded_at.desc(), Fact.id.desc())
    if of_one_key:
        statement = statement.where(Fact.key == bindparam("key"))
    return statement


def latest_of(group: Cooperative, key: str, source: FactSource) -> Fact | None:
    """The last that this source wrote about a key."""
    for fact in facts(group, key):
        if fact.source_ref == source.ref:
            return fact if fact.source_kind is source.kind else None
    return None


def rank(fact: Fact) -> int:
    """How far the source of a fact is believed."""
    return rank_of(FACT_KEYS[fact.key], fact.source_kind)


def _weight(fact: Fact) -> tuple[int, datetime, int]:
    return rank(fact), fact.since, fact.id


def _held(history: Iterable[Fact]) -> dict[str, Fact]:
    """What holds for each key: of the highest source the newest that was approved."""
    approved = [fact for fact in history if fact.state is FactState.APPROVED and fact.key in FACT_KEYS]
    return {fact.key: fact for fact in sorted(approved, key=_weight)}


def holding(group: Cooperative, key: str) -> Fact | None:
    """The fact that holds for one key."""
    return _held(facts(group, key)).get(key)


def holds(fact: Fact) -> bool:
    """Whether this is what holds for its key."""
    return holding(fact.cooperative, fact.key) is fact


def holding_facts(group: Cooperative) -> dict[str, Fact]:
    """The fact that holds for each key."""
    return _held(facts(group))


def holding_values(group: Cooperative) -> dict[str, object]:
    """The values that hold, by key."""
    return _values(holding_facts(group))


def holding_values_of(groups: Sequence[Cooperative]) -> dict[int, dict[str, object]]:
    """The same for several groups, by their number, in one question."""
    return {number: _values(held) for number, held in _held_in(groups).items()}


def _held_in(groups: Sequence[Cooperative]) -> dict[int, dict[str, Fact]]:
    statement = (
        select(Fact)
        .where(Fact.cooperative_id.in_([group.id for group in groups]), Fact.state == FactState.APPROVED)
        .order_by(Fact.recorded_at, Fact.id)
    )
    by_group: dict[int, list[Fact]] = defaultdict(list)
    for fact in db.session.scalars(statement):
        by_group[fact.cooperative_id].append(fact)
    return {number: _held(approved) for number, approved in by_group.items()}


def _values(held: Mapping[str, Fact]) -> dict[str, object]:
    return {key: fact.value for key, fact in held.items()}


def held_above(group: Cooperative, source: FactSourceKind) -> dict[str, Fact]:
    """What holds and comes from a source that is believed more than this one: from here it is only read."""
    return {key: fact for key, fact in holding_facts(group).items() if outranks(fact, source)}


def outranks(fact: Fact, source: FactSourceKind) -> bool:
    """Whether a fact comes from a source that is believed more than this one."""
    return rank(fact) > rank_of(FACT_KEYS[fact.key], source)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Two answers or more that differ, what holds now first: someone has to choose."""

    key: str
    sides: tuple[Fact, ...]

    @property
    def mark(self) -> str:
        """Which answers there were to choose from, for a page that was open for a while."""
        return "-".join(str(side.id) for side in self.sides)


UNSETTLED = frozenset(
    {FactSourceKind.EXERCISE, FactSourceKind.INTERVIEW, FactSourceKind.IMPORT}
)  # a hand, a deed, a register decide


def open_points(group: Cooperative) -> list[OpenPoint]:
    """Where the dossier has two answers that differ, in the order of the keys; always with both."""
    return [point for point in _points_of(group) if len(point.sides) > 1]


def suggestions(group: Cooperative) -> dict[str, OpenPoint]:
    """What somebody proposed and nothing speaks against: it only has to be confirmed. By key."""
    return {point.key: point for point in _points_of(group) if len(point.sides) == 1}


def _points_of(group: Cooperative) -> list[OpenPoint]:
    return once(lambda: _points(facts(group)), "points", group.id)


def point_about(group: Cooperative, key: str) -> OpenPoint | None:
    """What there is to choose or to confirm about one key."""
    return next(iter(_points(facts(group, key))), None)


def _points(history: Sequence[Fact]) -> list[OpenPoint]:
    by_key: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(history, key=lambda fact: (fact.since, fact.id), reverse=True):
        by_key[fact.key].append(fact)
    points = []
    for key in FACT_KEYS:
        if (point := _point(key, by_key.get(key, []))) is not None:
            points.append(point)
    return points


def _point(key: str, newest_first: Sequence[Fact]) -> OpenPoint | None:
    """The answers about one key that stand beside what holds."""
    held = _held(newest_first).get(key)
    sides: list[Fact] = [] if held is None else [held]
    spoken: set[FactSource] = set()  # whose last approved word was seen
    others: list[Fact] = []
    for fact in newest_first:
        if _stands_beside(fact, held, last=_voice(fact) not in spoken) and not _repeats(fact, [*sides, *others]):
            others.append(fact)
        if fact.approved_at is not None or fact.state is FactState.APPROVED:
            spoken.add(_voice(fact))
    sides += sorted(others, key=lambda fact: fact.id)
    return OpenPoint(key, tuple(sides)) if others else None


def _voice(fact: Fact) -> FactSource:
    """Whose word a fact is: the same exercise or question says it again later."""
    return FactSource(fact.source_kind, fact.source_ref)


def _repeats(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether another says the same, or the same source proposed something newer."""
    definition = FACT_KEYS[fact.key]
    return any(same(definition, fact.value, other.value) or _is_replaced(fact, other) for other in others)


def _is_replaced(fact: Fact, newer: Fact) -> bool:
    both_proposed = fact.state is newer.state is FactState.PROPOSED
    return both_proposed and _voice(fact) == _voice(newer) and fact.author_id == newer.author_id


def _stands_beside(fact: Fact, held: Fact | None, *, last: bool) -> bool:
    """Whether a fact asks for a choice: a proposal that came later, or the last word of a source that counts as much."""
    if fact.state is FactState.PROPOSED:
        return held is None or (rank(fact) >= rank(held) and (fact.since, fact.id) > (held.since, held.id))
    if held is None or fact.state is not FactState.APPROVED:
        return False
    # A better answer of the same source replaces its first one; only two sources can disagree.
    return last and _voice(fact) != _voice(held) and rank(fact) == rank(held) and held.source_kind in UNSETTLED


def open_points_for(group: Cooperative, reader: str) -> list[OpenPoint]:
    """Those about facts that this reader (statutes, register, watch, bids) starts from."""
    return [point for point in open_points(group) if reader in FACT_KEYS[point.key].readers]


def fact_of(viewer: User, slug: str, fact_id: int) -> Fact | None:
    """One fact of a cooperative within sight. A loader for `guarded`."""
    statement = (
        select(Fact).join(Fact.cooperative).where(Fact.id == fact_id, Cooperative.slug == slug, within_sight(viewer))
    )
    return db.session.scalar(statement)


def facts_for_export(user: User) -> list[dict[str, Any]]:
    """Which facts someone recorded, for their own download."""
    recorded = select(Fact).where(Fact.author_id == user.id).options(joinedload(Fact.cooperative)).order_by(Fact.id)
    return [
        {"group": fact.cooperative.name, "key": fact.key, "value": fact.value, "at": fact.recorded_at.isoformat()}
        for fact in db.session.scalars(recorded)
    ]


def facts_with_text(text: str, groups: Sequence[Cooperative]) -> list[Fact]:
    """The facts that hold in these groups and have this text in them."""
    with_text = []
    for held in _held_in(groups).values():
        with_text += [fact for fact in held.values() if text in json.dumps(fact.value, ensure_ascii=False)]
    return with_text
