"""What an agreement to lend people must be, what is settled, and what the law may ask.

Source of the flags: rule T-04, of which `core.reference.supplying_staff` has the articles and days.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import end_of_month
from incubator.core.reference import supplying_staff
from incubator.solidarity.rules.terms import EARLIEST
from incubator.solidarity.values import PeopleLoanTerms, WagePayer, WhoIsNamed, WorkLead

MOST_HOURS_A_WEEK = 4_000  # in hundredths: more is not one job
MOST_HOURS_A_MONTH = 22_400  # in hundredths: five weeks of forty hours, and some
MOST_YEARS = 3  # longer is no loan but another employer
HIGHEST_REFUND = 50_000  # cents an hour: more is a slip of the pen
# Eight to eleven signs: a citizen service number has nine digits, often with dots or blanks between.
NUMBER_OF_A_CITIZEN = re.compile(r"(?<!\d)\d[\d. -]{6,9}\d(?!\d)")
BOTH_ACTS = f"{supplying_staff.LEAD_ARTICLE}; {supplying_staff.ADMISSION_ACT}"
AVAILABLE = N_(
    "The borrower leads the work. Then this looks like making people available (Waadi, article 1). From %(since)s that takes an "
    "admission (Wtta), which is checked from %(checked)s; until then look whether you must be registered for it at KVK."
)
OWN_LEAD = N_(
    "The lender leads the work. Then this is probably no making people available, but work for a result. Who leads on the spot "
    "decides, not what is written here."
)
SAME_PAY = N_(
    "Who works under the lead of another has a right to at least the pay of its own people in the same work (Waadi, article 8), "
    "and pays nothing for being lent (article 9)."
)
TAX = N_("For lending people VAT may be due, also without profit. Check it with your bookkeeper or the tax office.")
WAGE = N_("The borrower pays the wage. Ask an adviser whether it becomes the employer by that.")


@dataclass(frozen=True, slots=True)
class LendingFlag:
    """Something to look into before people go: advice with its article."""

    sentence: str
    article: str
    since: date | None = None
    checked: date | None = None


def flags(terms: PeopleLoanTerms) -> tuple[LendingFlag, ...]:
    """What the law may ask of this agreement. An adviser or the Labour Authority decides."""
    seen = []
    # Both at once: without a refund nobody is made available for pay, whoever leads the work.
    if terms.lead is WorkLead.BORROWER and terms.refund_cents > 0:
        seen.append(
            LendingFlag(AVAILABLE, BOTH_ACTS, supplying_staff.ADMISSION_SINCE, supplying_staff.ADMISSION_CHECKED)
        )
        seen.append(LendingFlag(SAME_PAY, supplying_staff.SAME_PAY_ARTICLES))
    elif terms.lead is WorkLead.LENDER:
        seen.append(LendingFlag(OWN_LEAD, supplying_staff.LEAD_ARTICLE))
    if terms.refund_cents > 0:
        seen.append(LendingFlag(TAX, ""))
    if terms.wage_payer is WagePayer.BORROWER:
        seen.append(LendingFlag(WAGE, "BW 7:610"))
    return tuple(seen)


def check_people_loan(terms: PeopleLoanTerms) -> None:
    """Raise `RuleViolation` at the field of what cannot be meant, and for a name without a ground."""
    # A citizen service number may stand in no agreement between two firms.
    if NUMBER_OF_A_CITIZEN.search(terms.who) or "@" in terms.who:
        raise RuleViolation(N_("No numbers or addresses of a person here: a role or initials is enough."), field="who")
    if terms.named_as is WhoIsNamed.NAME and not terms.ground:
        raise RuleViolation(
            N_("Why must the name stand here? Write down the ground, or use a role or initials."), field="ground"
        )
    if not 0 < terms.hours <= MOST_HOURS_A_WEEK:
        raise RuleViolation(N_("Fill in the hours a week: more than 0, at most 40."), field="hours")
    _check_days(terms)
    if not 0 <= terms.refund_cents <= HIGHEST_REFUND:
        raise RuleViolation(N_("Fill in 0 to 500 euros an hour."), field="refund_cents")


def _check_days(terms: PeopleLoanTerms) -> None:
    if terms.begins_on < EARLIEST:
        raise RuleViolation(N_("This day is before 1990. Is the year right?"), field="begins_on")
    if terms.ends_on < terms.begins_on:
        raise RuleViolation(N_("The last day comes before the first."), field="ends_on")
    if terms.ends_on.year > terms.begins_on.year + MOST_YEARS:
        raise RuleViolation(
            N_("Lending lasts at most %(most)s years here. Agree anew after that."), field="ends_on", most=MOST_YEARS
        )


def check_month(month: date, hours: int, terms: PeopleLoanTerms, today: date) -> None:
    """Raise `RuleViolation` for hours in a month outside the agreement, or of a month that is still to come."""
    if not 0 <= hours <= MOST_HOURS_A_MONTH:
        raise RuleViolation(N_("Fill in 0 to 224 hours for a month."), field="hours")
    if month > today:
        raise RuleViolation(N_("This month is still to come."), field="month")
    # A month in which it begins or ends halfway is allowed, since hours come by whole months.
    if end_of_month(month) < terms.begins_on or month > terms.ends_on:
        raise RuleViolation(N_("The agreement does not hold in this month."), field="month")


def settlement(hours: int, refund_cents: int) -> int:
    """What is refunded for hours (in hundredths), in cents; half a cent is rounded up."""
    # Multiplied out first and rounded once: a rounded price an hour would add up to another amount.
    exact = Decimal(hours) * refund_cents / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
