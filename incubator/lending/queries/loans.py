"""Loans: who may know of them, what was paid, and how they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core.db import db
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.lending.models import GrantedLoan, LendingFund, LoanApplication, SubordinatedLoan
from incubator.lending.queries.funds import sits
from incubator.lending.rules.standing import standing
from incubator.lending.values import LoanPart, LoanStanding, LoanState, Repaid, ScheduleChange, SubordinatedTerms
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodPerson
from incubator.neighbourhood.values import NeighbourhoodRole

PAID_PARTS = (LoanPart.REPAYMENT, LoanPart.GUARANTEE)


@dataclass(slots=True)
class LoanBook:
    """What was booked of a loan and still counts, in order of its day; and all of it, with what was taken back."""

    counting: list[LedgerEntry] = field(default_factory=list)
    all: list[LedgerEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A line of the statement of a loan: what was booked, and what was left after it, in cents."""

    entry: LedgerEntry
    interest: int
    principal: int
    left: int
    taken_back: bool

    @property
    def total(self) -> int:
        return self.interest + self.principal


def keeps(viewer: User) -> ColumnElement[bool]:
    """The funds whose loans somebody keeps: as a driver, as the manager, or in the committee."""
    if is_manager(viewer):
        return true()
    driven = select(NeighbourhoodPerson.neighbourhood_id).where(
        NeighbourhoodPerson.user_id == viewer.id, NeighbourhoodPerson.role == NeighbourhoodRole.DRIVER
    )
    return or_(LendingFund.neighbourhood_id.in_(driven), sits(viewer))


def _seen(viewer: User) -> ColumnElement[bool]:
    """Loans of groups in which one takes part, and of funds that one keeps. Not those of groups that one guides."""
    # A coach helps to apply and sees that; how a group pays is between it and the fund.
    mine = select(Participation.cooperative_id).where(Participation.user_id == viewer.id, Participation.until.is_(None))
    return or_(GrantedLoan.cooperative_id.in_(mine), keeps(viewer))


def loan(viewer: User, slug: str, loan_number: int) -> GrantedLoan | None:
    """A loan that the viewer may know of: of who borrowed, and of who keeps the fund. A loader for `guarded`."""
    statement = (
        select(GrantedLoan)
        .join(GrantedLoan.fund)
        .join(LendingFund.neighbourhood)
        .where(Neighbourhood.slug == slug, GrantedLoan.number == loan_number, _seen(viewer))
        .options(
            joinedload(GrantedLoan.fund).joinedload(LendingFund.neighbourhood),
            joinedload(GrantedLoan.cooperative),
            joinedload(GrantedLoan.application),
            selectinload(GrantedLoan.schedules),
        )
    )
    return db.session.scalar(statement)


def number_of_application(viewer: User, application: LoanApplication) -> int | None:
    """The number of the loan that was made of an application, for who may know of that loan."""
    statement = select(GrantedLoan.number).join(GrantedLoan.fund)
    return db.session.scalar(statement.where(GrantedLoan.application_id == application.id, _seen(viewer)))


def loans(viewer: User, fund: LendingFund) -> Sequence[GrantedLoan]:
    """The loans that the viewer may know of, the newest first."""
    statement = (
        select(GrantedLoan)
        .join(GrantedLoan.fund)
        .where(GrantedLoan.fund_id == fund.id, _seen(viewer))
        .options(joinedload(GrantedLoan.cooperative), selectinload(GrantedLoan.schedules))
    )
    return db.session.scalars(statement.order_by(GrantedLoan.number.desc())).all()


def all_loans(fund: LendingFund) -> Sequence[GrantedLoan]:
    """Every loan of a fund, for its own sums."""
    statement = select(GrantedLoan).where(GrantedLoan.fund_id == fund.id).options(selectinload(GrantedLoan.schedules))
    return db.session.scalars(statement.options(joinedload(GrantedLoan.cooperative)).order_by(GrantedLoan.number)).all()


def per_state(fund: LendingFund) -> Counter[LoanState]:
    """How many loans a fund has in each state."""
    statement = select(GrantedLoan.state, func.count()).where(GrantedLoan.fund_id == fund.id)
    rows = db.session.execute(statement.group_by(GrantedLoan.state))
    return Counter({state: int(number) for state, number in rows})


def books(fund: LendingFund, entries: Sequence[LedgerEntry] | None = None) -> defaultdict[int, LoanBook]:
    """What was booked of each loan, by its number, in one question; none for who has the entries of the fund already.

    Of a loan of which nothing was booked it is an empty book.
    """
    known = ledger.entries(fund.book) if entries is None else entries
    counts = {entry.id for entry in ledger.counting(fund.book, known)}
    by_number: defaultdict[int, LoanBook] = defaultdict(LoanBook)
    for entry in known:
        # What the fund borrowed itself has numbers below zero.
        numbers = {line.account.holder or 0 for line in entry.lines}
        for number in filter(None, numbers):
            by_number[number].all.append(entry)
            if entry.id in counts:
                by_number[number].counting.append(entry)
    return by_number


def book(of_loan: GrantedLoan | SubordinatedLoan) -> LoanBook:
    """What was booked of a loan."""
    holder = of_loan.number if isinstance(of_loan, GrantedLoan) else -of_loan.number
    booked = list(ledger.entries(of_loan.fund.book, holder=holder))
    return LoanBook(ledger.counting(of_loan.fund.book, booked), booked)


