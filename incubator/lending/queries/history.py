"""How a fund stood at the end of each month, out of its book alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incubator.core.quantities import end_of_month, months_later
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.lending.models import GrantedLoan, LendingFund
from incubator.lending.queries import loans
from incubator.lending.queries.funds import CASH

MONTHS = 12
ON_LOAN = "lening-"


@dataclass(frozen=True, slots=True)
class FundMonth:
    """The fund at the end of a day, in cents: in cash, on loan, and late."""

    day: date
    cash: int
    out: int
    late: int

    @property
    def capital(self) -> int:
        return self.cash + self.out


def month_ends(today: date) -> list[date]:
    """The ends of the last months, and today for the one that runs."""
    first = months_later(today.replace(day=1), 1 - MONTHS)
    ends = [end_of_month(months_later(first, each)) for each in range(MONTHS - 1)]
    return [*ends, today]


def late_on(loan: GrantedLoan, day: date, book: loans.LoanBook) -> int:
    """What was late of a loan at the end of a day, in cents."""
    # Nothing is late of a loan that ended, though of one that was written off not all has come.
    ended = loan.ended_on is not None and loan.ended_on <= day
    if loan.paid_out_on is None or loan.paid_out_on > day or ended:
        return 0
    return loans.course_of(loan, day, book).overdue


def months(fund: LendingFund, today: date) -> Sequence[FundMonth]:
    """The fund over the last months; nothing before the first entry."""
    first = ledger.first_day(fund.book)
    if first is None:
        return ()
    entries, known = ledger.entries(fund.book), loans.all_loans(fund)
    books = loans.books(fund, entries)
    # Before its first month there was no fund.
    ends = [day for day in month_ends(today) if day >= first or day == today]
    cash, out = _held(entries, CASH, ends), _held(entries, ON_LOAN, ends)
    made = []
    for day in ends:
        late = sum(late_on(each, day, books[each.number]) for each in known)
        made.append(FundMonth(day, cash[day], out[day], late))
    return made


def _held(entries: Sequence[LedgerEntry], code: str, ends: Sequence[date]) -> dict[date, int]:
    """What accounts whose code begins like this held at the end of each of these days, in cents; the book is walked once."""
    waiting, held, known = iter(entries), 0, {}
    entry = next(waiting, None)
    for day in ends:
        while entry is not None and entry.on_date <= day:
            held += sum(line.amount_cents for line in entry.lines if line.account.code.startswith(code))
            entry = next(waiting, None)
        known[day] = held
    return known
