"""Reserves and funds besides the division of a year, corrections, and how much money there is."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.capital.models import CashFigure
from incubator.capital.services.accounts import check_not_just_booked, common_book
from incubator.capital.values import book
from incubator.capital.values.entering import PoolMovement
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.values import Booking
from incubator.register import rules as register_rules
from incubator.register.values import BANK


def move_pool(
    group: Cooperative,
    kind: PoolMovement,
    code: str,
    cents: int,
    *,
    on: date,
    decision: str,
    by: User,
    now: datetime,
) -> LedgerEntry:
    """What a reserve or fund began with, or what was spent from a fund, with the decision that it rests on."""
    lock(group)
    register_rules.check_happened(on, clock.local(now).date())
    if code not in book.POOLS:
        raise RuleViolation(N_("There is no such reserve or fund."), field="pool")
    # Spending from a reserve would pay a surplus out past the decision of the general meeting.
    if kind is PoolMovement.SPENT and code in book.RESERVES:
        raise RuleViolation(N_("A reserve takes losses. Only funds are spent."), field="pool")
    of_group = common_book(group)
    movements = {code: cents, book.RESULT: -cents}
    if kind is PoolMovement.SPENT:
        movements = {code: -cents, BANK: cents}
    booking = Booking(on, kind.value, movements, "", decision)
    check_not_just_booked(of_group, booking, now=now)
    return ledger.post(of_group, booking, by=by, now=now)


def correct(entry: LedgerEntry, reason: str, *, by: User, now: datetime) -> LedgerEntry:
    """Take back what was booked by mistake. A year and a settlement are taken back where they were made."""
    if entry.kind not in CORRECTABLE:
        raise RuleViolation(N_("This is taken back on its own page, not here."))
    assert entry.book.cooperative is not None
    lock(entry.book.cooperative)
    # On today and not on the day of the mistake: that period may be closed, and who read it then read it so.
    return ledger.reverse(entry, clock.local(now).date(), reason, by=by, now=now)


CORRECTABLE = frozenset({"contribution", "repayment", "correction", "opening", "spent", "claim_paid", "surplus_paid"})


def note_cash(group: Cooperative, cents: int, *, on: date, source: str, by: User, now: datetime) -> CashFigure:
    """How much money there was on a day; another figure of the same day takes the place of the first."""
    lock(group)
    register_rules.check_happened(on, clock.local(now).date())
    statement = db.select(CashFigure).where(CashFigure.cooperative_id == group.id, CashFigure.on_date == on)
    figure = db.session.scalar(statement) or CashFigure(cooperative_id=group.id, on_date=on)
    figure.cents, figure.source = cents, source
    figure.recorded_at, figure.recorded_by_id = now, by.id
    db.session.add(figure)
    db.session.flush()
    return figure
