"""Record how authorities buy. Nothing is overwritten: what was recorded before stays in the history."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.challenges.models.buyers import BuyingPolicyRecord
from incubator.challenges.queries.buyers import authority_named
from incubator.challenges.queries.buying import newest, newest_policy, policy_of
from incubator.challenges.rules import buying as rules
from incubator.challenges.rules.buying_files import PolicyLine
from incubator.challenges.values.buyers import PolicyTerms
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def begin_recording() -> None:
    """Let nobody else record a policy until the transaction ends: what stands is read before it is changed."""
    one_at_a_time("record a purchasing policy")


def record(code: str, terms: PolicyTerms, *, by: User | None, now: datetime, today: date) -> BuyingPolicyRecord:
    """What somebody looked up of the purchasing policy of an authority. Raises `RuleViolation`."""
    if authority_named(code) is None:
        raise RuleViolation(N_("No municipality, province or water board has the code “%(code)s”."), code=code[:20])
    rules.check_policy(terms, today=today)
    known = newest(code)
    # A button that is pressed twice records once.
    if known is not None and rules.terms_of(policy_of(known)) == _without_nothing(terms):
        return known
    assert terms.checked_on is not None
    made = BuyingPolicyRecord(
        code=code,
        bands=_stored(terms),
        source=terms.source,
        url=terms.url or None,
        checked_on=terms.checked_on,
        mark=terms.mark,
        since=terms.since,
        until=terms.until,
        social_return=terms.social_return,
        social_return_from=terms.social_return_from,
        local_buying=terms.local_buying,
        cooperatives=terms.cooperatives,
        recorded_at=now,
        recorded_by_id=by.id if by else None,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _without_nothing(terms: PolicyTerms) -> PolicyTerms:
    return replace(terms, bands={kind: band for kind, band in terms.bands.items() if band.is_known})


def _stored(terms: PolicyTerms) -> dict[str, Any]:
    return {kind.value: asdict(band) for kind, band in terms.bands.items() if band.is_known}


def withdraw(recorded: BuyingPolicyRecord, *, now: datetime) -> None:
    """It was a mistake: what was recorded before holds again. A second time changes nothing."""
    begin_recording()
    lock(recorded)
    if recorded.withdrawn_at is None:
        recorded.withdrawn_at = now


def record_all(lines: Sequence[PolicyLine], *, by: User | None, now: datetime, today: date) -> tuple[int, list[str]]:
    """Record every line that says something new: how many that were, and what is wrong with which line."""
    begin_recording()
    recorded, problems = 0, []
    for line in lines:
        try:
            recorded += _record_line(line, by=by, now=now, today=today)
        except RuleViolation as broken_rule:
            problems.append(f"line {line.number}: {broken_rule}")
    return recorded, problems


def _record_line(line: PolicyLine, *, by: User | None, now: datetime, today: date) -> int:
    known = newest_policy(line.code)
    # The same file again changes nothing.
    if known is not None and rules.terms_of(known) == line.terms:
        return 0
    record(line.code, line.terms, by=by, now=now, today=today)
    return 1
