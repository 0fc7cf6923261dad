"""How authorities buy: what managers recorded, over the list that comes with the product."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.challenges.models.buyers import BuyingPolicyRecord
from incubator.challenges.queries.buyers import authority_named
from incubator.challenges.values.buyers import BoughtKind, BuyingBand, BuyingPolicy, SocialReturnExample
from incubator.core.db import db

CONTENT = Path(__file__).parents[1] / "content" / "buying_policy.toml"


def buying_policy(code: str | None, day: date) -> BuyingPolicy | None:
    """The purchasing policy of an authority that holds on a day. None when nobody knows it: ask, and guess nothing."""
    for record in _counting(code or ""):
        policy = policy_of(record)
        if policy.holds(day):
            return policy
    shipped = shipped_policies().get(code or "")
    if shipped is not None and shipped.holds(day):
        return shipped
    return None


def _counting(code: str) -> Sequence[BuyingPolicyRecord]:
    """What was recorded and not withdrawn, the newest first."""
    statement = select(BuyingPolicyRecord).where(
        BuyingPolicyRecord.code == code, BuyingPolicyRecord.withdrawn_at.is_(None)
    )
    statement = statement.options(joinedload(BuyingPolicyRecord.recorded_by))
    return db.session.scalars(statement.order_by(BuyingPolicyRecord.id.desc())).all()


def newest(code: str) -> BuyingPolicyRecord | None:
    """What was recorded last of this authority and not withdrawn, whatever the days on which it holds."""
    return next(iter(_counting(code)), None)


def newest_policy(code: str) -> BuyingPolicy | None:
    """What counts last of this authority, recorded or of the product, whatever the days on which it holds."""
    recorded = newest(code)
    if recorded is not None:
        return policy_of(recorded)
    return shipped_policies().get(code)


def latest_policies() -> list[BuyingPolicy]:
    """Of each authority of which something is known the policy that was recorded last, by its name."""
    known = dict(shipped_policies())
    statement = select(BuyingPolicyRecord).where(BuyingPolicyRecord.withdrawn_at.is_(None))
    statement = statement.options(joinedload(BuyingPolicyRecord.recorded_by))
    for record in db.session.scalars(statement.order_by(BuyingPolicyRecord.id)):
        known[record.code] = policy_of(record)
    return sorted(known.values(), key=_name)


def _name(policy: BuyingPolicy) -> str:
    return policy.authority


def history(code: str) -> Sequence[BuyingPolicyRecord]:
    """Everything that was recorded of an authority, the newest first, with what was withdrawn."""
    statement = select(BuyingPolicyRecord).where(BuyingPolicyRecord.code == code)
    statement = statement.options(joinedload(BuyingPolicyRecord.recorded_by))
    return db.session.scalars(statement.order_by(BuyingPolicyRecord.id.desc())).all()


def record(_viewer: User, record_id: int) -> BuyingPolicyRecord | None:
    """A loader for `guarded`."""
    return db.session.get(BuyingPolicyRecord, record_id)


def policy_of(record: BuyingPolicyRecord) -> BuyingPolicy:
    """What was recorded, as everybody reads it."""
    authority = authority_named(record.code)
    keeper = record.recorded_by.name if record.recorded_by else ""
    return BuyingPolicy(
        code=record.code,
        authority=getattr(authority, "name", record.code),
        bands=_bands(record.bands),
        source=record.source,
        checked_on=record.checked_on,
        mark=record.mark,
        url=record.url,
        since=record.since,
        until=record.until,
        social_return=record.social_return,
        social_return_from=record.social_return_from,
        local_buying=record.local_buying,
        cooperatives=record.cooperatives,
        checked_by=keeper,
    )


def _bands(written: Mapping[str, Any]) -> dict[BoughtKind, BuyingBand]:
    bands = {}
    for kind in BoughtKind:
        if kind.value in written:
            bands[kind] = BuyingBand(**written[kind.value])
    return bands


@cache
def shipped_policies() -> Mapping[str, BuyingPolicy]:
    """What comes with the product, by the code of the authority."""
    policies = {}
    for row in _content()["policy"]:
        policies[row["code"]] = _shipped(row)
    return policies


@cache
def example_policy() -> BuyingPolicy:
    """The policy of one municipality that may be shown elsewhere, as an example and never as theirs."""
    chosen = next(filter(_is_example, _content()["policy"]))
    return shipped_policies()[chosen["code"]]


@cache
def social_return_examples() -> tuple[SocialReturnExample, ...]:
    """From which value others ask for social return."""
    written = _content()["social_return_example"]
    return tuple(SocialReturnExample(**row) for row in written)


def _is_example(row: dict[str, Any]) -> bool:
    return bool(row.get("example"))


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))


def _shipped(row: dict[str, Any]) -> BuyingPolicy:
    return BuyingPolicy(
        code=row["code"],
        authority=row["authority"],
        bands=_bands(row),
        source=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        mark=row["mark"],
        url=row.get("url"),
        social_return=row.get("social_return"),
        social_return_from=row.get("social_return_from"),
        local_buying=row.get("local_buying", ""),
        cooperatives=row.get("cooperatives", ""),
    )
