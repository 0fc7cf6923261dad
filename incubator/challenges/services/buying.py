"""Record how authorities buy. Nothing is overwritten: what was recorded before stays in the history."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.challenges.models.buyers import BuyingPolicyRecord
from incubator.challenges.queries.buyers import authority_named
from incubator.challenges.rules import buying as rules
from incubator.challenges.values.buyers import PolicyTerms
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def record(code: str, terms: PolicyTerms, *, by: User | None, now: datetime, today: date) -> BuyingPolicyRecord:
    """What somebody looked up of the purchasing policy of an authority. Raises `RuleViolation`."""
    if authority_named(code) is None:
        raise RuleViolation(N_("No municipality, province or water board has the code “%(code)s”."), code=code[:20])
    rules.check_policy(terms, today=today)
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


def _stored(terms: PolicyTerms) -> dict[str, Any]:
    return {kind.value: asdict(band) for kind, band in terms.bands.items() if band.is_known}


def withdraw(recorded: BuyingPolicyRecord, *, now: datetime) -> None:
    """It was a mistake: what was recorded before holds again. A second time changes nothing."""
    lock(recorded)
    if recorded.withdrawn_at is None:
        recorded.withdrawn_at = now
