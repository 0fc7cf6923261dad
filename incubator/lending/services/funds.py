"""Opening a fund, its terms, what it gets to lend, who takes part and who decides."""

from dataclasses import asdict
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.values import AccountTerms, Booking
from incubator.lending.models import CommitteeSeat, LendingFund, LendingGift, LendingMember, LendingTerms
from incubator.lending.queries import applying, funds
from incubator.lending.rules.lending import check_fund_terms
from incubator.lending.values import FundTerms, Gift, LoanPart
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places

BOOK = "lending"
NOT_YET = N_("This day is not there yet. Write it down when it happened.")
NO_TERMS = N_("The fund has no terms yet.")


def start(place: Neighbourhood, name: str, *, now: datetime) -> LendingFund:
    """A fund with its book, and without terms or money. Raises `RuleViolation` when the neighbourhood has one."""
    # There is no fund to lock yet: of two who begin at once the second has to see that of the first.
    lock(place)
    if funds.of_neighbourhood(place.id) is not None:
        raise RuleViolation(N_("This neighbourhood has a loan fund already."))
    book = ledger.open_scoped_book(f"neighbourhood:{place.id}", BOOK, "EUR")
    for code, title, minimum in (
        (funds.CASH, "Geld van het fonds", 0),  # nobody lends what is not there
        (funds.GIFTS, "Inleg", None),
        (funds.LOSSES, "Afgeboekte leningen", None),
    ):
        ledger.open_account(book, AccountTerms(code, title, minimum_cents=minimum))
    fund = LendingFund(
        neighbourhood_id=place.id,
        book_id=book.id,
        name=name,
        last_application=0,
        last_loan=0,
        last_borrowed=0,
        created_at=now,
    )
    db.session.add(fund)
    db.session.flush()
    return fund


def set_terms(fund: LendingFund, terms: FundTerms, *, by: User | None, now: datetime) -> LendingTerms:
    """Terms that hold from a day on; those before stay as they were. Raises `RuleViolation`."""
    lock(fund)
    known = funds.versions(fund)
    check_fund_terms(terms, known[0].terms if known else None)
    author = by.id if by else None
    version = LendingTerms(fund_id=fund.id, recorded_at=now, recorded_by_id=author, **asdict(terms))
    db.session.add(version)
    db.session.flush()
    return version


def receive(fund: LendingFund, gift: Gift, token: str, *, by: User | None, now: datetime) -> LendingGift:
    """Write down money that came in the fund; sent again with the same token it is the gift of then. Raises `RuleViolation`."""
    lock(fund)
    check_happened(gift.on, now)
    if gift.amount <= 0:
        raise RuleViolation(N_("Fill in an amount above zero."), field="amount")
    movements = {funds.CASH: gift.amount, funds.GIFTS: -gift.amount}
    booking = Booking(gift.on, LoanPart.GIFT, movements, gift.giver, gift.agreement, f"g:{token}")
    entry = ledger.post(fund.book, booking, by=by, now=now)
    # For a token that was sent before the ledger gives the entry of then: its gift is there as well.
    known = funds.gift_of(entry)
    if known is not None:
        return known
    made = LendingGift(fund_id=fund.id, entry=entry, kind=gift.kind, giver=gift.giver, agreement=gift.agreement)
    db.session.add(made)
    db.session.flush()
    return made


def take_gift_back(gift: LendingGift, reason: str, *, by: User, now: datetime) -> LedgerEntry:
    """Correct a gift with a counter-entry. Raises `RuleViolation` twice, and when its money is on loan by now."""
    lock(gift.fund)
    # Today, and not on its own day: of money that was lent meanwhile the book would say that it never was there.
    return ledger.reverse(gift.entry, clock.local(now).date(), reason, by=by, now=now)


def check_happened(on: date, now: datetime) -> None:
    """Raise `RuleViolation` for a day after today: the book holds what happened, and no plans."""
    if on > clock.local(now).date():
        raise RuleViolation(NOT_YET, field="on")


def join(fund: LendingFund, group: Cooperative, *, by: User, today: date) -> LendingMember:
    """A group takes part, by its own act; again when it left before."""
    lock(fund)
    known = funds.membership(fund, group)
    if known is None:
        known = LendingMember(fund_id=fund.id, cooperative_id=group.id, since=today, joined_by_id=by.id)
        db.session.add(known)
    if known.until is not None:
        known.since, known.until = today, None
    db.session.flush()
    return known


def leave(fund: LendingFund, group: Cooperative, *, today: date) -> None:
    """A group takes part no longer; its loans go on. Raises `RuleViolation` with an application that is not decided."""
    lock(fund)
    known = funds.membership(fund, group)
    if known is None or known.until is not None:
        return
    # Else the committee could grant a loan to a group that takes no part any more.
    if applying.unfinished(fund, group) is not None:
        raise RuleViolation(N_("Your application is not decided yet. Withdraw it first."))
    known.until = today
    db.session.flush()


def appoint(fund: LendingFund, user: User, since: date, basis: str) -> CommitteeSeat:
    """Somebody comes in the committee. Raises `RuleViolation` for who sits there, and for who takes no part in the neighbourhood."""
    lock(fund)
    if places.role_in(user, fund.neighbourhood) is None:
        raise RuleViolation(N_("Choose somebody who takes part in the neighbourhood."), field="member")
    for known in funds.seats(fund):
        if known.user_id == user.id and (known.until is None or known.until >= since):
            raise RuleViolation(N_("%(name)s sits in the committee already."), field="member", name=user.name)
    seat = CommitteeSeat(fund_id=fund.id, user=user, since=since, basis=basis)
    db.session.add(seat)
    db.session.flush()
    return seat


def end_seat(seat: CommitteeSeat, until: date) -> None:
    """The last day of somebody in the committee. Raises `RuleViolation` for a day before the first, and for a seat that ended."""
    lock(seat.fund)
    if seat.until is not None:
        raise RuleViolation(N_("This seat has a last day already."))
    if until < seat.since:
        raise RuleViolation(N_("The last day comes after the first: %(day)s."), field="until", day=seat.since)
    seat.until = until
    db.session.flush()


def leave_committees(user: User, now: datetime) -> None:
    """The account goes: nobody sits in a committee without one. Who sat there stays readable, and the advice that was given counts."""
    today = clock.local(now).date()
    for seat in funds.seats_to_end(user, today):
        lock(seat.fund)
        # Of who was still to begin the first day is the last one too.
        seat.until = max(today, seat.since)
    db.session.flush()


def publish(fund: LendingFund, *, now: datetime) -> None:
    """Show the terms and the counts to everyone. Raises `RuleViolation` before there are terms."""
    lock(fund)
    if not funds.versions(fund):
        raise RuleViolation(NO_TERMS)
    # The first moment stays: pressing again must not look as if it became public today.
    fund.published_at = fund.published_at or now


def withdraw(fund: LendingFund) -> None:
    """Take the public page away."""
    lock(fund)
    fund.published_at = None
