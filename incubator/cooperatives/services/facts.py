"""Verbs of the dossier. Nothing here commits; who and when are arguments."""

from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries, rules
from incubator.cooperatives.models import Cooperative, Fact, FactState
from incubator.cooperatives.values import FactSource
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


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

    `language` is that of who typed the value: it decides what a comma in a number means. Raises `RuleViolation` with the key as field.
    """
    typed = rules.typed_value(key, value, language)
    lock(group)
    latest = queries.latest_of(group, key, source)
    if latest is not None and latest.value == typed and _stands(latest, approved=approved, now=now):
        return latest
    state = FactState.APPROVED if approved else FactState.PROPOSED
    approved_at = now if approved else None
    author_id = author.id if author else None
    fact = Fact(
        cooperative_id=group.id,
        key=key,
        value=typed,
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
        approve_fact(latest, now=now)
    return not approved or queries.holds(latest)


def propose_fact(
    group: Cooperative, key: str, value: Any, *, source: FactSource, author: User | None, now: datetime
) -> Fact:
    """A fact that still has to be approved."""
    return record_fact(group, key, value, source=source, author=author, now=now)


def approve_fact(fact: Fact, *, now: datetime) -> None:
    """From now on this is what holds."""
    lock(fact.cooperative)
    fact.state = FactState.APPROVED
    fact.approved_at = now
    # What holds is the newest approved fact, so approving an old proposal makes it the newest.
    fact.recorded_at = max(fact.recorded_at, now)
    db.session.flush()


def decide_fact(fact: Fact, *, now: datetime) -> None:
    """Someone chose between sources: this is what holds, and what the others said before is settled; it stays in the history.

    Raises `RuleViolation` when somebody else withdrew it at the same moment.
    """
    lock(fact.cooperative)
    if fact.state is FactState.WITHDRAWN:
        raise RuleViolation(N_("Somebody else has just decided otherwise. Look at what holds now."))
    approve_fact(fact, now=now)
    for other in queries.facts(fact.cooperative, fact.key):
        if other is not fact and other.value != fact.value:
            other.state = FactState.WITHDRAWN
    db.session.flush()


def withdraw_fact(fact: Fact) -> None:
    """What does not hold; it stays in the history. Raises `RuleViolation` for what holds."""
    lock(fact.cooperative)
    if queries.holds(fact):
        raise RuleViolation(N_("What has been approved is not withdrawn: record the new fact instead."))
    fact.state = FactState.WITHDRAWN
    db.session.flush()


def empty_fact(group: Cooperative, key: str) -> None:
    """Nothing holds for this key any more, because someone emptied a wish; the history keeps what did."""
    lock(group)
    for fact in queries.facts(group, key):
        fact.state = FactState.WITHDRAWN
    db.session.flush()
