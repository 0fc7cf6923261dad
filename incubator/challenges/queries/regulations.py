"""What is known of the rules of authorities: the list that comes with the product, with what managers recorded over it."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.challenges.models import RegulationReport, RegulationVersion
from incubator.challenges.rules.regulation_rows import read_regulation
from incubator.challenges.values import LaidDown, Regulation
from incubator.core.current import is_running
from incubator.core.db import db
from incubator.core.prepared import Question, scalar

CONTENT = Path(__file__).parents[1] / "content" / "regulations.toml"
EDITION = "edition of the regulations"
Rules = tuple[Regulation, ...]


def regulations() -> Mapping[str, Rules]:
    """What is known of each authority, by its code: its rules in the order in which they came into force."""
    return _in_time(_edition())


def regulation_on(code: str | None, day: date) -> Regulation | None:
    """The rules of an authority that hold on this day; else those to come or, last, those of before. None when nothing is known.

    That somebody looked and saw nothing is no rule: then nothing is known.
    """
    return _holding(regulations().get(code or "", ()), day)


def shipped_on(code: str | None, day: date) -> Regulation | None:
    """The same from the list that comes with the product alone, which needs no database."""
    return _holding(_in_time("").get(code or "", ()), day)


def _holding(all_known: Rules, day: date) -> Regulation | None:
    known = [rules for rules in all_known if rules.laid_down is not LaidDown.UNKNOWN]
    holding = [rules for rules in known if rules.holds(day)]
    if holding:
        return holding[-1]
    return next(iter(reversed(known)), None)


def recorded(code: str) -> Rules:
    """The rules of an authority in the order in which they were recorded: the place of each never changes."""
    return _all(_edition()).get(code, ())


def all_recorded() -> Mapping[str, Rules]:
    """The same of every authority of which something is known."""
    return _all(_edition())


def _edition() -> str:
    """Another word after every change; empty when no manager recorded anything. The database is asked once in a transaction."""
    if not is_running():
        return ""  # plain rules are read without an application
    session = db.session()
    transaction, edition = session.info.get(EDITION, (None, ""))
    if transaction is None or transaction is not session.get_transaction():
        edition = scalar(_newest_edition()) or ""
        session.info[EDITION] = (session.get_transaction(), edition)
    return str(edition)


def forget_edition() -> None:
    """Rules were recorded in this transaction."""
    db.session().info.pop(EDITION, None)


@cache
def _newest_edition() -> Question:
    # The highest number is the newest: whoever records waits for who came before.
    statement: Question = select(RegulationVersion.edition)
    return statement.order_by(RegulationVersion.id.desc()).limit(1)


@lru_cache(maxsize=4)
def _in_time(edition: str) -> Mapping[str, Rules]:
    by_code = {}
    for code, rules in _all(edition).items():
        by_code[code] = tuple(sorted(rules, key=_first_day))
    return by_code


def _first_day(regulation: Regulation) -> date:
    return regulation.since or date.min


@lru_cache(maxsize=4)
def _all(edition: str) -> Mapping[str, Rules]:
    """Made once for each edition, which is a word that never comes back."""
    known = dict(shipped())
    if edition:
        for version in _newest_versions():
            if version.rules is not None:
                known[version.code] = rules_of(version)
    return known


def _newest_versions() -> Sequence[RegulationVersion]:
    newest = select(func.max(RegulationVersion.id)).group_by(RegulationVersion.code)
    statement = select(RegulationVersion).where(RegulationVersion.id.in_(newest))
    return db.session.scalars(statement.order_by(RegulationVersion.code)).all()


def rules_of(version: RegulationVersion) -> Rules:
    """The rules as they were recorded in a version; those of the product where it holds none of its own."""
    if version.rules is None:
        return shipped().get(version.code, ())
    return tuple(map(read_regulation, version.rules))


@cache
def shipped() -> Mapping[str, Rules]:
    """The list that comes with the product."""
    by_code: dict[str, Rules] = {}
    for row in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["regulation"]:
        by_code[row["code"]] = (*by_code.get(row["code"], ()), read_regulation(row))
    return by_code


def newest_number(code: str) -> int:
    """Which version of the rules of an authority is the newest; 0 when nobody recorded anything."""
    for newest in versions(code, limit=1):
        return newest.number
    return 0


def version(code: str, number: int) -> RegulationVersion | None:
    statement = select(RegulationVersion).where(RegulationVersion.code == code, RegulationVersion.number == number)
    return db.session.scalar(statement)


def versions(code: str, limit: int = 50) -> Sequence[RegulationVersion]:
    """What managers recorded of an authority, newest first."""
    statement = select(RegulationVersion).where(RegulationVersion.code == code)
    statement = statement.options(joinedload(RegulationVersion.author)).order_by(RegulationVersion.number.desc())
    return db.session.scalars(statement.limit(limit)).all()


def open_reports(code: str | None = None) -> Sequence[RegulationReport]:
    """What readers reported and nobody settled, the oldest first; of one authority when it is named."""
    statement = select(RegulationReport).where(RegulationReport.settled_at.is_(None))
    if code is not None:
        statement = statement.where(RegulationReport.code == code)
    return db.session.scalars(statement.order_by(RegulationReport.at, RegulationReport.id).limit(100)).all()


def report(_viewer: User, report_id: int) -> RegulationReport | None:
    """A loader for `guarded`."""
    return db.session.get(RegulationReport, report_id)
