"""What can be booked on the account of a member."""

from collections.abc import Iterable
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_cents

LARGEST_PAYMENT = 1_000_000_000  # cents; the database counts payments to twice this


def still_due(contribution: str | None, paid_cents: int) -> int | None:
    """What is left to pay of the contribution, in cents; None when nothing is, or nobody knows how much it is."""
    if contribution is None:
        return None
    due = read_cents(contribution, "en") - paid_cents
    return due if due > 0 else None


def check_payment(cents: int) -> None:
    """An amount that can be paid: more than nothing, and no more than an account can hold."""
    if cents == 0:
        raise RuleViolation(N_("Fill in an amount."), field="amount")
    if abs(cents) > LARGEST_PAYMENT:
        raise RuleViolation(
            N_("This is more than can be booked at once. Look whether the amount is right."), field="amount"
        )


def check_balance(movements: Iterable[tuple[date, int]]) -> None:
    """No day on which an account is below zero, also when what is entered now was paid before."""
    balance = 0
    # On the same day what came in counts before what went out: nobody knows the hour.
    for _day, cents in sorted(movements, key=lambda movement: (movement[0], -movement[1])):
        balance += cents
        if balance < 0:
            raise RuleViolation(N_("There is not enough on this account."), field="amount")
