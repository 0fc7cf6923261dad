"""The division of a year in the book, and taking it back."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.capital.models import CapitalYear, YearState
from incubator.capital.queries import dividing, rules_in_force, standing
from incubator.capital.rules import years as rules
from incubator.capital.rules.dividing import EDUCATION, RESERVE, SOLIDARITY
from incubator.capital.services.accounts import common_book, open_for
from incubator.capital.services.years import opened
from incubator.capital.values import ClaimBasis, Distribution, book
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.rules import TOO_LITTLE
from incubator.ledger.values import Booking
from incubator.register.values import DIVISION


def post_year(year: CapitalYear, *, by: User, now: datetime) -> LedgerEntry:
    """Book the year: reserves, funds, and what members get. The financial year closes with it.

    Raises `RuleViolation` before the accounts were adopted (BW 2:58(1)) and when a result or hours are lacking.
    """
    opened(year, by=by, now=now)
    # In the order in which people fill the form in, so that what is lacking first is named first.
    if year.surplus_cents is None:
        raise RuleViolation(rules.NO_SURPLUS)
    if year.surplus_cents == 0:
        raise RuleViolation(rules.NO_RESULT)
    if year.adopted_on is None:
        raise RuleViolation(rules.NOT_ADOPTED)
    if year.surplus_cents > 0 and dividing.lacks_weights(year):
        raise RuleViolation(rules.NO_HOURS)
    _check_order(year)
    divided = dividing.preview(year)
    entry = _book(year, divided, _booking_day(year, year.adopted_on), by=by, now=now)
    # Kept with the year as it was booked: rules and names may change, a yearly statement of then may not.
    by_number = {share.id: share for share in divided.members}
    for entered in year.members:
        share = by_number[str(entered.member.number)]
        entered.allocated_cents, entered.credited_cents = share.allocation, share.credited
    year.state, year.entry_id = YearState.POSTED, entry.id
    _close(year, by=by, now=now)
    db.session.flush()
    return entry


def _booking_day(year: CapitalYear, adopted_on: date) -> date:
    """The day of adoption; of a year that was taken back the day of its last counter-entry, when that is later.

    Booked before it, the year would stand in the accounts twice on every day until then.
    """
    days = [adopted_on]
    for entry in ledger_queries.entries(common_book(year.cooperative), kind=DIVISION):
        undone = entry.reverses
        if undone is not None and undone.description == str(year.year):
            days.append(entry.on_date)
    return max(days)


def _check_order(year: CapitalYear) -> None:
    """A loss takes off what earlier years credited: years follow each other."""
    latest = standing.latest_posted(year.cooperative)
    if latest is not None and latest.year > year.year:
        raise RuleViolation(rules.LATER_POSTED, year=latest.year)


def _book(year: CapitalYear, divided: Distribution, on: date, *, by: User, now: datetime) -> LedgerEntry:
    group = year.cooperative
    of_group = common_book(group)
    statutes = rules_in_force.statutes_needed(group, year.ends_on)
    reserve = book.INDIVISIBLE if statutes.surplus.appropriation.indivisible else book.RESERVE
    movements = {
        book.RESULT: -(year.surplus_cents or 0),
        reserve: divided.reserves[RESERVE],
        book.EDUCATION: divided.reserves[EDUCATION],
        book.SOLIDARITY: divided.reserves[SOLIDARITY],
    }
    settled = {claim.member.number for claim in standing.claims(group)}
    for share in divided.members:
        number = int(share.id)
        open_for(of_group, number)
        credit = book.allocated_code(number)
        # A claim was reckoned and is being paid: what is credited afterwards must not stay on an account that nobody
        # looks at.
        if number in settled and share.credited > 0:
            credit = _of_who_left(dividing.rule_of(year).claim_basis, number, reserve)
        movements[credit] = movements.get(credit, 0) + share.credited
        payable = book.payable_code(number)
        movements[payable] = movements.get(payable, 0) + share.paid_out
    booking = Booking(on, DIVISION, movements, str(year.year), year.decision)
    return ledger.post(of_group, booking, by=by, now=now)


def _of_who_left(basis: ClaimBasis, number: int, reserve: str) -> str:
    """Where the part goes that would be credited to somebody who was settled with before."""
    if basis is ClaimBasis.ACCOUNT_BALANCE:
        return book.payable_code(number)
    return reserve


def _close(year: CapitalYear, *, by: User, now: datetime) -> None:
    of_group = common_book(year.cooperative)
    closed = ledger_queries.closed_until(of_group)
    # A later year may have closed the books already, when this one was taken back and is booked again.
    if closed is None or closed < year.ends_on:
        ledger.close_period(of_group, year.ends_on, by=by, now=now)


def take_back(year: CapitalYear, reason: str, *, by: User, now: datetime) -> None:
    """Take a booked year back with a counter-entry, so that it can be mended and booked again.

    Raises `RuleViolation` when it was not booked, when a later year was, and when members were paid from it already.
    """
    lock(year.cooperative)
    lock(year)
    if year.state is not YearState.POSTED or year.entry is None:
        raise RuleViolation(rules.NOT_POSTED)
    _check_order(year)
    _reverse(year.entry, reason, by=by, now=now)
    for entered in year.members:
        entered.allocated_cents, entered.credited_cents = None, None
    year.state, year.entry_id = YearState.DRAFT, None
    year.changed_at, year.changed_by_id = now, by.id
    db.session.flush()


def _reverse(entry: LedgerEntry, reason: str, *, by: User, now: datetime) -> None:
    try:
        ledger.reverse(entry, clock.local(now).date(), reason, by=by, now=now)
    except RuleViolation as refused:
        # Of the year as a whole nobody sees which account is meant by "this account".
        if refused.message == TOO_LITTLE:
            raise RuleViolation(rules.USED) from refused
        raise
