"""Writing down contracts of authorities. Nothing here commits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.challenges.models import KnownContract
from incubator.challenges.rules import contracts as rules
from incubator.challenges.values.contracts import ContractAnswers
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

KNOWN_ALREADY = N_("This contract stands here already: the same title, supplier and end.")
WHOLE_HOUSE = "known contracts of the incubator"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many contracts a file added, and how many were there already."""

    added: int
    known: int


def owner_of(group: Cooperative | None) -> str:
    """To whom a contract belongs, as part of its fingerprint."""
    return "incubator" if group is None else f"group:{group.id}"


def record(
    answers: ContractAnswers,
    group: Cooperative | None,
    *,
    by: User,
    now: datetime,
    notice_id: int | None = None,
) -> KnownContract:
    """Write down a contract. Raises `RuleViolation` for what cannot be, or when the same stands there already."""
    _one_after_the_other(group)
    if _known(rules.fingerprint(owner_of(group), answers)):
        raise RuleViolation(KNOWN_ALREADY)
    return _add(answers, group, by=by, now=now, notice_id=notice_id)


def import_contracts(
    contracts: Iterable[ContractAnswers], group: Cooperative | None, *, by: User, now: datetime
) -> ImportOutcome:
    """Write down the contracts of a file; what stands there already is passed over, so that the same file again adds nothing."""
    _one_after_the_other(group)
    chosen = tuple(contracts)
    there = _standing(chosen, group)
    added = 0
    for answers in chosen:
        fingerprint = rules.fingerprint(owner_of(group), answers)
        if fingerprint not in there:
            _add(answers, group, by=by, now=now)
            there.add(fingerprint)
            added += 1
    return ImportOutcome(added, len(chosen) - added)


def count_known(contracts: Iterable[ContractAnswers], group: Cooperative | None) -> int:
    """How many of these stand there already."""
    return len(_standing(tuple(contracts), group))


def _standing(contracts: Sequence[ContractAnswers], group: Cooperative | None) -> set[str]:
    """The fingerprints among these that are there already."""
    prints = {rules.fingerprint(owner_of(group), answers) for answers in contracts}
    statement = select(KnownContract.fingerprint).where(KnownContract.fingerprint.in_(prints))
    return set(db.session.scalars(statement))


def correct(contract: KnownContract, answers: ContractAnswers, *, by: User, now: datetime) -> None:
    """Write what is known now; call it with the row locked. Raises `RuleViolation` for what cannot be."""
    _write(contract, answers, now)
    contract.recorded_by_id, contract.recorded_at = by.id, now
    db.session.flush()


def remove(contract: KnownContract) -> None:
    """Take a contract away that does not belong here."""
    db.session.delete(lock(contract))


def _one_after_the_other(group: Cooperative | None) -> None:
    if group is None:
        one_at_a_time(WHOLE_HOUSE)
    else:
        lock(group)


def _known(fingerprint: str) -> bool:
    return db.session.scalar(select(KnownContract.id).where(KnownContract.fingerprint == fingerprint)) is not None


def _add(
    answers: ContractAnswers, group: Cooperative | None, *, by: User, now: datetime, notice_id: int | None = None
) -> KnownContract:
    contract = KnownContract(
        cooperative_id=None if group is None else group.id,
        notice_id=notice_id,
        fingerprint=rules.fingerprint(owner_of(group), answers),
        recorded_at=now,
        recorded_by_id=by.id,
    )
    _write(contract, answers, now)
    db.session.add(contract)
    db.session.flush()
    return contract


def _write(contract: KnownContract, answers: ContractAnswers, now: datetime) -> None:
    ending = rules.check(answers, clock.local(now).date())
    for name in ContractAnswers.__slots__:
        setattr(contract, name, getattr(answers, name))
    contract.last_day = ending.end
