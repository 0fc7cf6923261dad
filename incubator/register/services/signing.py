"""What was signed, and what the trade register made of it."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import kvk_number
from incubator.core.errors import RuleViolation
from incubator.register import queries
from incubator.register.values import Founding
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.models import StatutesVersion


def same_deed(group: Cooperative, founding: Founding) -> StatutesVersion | None:
    """The version in force, when it is the one of this deed: whatever was made since, its deed names that version."""
    effective = statutes_queries.effective(group)
    return effective if effective is not None and effective.deed_on == founding.signed_on else None


def record_registration(version: StatutesVersion, founding: Founding, *, author: User | None, now: datetime) -> None:
    """The number that the trade register gave, with its day."""
    on = founding.filed_on or founding.signed_on
    cooperatives_services.record_milestone(version.cooperative, "kvk", on=on, note=founding.kvk)
    record_fact(version, "identity.kvk", founding.kvk, author=author, now=now)


def record_fact(version: StatutesVersion, key: str, value: str, *, author: User | None, now: datetime) -> None:
    source = statutes_services.deed_source(version, key)
    cooperatives_services.record_fact(
        version.cooperative, key, value, source=source, author=author, now=now, approved=True
    )


def stored_kvk(number: str) -> str:
    """The number as it is stored, or nothing when the trade register gave none yet."""
    if not number:
        return ""
    try:
        return kvk_number(number)
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field="kvk") from broken_rule


def version_of_the_deed(group: Cooperative, *, author: User | None, now: datetime, today: date) -> StatutesVersion:
    """The text that was signed: the newest version, or a new one when the answers have changed since it was made."""
    versions = statutes_queries.versions(group)
    newest = versions[0] if versions else None
    if newest is not None and (newest.deed_on is not None or not queries.answers_changed(group)):
        return newest
    return statutes_services.make_version(group, author=author, now=now, today=today)
