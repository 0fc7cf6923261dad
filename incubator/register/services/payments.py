"""What is booked on the account of a member."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import rules
from incubator.register.models import CapitalEntry, Member
from incubator.register.values import EntryKind


def enter_payment(
    member: Member, kind: EntryKind, amount_cents: int, *, on: date, note: str = "", author: User | None, now: datetime
) -> CapitalEntry:
    """A movement on the member's account. A repayment takes off, and never more than there was on that day or is now."""
    lock(member.cooperative)
    signed = -abs(amount_cents) if kind is EntryKind.REPAYMENT else amount_cents
    rules.check_reach(on, clock.local(now).date(), field="on")
    rules.check_payment(signed)
    rules.check_balance([*((entry.on_date, entry.amount_cents) for entry in member.entries), (on, signed)])
    if _just_booked(member, (signed, on, note), now=now):
        raise RuleViolation(N_("The same payment was entered a moment ago. Wait a minute if it was paid twice."))
    entry = CapitalEntry(
        member=member,
        kind=kind,
        on_date=on,
        amount_cents=signed,
        note=note,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(entry)
    member.balance_cents += signed
    db.session.flush()
    return entry


def _just_booked(member: Member, payment: tuple[int, date, str], *, now: datetime) -> bool:
    """Whether this very payment was booked within the last minute: a button that was pressed twice."""
    since = now - cooperatives_services.A_MOMENT
    recent = [entry for entry in member.entries if entry.recorded_at > since]
    return payment in [(entry.amount_cents, entry.on_date, entry.note) for entry in recent]
