"""All loans, and the entries of one, as tables that a spreadsheet opens. Amounts are numbers that one can count with."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from incubator.core.tables import Column, Value, xlsx_table
from incubator.lending.messages import words
from incubator.lending.models import GrantedLoan, LendingFund
from incubator.lending.queries import loans
from incubator.lending.values import LoanPart


def euros(cents: int) -> Decimal:
    """Whole cents as euros."""
    # Shifted and not divided: a whole amount keeps its two decimals.
    return Decimal(cents).scaleb(-2)


def loans_table(fund: LendingFund, today: date) -> bytes:
    """A row for each loan: its terms, what is left, what is late."""
    columns = (
        Column(_("Number"), 10),
        Column(_("Group"), 30),
        Column(_("State"), 24),
        Column(_("Paid out"), 14),
        Column(_("Amount"), 14),
        Column(_("Interest a year, in per cent"), 12),
        Column(_("Months"), 10),
        Column(_("Left of the loan"), 14),
        Column(_("Late"), 14),
        Column(_("Days late"), 10),
    )
    books = loans.books(fund)
    rows: list[list[Value]] = []
    for loan in loans.all_loans(fund):
        stands = loans.stands(loan, today, books[loan.number])
        terms = loan.schedules[-1]
        rows.append(
            [
                loan.number,
                loan.cooperative.name,
                str(words.LOAN_STATES[loan.state]),
                loan.paid_out_on,
                euros(loan.amount),
                euros(terms.interest),
                terms.months,
                euros(stands.balance),
                euros(stands.overdue),
                stands.overdue_days,
            ]
        )
    return xlsx_table(_("Loans"), columns, rows)


def statement_table(loan: GrantedLoan) -> bytes:
    """The entries of a loan, the oldest first, with the balance after each."""
    columns = (
        Column(_("Number"), 10),
        Column(_("Day"), 14),
        Column(_("What"), 24),
        Column(_("Proof"), 24),
        Column(_("Interest to pay"), 14),
        Column(_("The loan itself"), 14),
        Column(_("Left of the loan"), 14),
        Column(_("Note"), 40),
    )
    rows: list[list[Value]] = []
    for line in loans.statement(loan):
        entry = line.entry
        what = str(words.PARTS[LoanPart(entry.kind)])
        if entry.reverses_id is not None:
            what = _("Counter-entry: %(what)s", what=what)
        rows.append(
            [
                entry.number,
                entry.on_date,
                what,
                entry.basis,
                euros(line.interest),
                euros(line.principal),
                euros(line.left),
                entry.description,
            ]
        )
    about = ((_("Loan"), str(loan.number)), (_("Group"), loan.cooperative.name), (_("Fund"), loan.fund.name))
    return xlsx_table(_("Loan %(number)s", number=loan.number), columns, rows, about=about)
