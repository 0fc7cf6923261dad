"""Reads of the dossier: what holds, what was answered before, and where two answers differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Fact, FactState
from incubator.cooperatives.queries.groups import within_sight
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core.db import db


def facts(group: Cooperative, key: str | None = None) -> Sequence[Fact]:
    """The whole history of facts, newest first."""
    statement = select(Fact).where(Fact.cooperative_id == group.id).order_by(Fact.recorded_at.desc(), Fact.id.desc())
    if key is not None:
        statement = statement.where(Fact.key == key)
    return db.session.scalars(statement.options(selectinload(Fact.author))).all()


def latest_of(group: Cooperative, key: str, source: FactSource) -> Fact | None:
    """The last that this source wrote about a key."""
    for fact in facts(group, key):
        if fact.source_ref == source.ref:
            return fact if fact.source_kind is source.kind else None
    return None


def holds(fact: Fact) -> bool:
    """Whether this is what holds for its key."""
    approved = [other for other in facts(fact.cooperative, fact.key) if other.state is FactState.APPROVED]
    return bool(approved) and approved[0] is fact


def holding_facts(group: Cooperative) -> dict[str, Fact]:
    """The fact that holds for each key: the newest approved value."""
    # Oldest first: the newest is the last to be put under its key.
    return {fact.key: fact for fact in reversed(facts(group)) if fact.state is FactState.APPROVED}


def holding_values(group: Cooperative) -> dict[str, object]:
    """The values that hold, by key."""
    return {key: fact.value for key, fact in holding_facts(group).items()}


def holding_values_of(groups: Sequence[Cooperative]) -> dict[int, dict[str, object]]:
    """The same for several groups, by their number, in one question."""
    statement = (
        select(Fact)
        .where(Fact.cooperative_id.in_([group.id for group in groups]), Fact.state == FactState.APPROVED)
        .order_by(Fact.recorded_at, Fact.id)
    )
    values: dict[int, dict[str, object]] = {}
    for fact in db.session.scalars(statement):
        values.setdefault(fact.cooperative_id, {})[fact.key] = fact.value
    return values


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Someone has to decide: a newer proposal differs from what holds, or another source says something else."""

    key: str
    holding: Fact | None
    proposed: Fact


UNSETTLED = frozenset(
    {FactSourceKind.EXERCISE, FactSourceKind.INTERVIEW, FactSourceKind.IMPORT}
)  # a hand, a deed, a register decide


def open_points(group: Cooperative) -> list[OpenPoint]:
    """What the dossier does not agree about, in the order of the keys. Two sources that disagree give one point each."""
    history = facts(group)
    holding = {fact.key: fact for fact in reversed(history) if fact.state is FactState.APPROVED}
    points: dict[tuple[str, str, str], OpenPoint] = {}
    heard: set[tuple[str, str, str]] = set()  # whose last approved word was seen; newest first
    for fact in history:
        source = (fact.key, fact.source_kind, fact.source_ref)
        if _differs(fact, holding.get(fact.key), last=source not in heard):
            points.setdefault(source, OpenPoint(fact.key, holding.get(fact.key), fact))
        if fact.approved_at is not None:
            heard.add(source)
    order = list(FACT_KEYS)
    return sorted(points.values(), key=lambda point: (order.index(point.key), point.proposed.id))


def _differs(fact: Fact, held: Fact | None, *, last: bool) -> bool:
    if held is not None and held.value == fact.value:
        return False
    if fact.state is FactState.PROPOSED:
        return held is None or (fact.recorded_at, fact.id) > (held.recorded_at, held.id)
    if held is None or fact.state is not FactState.APPROVED:
        return False
    # A better answer of the same source replaces its first one; only two sources can disagree.
    of_another_source = (fact.source_kind, fact.source_ref) != (held.source_kind, held.source_ref)
    return last and of_another_source and held.source_kind in UNSETTLED


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
