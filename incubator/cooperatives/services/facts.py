"""Verbs of the dossier. Nothing here commits; who and when are arguments."""

from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries, rules
from incubator.cooperatives.models import Cooperative, Fact, FactState
from incubator.cooperatives.values import FactSource, FactSourceKind, completed
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

CHOSEN_MEANWHILE = N_("Somebody else has just chosen, or answered something new. Look at what there is now.")


def record_fact(
    group: Cooperative,
    key: str,
    value: Any,
    *,
    source: FactSource,
    author: User | None,
    now: datetime,
    approved: bool = False,
    language: str = "nl",
) -> Fact:
    """Put a fact in the dossier: proposed, or approved at once. The same value from the same source is not stored twice.

    `language` is that of who typed the value: it decides what a comma in a number means. Raises `RuleViolation` with the key as field:
    for a value that this fact cannot have, and (`HeldElsewhere`) when a source that is believed more says something else.
    """
    typed = rules.typed_value(key, value, language)
    lock(group)
    held = queries.holding(group, key)
    if held is not None and queries.outranks(held, source.kind):
        return _complete(held, typed, author=author, now=now)
    if held is not None:
        typed, adds = _with_what_was_known(held, typed, source)
        approved = approved or adds
    latest = queries.latest_of(group, key, source)
    if latest is not None and latest.value == typed and _stands(latest, approved=approved, now=now):
        return latest
    return _add(group, key, typed, source=source, author=author, now=now, approved=approved)


def _complete(held: Fact, typed: Any, *, author: User | None, now: datetime) -> Fact:
    """What a higher source says stays; a lower one can only add what was left open (an e-mail address beside a name)."""
    whole = completed(rules.fact_key(held.key), held.value, typed)
    if whole is None:
        raise rules.held_elsewhere(held.key, held.source)
    if whole == held.value:
        return held
    return _add(held.cooperative, held.key, whole, source=held.source, author=author, now=now, approved=True)


def _with_what_was_known(held: Fact, typed: Any, source: FactSource) -> tuple[Any, bool]:
    """The value with what was known already, and whether it says the same as what holds and only adds to it."""
    whole = completed(rules.fact_key(held.key), typed, held.value)
    if whole is None:
        return typed, False
    # Who types means what they leave out; a lesson and a deed only did not ask.
    if source.kind is not FactSourceKind.ENTERED:
        typed = whole
    return typed, whole != held.value


def _add(
    group: Cooperative,
    key: str,
    value: Any,
    *,
    source: FactSource,
    author: User | None,
    now: datetime,
    approved: bool,
) -> Fact:
    state = FactState.APPROVED if approved else FactState.PROPOSED
    approved_at = now if approved else None
    author_id = author.id if author else None
    fact = Fact(
        cooperative_id=group.id,
        key=key,
        value=value,
        state=state,
        source_kind=source.kind,
        source_ref=source.ref,
        source_label=source.label,
        author_id=author_id,
        recorded_at=now,
        approved_at=approved_at,
    )
    db.session.add(fact)
    db.session.flush()
    return fact


def _stands(latest: Fact, *, approved: bool, now: datetime) -> bool:
    """Whether what this source wrote before is enough; a proposal that is approved now becomes what holds."""
    if latest.state is FactState.WITHDRAWN:
        return False
    if approved and latest.state is FactState.PROPOSED:
        _approve(latest, now=now)
    return not approved or queries.holds(latest)


def _approve(fact: Fact, *, now: datetime) -> None:
    fact.state = FactState.APPROVED
    fact.approved_at = now
    db.session.flush()


def settle_fact(fact: Fact, *, by: User | None, now: datetime, seen: str = "") -> None:
    """Someone chose between answers that differ: this one holds, the others are history. Who chose is kept with each.

    `seen` marks the answers that the page showed. Raises `Conflict` when there is something else to choose from by now, or nothing.
    """
    lock(fact.cooperative)
    point = _point_with(fact, seen)
    for side in point.sides:
        side.settled_by, side.settled_at = by, now
        if side is not fact:
            side.state = FactState.WITHDRAWN
    _approve(fact, now=now)


def withdraw_fact(fact: Fact, *, by: User | None, now: datetime, seen: str = "") -> None:
    """What was proposed does not hold; it stays in the history. Raises `RuleViolation` for what holds, `Conflict` as above."""
    lock(fact.cooperative)
    if queries.holds(fact):
        raise RuleViolation(N_("What has been approved is not withdrawn: record the new fact instead."))
    _point_with(fact, seen)
    fact.state = FactState.WITHDRAWN
    fact.settled_by, fact.settled_at = by, now
    db.session.flush()


def _point_with(fact: Fact, seen: str) -> queries.OpenPoint:
    """What there is to choose from, with this fact among it and as the page showed it."""
    point = queries.point_about(fact.cooperative, fact.key)
    if point is None or fact not in point.sides or (seen and seen != point.mark):
        raise Conflict(CHOSEN_MEANWHILE)
    return point


def put_back(fact: Fact, *, by: User, now: datetime, approved: bool) -> Fact:
    """Give an earlier answer once more, by hand. Raises `HeldElsewhere` for what is not changed by hand."""
    source = FactSource(FactSourceKind.ENTERED)
    return record_fact(fact.cooperative, fact.key, fact.value, source=source, author=by, now=now, approved=approved)


def empty_fact(group: Cooperative, key: str) -> None:
    """Nothing holds for this key any more, because someone emptied a wish; the history keeps what did.

    Raises `HeldElsewhere` for what comes from a source that is believed more than a hand.
    """
    lock(group)
    held = queries.holding(group, key)
    if held is not None and queries.outranks(held, FactSourceKind.ENTERED):
        raise rules.held_elsewhere(key, held.source)
    for fact in queries.facts(group, key):
        fact.state = FactState.WITHDRAWN
    db.session.flush()