def amounts(of_loan: GrantedLoan | SubordinatedLoan, entry: LedgerEntry) -> tuple[int, int]:
    """What an entry did to the interest and to the loan itself, in cents: above zero is what the group owes more."""
    by_code = {line.account.code: line.amount_cents for line in entry.lines}
    return by_code.get(of_loan.interest_account, 0), by_code.get(of_loan.account, 0)


def payments(of_loan: GrantedLoan, booked: Iterable[LedgerEntry]) -> list[Repaid]:
    """What came in and counts."""
    known = []
    for entry in booked:
        if entry.kind in PAID_PARTS:
            interest, principal = amounts(of_loan, entry)
            known.append(Repaid(entry.on_date, -interest, -principal))
    return known


def stands(of_loan: GrantedLoan, day: date, booked: LoanBook | None = None) -> LoanStanding:
    """How a loan stands at the end of a day. Of one that was not paid out, or was written off, nothing falls due."""
    if of_loan.state in {LoanState.PROMISED, LoanState.WRITTEN_OFF}:
        return LoanStanding(day, (), (), 0)
    return course_of(of_loan, day, booked or book(of_loan))


def course_of(of_loan: GrantedLoan, day: date, known: LoanBook) -> LoanStanding:
    """How a loan that was paid out stood on a day, whatever became of it later."""
    # The first is of the grant and holds from the payout; the others hold from the day they were agreed.
    first, *later = of_loan.schedules
    changes = [ScheduleChange(each.agreed_on, each.terms_of(of_loan.amount)) for each in later]
    return standing(first.terms_of(of_loan.amount), changes, payments(of_loan, known.counting), day)


def statement(of_loan: GrantedLoan, booked: LoanBook | None = None) -> list[LoanLine]:
    """Every entry of a loan with what was left after it, the oldest first."""
    known = booked or book(of_loan)
    counting = {entry.id for entry in known.counting}
    left, lines = 0, []
    for entry in known.all:
        interest, principal = amounts(of_loan, entry)
        left += principal
        lines.append(LoanLine(entry, interest, principal, left, entry.id not in counting))
    return lines


def owed_by(fund: LendingFund, group: Cooperative) -> int:
    """What a group still owes the fund, in cents."""
    statement = select(GrantedLoan).where(GrantedLoan.fund_id == fund.id, GrantedLoan.cooperative_id == group.id)
    codes = {each.account for each in db.session.scalars(statement)}
    balances = ledger.balances_on(fund.book)
    return sum(cents for code, cents in balances.items() if code in codes)


def _borrowed(viewer: User) -> Select[SubordinatedLoan]:
    """Subordinated loans: those to the fund for who keeps it, those to a cooperative for who takes part in it."""
    mine = select(Participation.cooperative_id).where(Participation.user_id == viewer.id, Participation.until.is_(None))
    seen = or_(
        SubordinatedLoan.cooperative_id.in_(mine),
        SubordinatedLoan.cooperative_id.is_(None) & keeps(viewer),
    )
    statement = select(SubordinatedLoan).join(SubordinatedLoan.fund).where(seen)
    return statement.options(joinedload(SubordinatedLoan.cooperative))


def borrowed(viewer: User, fund: LendingFund) -> Sequence[SubordinatedLoan]:
    """The subordinated loans that the viewer may know of, the oldest first."""
    statement = _borrowed(viewer).where(SubordinatedLoan.fund_id == fund.id)
    return db.session.scalars(statement.order_by(SubordinatedLoan.number)).all()


def one_borrowed(viewer: User, slug: str, borrowed_number: int) -> SubordinatedLoan | None:
    """A subordinated loan that the viewer may know of. A loader for `guarded`."""
    statement = _borrowed(viewer).join(LendingFund.neighbourhood)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, SubordinatedLoan.number == borrowed_number))


def borrowed_stands(known: SubordinatedLoan, day: date) -> LoanStanding:
    """How a loan to the fund stands: what the fund has to pay back, and when."""
    paid = []
    for entry in book(known).counting:
        if entry.kind == LoanPart.PAID_BACK:
            interest, principal = amounts(known, entry)
            paid.append(Repaid(entry.on_date, interest, principal))
    return standing(known.terms_of(known.amount), (), paid, day)


def members_money(group: Cooperative) -> Sequence[SubordinatedLoan]:
    """What members lent to their cooperative, as it was written down at any fund."""
    statement = select(SubordinatedLoan).where(SubordinatedLoan.cooperative_id == group.id)
    return db.session.scalars(statement.order_by(SubordinatedLoan.id)).all()


def just_borrowed(
    fund: LendingFund, group: Cooperative | None, lent: SubordinatedTerms, *, since: datetime
) -> SubordinatedLoan | None:
    """The same loan of the same lender, written down since a moment; None when there is none."""
    statement = select(SubordinatedLoan).where(
        SubordinatedLoan.fund_id == fund.id,
        SubordinatedLoan.cooperative_id == (group.id if group else None),
        SubordinatedLoan.lender == lent.lender,
        SubordinatedLoan.amount == lent.terms.amount,
        SubordinatedLoan.lent_on == lent.lent_on,
        SubordinatedLoan.document == lent.document,
        SubordinatedLoan.recorded_at >= since,
    )
    return db.session.scalars(statement.limit(1)).first()
