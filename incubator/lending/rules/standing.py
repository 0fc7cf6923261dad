"""How a loan stands on a day: what fell due, what was paid of it, and what comes.

The rule of every fund here: what comes in pays the oldest instalment first, and of that the interest before the principal. What is more
than was due lowers the loan, and the instalments that are left are reckoned again. Being late costs nothing extra.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.lending.rules.schedules import NO_AMOUNT, renewed, schedule
from incubator.lending.values import Instalment, InstalmentRow, LoanStanding, LoanTerms, Repaid, ScheduleChange

TOO_MUCH = N_("This is more than what is left of the loan: %(owed)s on this day.")
BEFORE_PAYOUT = N_("The loan was paid out on %(day)s. Nothing can be repaid before that day.")


@dataclass(slots=True)
class _Course:
    """A loan on its way through the days."""

    terms: LoanTerms
    coming: list[Instalment]
    due: list[Instalment] = field(default_factory=list)
    principal_paid: int = 0
    interest_paid: int = 0
    ahead: int = 0  # of the principal: paid before it fell due, and taken out of the instalments that came after

    def reach(self, day: date) -> None:
        """Let everything fall due until the end of a day."""
        # What falls due today can still be paid today: it is due now, and late from tomorrow on.
        while self.coming and self.coming[0].on <= day:
            self.due.append(self.coming.pop(0))

    def take(self, paid: Repaid, amount: int) -> None:
        self.principal_paid += paid.principal
        self.interest_paid += paid.interest
        early = self.principal_paid - self.ahead - sum(each.principal for each in self.due)
        # What was paid ahead of its day lowers what the coming instalments are reckoned over.
        if early > 0:
            self.ahead += early
            self.coming = renewed(self.terms, amount - self.principal_paid, self.coming)

    def change(self, changed: ScheduleChange, amount: int) -> None:
        """Principal that was late goes into the new schedule; interest that fell due stays due."""
        left = self.principal_paid - self.ahead
        kept = []
        for each in self.due:
            principal = min(left, each.principal)
            left -= principal
            kept.append(replace(each, principal=principal))
        self.due = kept
        # A schedule that is agreed later is about what is left on its day, and not about the whole loan.
        self.terms = replace(changed.terms, amount=amount - self.principal_paid)
        self.coming = schedule(self.terms) if self.terms.amount else []


def standing(
    terms: LoanTerms, changes: Sequence[ScheduleChange], payments: Sequence[Repaid], day: date
) -> LoanStanding:
    """How a loan that was paid out stands at the end of a day; payments of later days count for nothing."""
    course = _Course(terms, schedule(terms))
    amount = terms.amount
    # On one day first what falls due, then what was agreed, then what came in.
    happened = [(each.on, 0, place) for place, each in enumerate(changes) if each.on <= day]
    happened += [(each.on, 1, place) for place, each in enumerate(payments) if each.on <= day]
    for on, kind, place in sorted(happened):
        course.reach(on)
        if kind == 0:
            course.change(changes[place], amount)
        else:
            course.take(payments[place], amount)
    course.reach(day)
    rows = _paid(course.due, course.interest_paid, course.principal_paid - course.ahead)
    return LoanStanding(day, rows, tuple(course.coming), amount - course.principal_paid)


def _paid(due: Sequence[Instalment], interest: int, principal: int) -> tuple[InstalmentRow, ...]:
    """What was paid, laid on the instalments from the oldest on."""
    # Laid out anew each time and stored nowhere: a payment that is taken back leaves no mark behind.
    rows = []
    for each in due:
        of_interest, of_principal = min(interest, each.interest), min(principal, each.principal)
        interest -= of_interest
        principal -= of_principal
        rows.append(InstalmentRow(each, of_interest, of_principal))
    return tuple(rows)


def divide(stands: LoanStanding, amount: int) -> Repaid:
    """What of an amount is interest and what is principal: the oldest instalment first, of each the interest before the principal.

    Raises `RuleViolation` for nothing, and for more than closes the loan.
    """
    if amount <= 0:
        raise RuleViolation(NO_AMOUNT, field="amount")
    # More would leave the fund owing the group, and the account of a loan cannot go below zero.
    if amount > stands.owed:
        raise RuleViolation(TOO_MUCH, field="amount", owed=stands.owed)
    interest = principal = 0
    left = amount
    for row in stands.due:
        of_interest = min(left, row.instalment.interest - row.interest_paid)
        of_principal = min(left - of_interest, row.instalment.principal - row.principal_paid)
        interest += of_interest
        principal += of_principal
        left -= of_interest + of_principal
    # What is more than was due lowers the loan.
    return Repaid(stands.day, interest, principal + left)
