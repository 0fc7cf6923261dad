"""When who left can be settled with."""

from datetime import date
from fractions import Fraction

from incubator.capital.values.entering import LeavingTerms
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later

LEAST_INDEX, MOST_INDEX = Fraction(1, 2), Fraction(5)
MOST_INSTALMENTS = 20
LONGEST_WAIT = 10 * 12  # months


def check_settling(terms: LeavingTerms, ended_on: date | None, today: date) -> None:
    """After the last day of the membership, with a growth of prices that can be."""
    # The last day is a day of membership: what happens on it still counts in the claim.
    if ended_on is None or ended_on >= today:
        raise RuleViolation(N_("Settle when the last day of the membership is over."))
    if not ended_on < terms.settled_on <= today:
        raise RuleViolation(
            N_("Choose a day after the last day of the membership, and not after today."), field="settled_on"
        )
    if not LEAST_INDEX <= terms.price_index <= MOST_INDEX:
        raise RuleViolation(N_("Write 1,03 when prices rose by 3 percent."), field="price_index")
    if not 1 <= terms.instalments <= MOST_INSTALMENTS:
        raise RuleViolation(N_("Choose between 1 and 20 yearly parts."), field="instalments")
    if terms.first_due_on < terms.settled_on:
        raise RuleViolation(N_("The first payment comes after the settlement."), field="first_due_on")
    # Nobody waits ten years for a first part: that is another year than was meant.
    if terms.first_due_on > months_later(terms.settled_on, LONGEST_WAIT):
        raise RuleViolation(N_("This day is too far ahead. Look whether the year is right."), field="first_due_on")
