"""Writing down what was done, what is not needed, and what was lengthened."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.duties import queries
from incubator.duties.models import DutyEntry
from incubator.duties.rules import terms, year
from incubator.duties.services import agenda
from incubator.duties.values import Duty, DutyMark, MarkKind


def mark_done(group: Cooperative, key: str, on: date, proof: str, *, author: User | None, now: datetime) -> DutyEntry:
    """It was done on a day; where that can be seen is written down with it."""
    lock(group)
    today = clock.local(now).date()
    duty = _known(group, key, today)
    if on > today:
        raise RuleViolation(N_("What is done, was done today or before."), field="on")
    # Accounts of a year are not drawn up before it ends: an earlier day is the slip of a wrong year.
    if on < duty.earliest:
        raise RuleViolation(N_("On that day it could not be done yet. Look whether the year is right."), field="on")
    if not proof.strip():
        raise RuleViolation(N_("Write down where it can be seen that this was done."), field="proof")
    if duty.settled:
        raise RuleViolation(N_("This was written down already. Open it again when it is not right."))
    return _write(group, key, DutyMark(MarkKind.DONE, on, proof.strip()), author=author, now=now)


def mark_not_needed(group: Cooperative, key: str, reason: str, *, author: User | None, now: datetime) -> DutyEntry:
    """It does not apply to this group, with the reason."""
    lock(group)
    today = clock.local(now).date()
    duty = _known(group, key, today)
    if not reason.strip():
        raise RuleViolation(N_("Write down why this is not needed."), field="proof")
    if duty.settled:
        raise RuleViolation(N_("This was written down already. Open it again when it is not right."))
    return _write(group, key, DutyMark(MarkKind.NOT_NEEDED, today, reason.strip()), author=author, now=now)


def reopen(group: Cooperative, key: str, *, author: User | None, now: datetime) -> DutyEntry:
    """It was not done after all. What was written down stays readable."""
    lock(group)
    today = clock.local(now).date()
    if not _known(group, key, today).settled:
        raise RuleViolation(N_("This is open already."))
    return _write(group, key, DutyMark(MarkKind.REOPENED, today), author=author, now=now)


def extend(
    group: Cooperative, year_end: date, months: int, on: date, proof: str, *, author: User | None, now: datetime
) -> DutyEntry:
    """The general meeting gave more time for the accounts of a year (BW 2:58(1))."""
    lock(group)
    today = clock.local(now).date()
    terms.check_extension(months, on, year_end)
    if on > today:
        raise RuleViolation(N_("Enter the decision once it has been taken."), field="on")
    _known(group, f"accounts-{year_end.isoformat()}", today)
    key = year.extension_key(year_end)
    return _write(group, key, DutyMark(MarkKind.EXTENDED, on, proof.strip(), months), author=author, now=now)


def _known(group: Cooperative, key: str, today: date) -> Duty:
    duty = queries.duty(group, key, today)
    if duty is None:
        raise RuleViolation(N_("This is no longer asked of your cooperative. Look at the list again."))
    return duty


def _write(group: Cooperative, key: str, mark: DutyMark, *, author: User | None, now: datetime) -> DutyEntry:
    entry = DutyEntry(
        cooperative_id=group.id,
        key=key,
        kind=mark.kind,
        on_date=mark.on,
        months=mark.months,
        proof=mark.proof,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(entry)
    db.session.flush()
    agenda.keep(group, clock.local(now).date())
    return entry
