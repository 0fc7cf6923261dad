"""What an entry must be before it is booked: plain Python."""

from collections.abc import Iterable, Mapping
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

LARGEST = 10**15  # in cents: more than any account here will ever hold, and far within what the databases count to
NOT_BALANCED = N_("What goes off and what comes on must be the same.")
NOTHING = N_("Fill in an amount.")
TOO_MUCH = N_("This is more than can be booked at once. Look whether the amount is right.")
PERIOD_CLOSED = N_(
    "The books are closed until %(day)s. Book this on a later day, with the day it belongs to in the note."
)
TOO_LITTLE = N_("There is not enough on this account.")
TOO_HIGH = N_("This account would hold more than it may.")
REVERSED = N_("This entry was corrected already.")
IS_COUNTER_ENTRY = N_("This entry corrects another. Book what is right as a new entry.")
OTHER_ENTRY = N_("This was booked before with other amounts. Look at the account before you book it again.")


def check_movements(movements: Mapping[str, int]) -> None:
    """Raise `RuleViolation` unless two or more amounts come to nothing together."""
    if not any(movements.values()):
        raise RuleViolation(NOTHING, field="amount")
    if any(abs(cents) > LARGEST for cents in movements.values()):
        raise RuleViolation(TOO_MUCH, field="amount")
    # Whole cents: a difference of one cent is a mistake, never a matter of rounding.
    if sum(movements.values()) != 0:
        raise RuleViolation(NOT_BALANCED, field="amount")


def check_open(on: date, closed_until: date | None) -> None:
    """Raise `RuleViolation` for a day in a period that was closed."""
    if closed_until is not None and on <= closed_until:
        raise RuleViolation(PERIOD_CLOSED, field="on", day=closed_until)


def check_limits(by_day: Iterable[tuple[date, int]], minimum: int | None, maximum: int | None, since: date) -> None:
    """Raise `RuleViolation` when the balance leaves its limits at the end of any day since the entry, also of one before today.

    Within a day nobody knows the hour: what came in counts before what went out.
    """
    balance = 0
    # All days, and not today alone: an entry dated back may leave too little on a day that is past.
    for day, cents in sorted(by_day):
        balance += cents
        if day < since:
            continue
        if minimum is not None and balance < minimum:
            raise RuleViolation(TOO_LITTLE, field="amount")
        if maximum is not None and balance > maximum:
            raise RuleViolation(TOO_HIGH, field="amount")


def check_close(ends_on: date, closed_until: date | None, today: date) -> None:
    """A period closes after its last day, and after the one before it."""
    if ends_on >= today:
        raise RuleViolation(N_("A period can be closed when its last day is over."), field="ends_on")
    # Periods follow each other: an older one that closes later would leave a gap in which one can still book.
    if closed_until is not None and ends_on <= closed_until:
        raise RuleViolation(N_("The books are closed until %(day)s already."), field="ends_on", day=closed_until)
