"""Instalments to the cent. Interest of a period is a twelfth of the yearly interest for each month, over what is left at its start."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.lending.values import Instalment, LoanForm, LoanTerms

CENT = Decimal(1)
EVERY = (1, 3)  # months: each month, or each quarter
# months: fifty years. It keeps a slip of the finger from becoming a schedule of thousands of lines.
LONGEST = 600
HIGHEST = 3000  # thirty per cent: more is a slip of the pen

EVEN_MONTHS = N_("Choose months that can be divided into quarters, or pay each month.")
GRACE_TOO_LONG = N_("At least one instalment has to follow the months with interest alone.")
NO_MONTHS = N_("A loan lasts at least one month, and at most fifty years.")
TOO_MUCH_INTEREST = N_("Interest is between 0 and 30 per cent a year.")
NO_AMOUNT = N_("Fill in an amount above zero.")
DAY_TOO_FAR = N_("This day is too far away.")


def check_loan(terms: LoanTerms) -> None:
    """Raise `RuleViolation` for terms out of which no schedule can be made."""
    if terms.amount <= 0:
        raise RuleViolation(NO_AMOUNT, field="amount")
    if not 0 < terms.months <= LONGEST:
        raise RuleViolation(NO_MONTHS, field="months")
    if not 0 <= terms.interest <= HIGHEST:
        raise RuleViolation(TOO_MUCH_INTEREST, field="interest")
    # Interest is reckoned over whole periods alone: part of a quarter has no instalment of its own.
    if terms.months % terms.every or terms.grace % terms.every:
        raise RuleViolation(EVEN_MONTHS, field="months")
    if not 0 <= terms.grace < terms.months:
        raise RuleViolation(GRACE_TOO_LONG, field="grace")
    # Python knows no year after 9999: adding months would break the page instead of naming the field.
    if terms.first_on.year + terms.months // 12 > 9990:
        raise RuleViolation(DAY_TOO_FAR, field="first_on")


def schedule(terms: LoanTerms) -> list[Instalment]:
    """Every instalment of a loan; the principal of all of them is the loan, and the last one takes what rounding left."""
    days = [months_later(terms.first_on, each * terms.every) for each in range(terms.number)]
    return spread(terms, terms.amount, days, 0)


def spread(terms: LoanTerms, balance: int, days: Sequence[date], done: int) -> list[Instalment]:
    """The instalments on these days of what is left, after `done` earlier ones."""
    rate = _rate(terms)
    # When the rest is reckoned again halfway, months with interest alone that are over do not come back.
    alone = max(0, terms.grace // terms.every - done)
    # With nothing but months of interest left the last of them repays all: never a division by nothing.
    parts = max(1, len(days) - alone)
    fixed = _fixed(terms.form, balance, rate, parts)
    made: list[Instalment] = []
    for place, day in enumerate(days):
        interest = _rounded(balance * rate)
        is_last = place == len(days) - 1
        # In the first months nothing is repaid, and a bullet is repaid at once: the last instalment clears whatever is left.
        if is_last:
            principal = balance
        elif place < alone or terms.form is LoanForm.BULLET:
            principal = 0
        elif terms.form is LoanForm.LINEAR:
            principal = min(balance, fixed)
        else:
            principal = min(balance, max(0, fixed - interest))
        balance -= principal
        made.append(Instalment(done + place + 1, day, interest, principal, balance))
    return made


def renewed(terms: LoanTerms, balance: int, coming: Sequence[Instalment]) -> list[Instalment]:
    """The instalments that are left, reckoned again over a lower balance, on the same days."""
    if not coming or not balance:
        return []
    # The days stay as they were agreed: repaying early lowers the instalments and does not shorten the loan.
    return spread(terms, balance, [each.on for each in coming], coming[0].number - 1)


def first_from(terms: LoanTerms, day: date) -> LoanTerms:
    """The same loan with its first instalment on another day."""
    return replace(terms, first_on=day)


def _rate(terms: LoanTerms) -> Decimal:
    """The part of the balance that is interest in a period."""
    # Each month is a twelfth, long or short: so equal instalments are equal in every month.
    return Decimal(terms.interest) / 10_000 * terms.every / 12


def _fixed(form: LoanForm, balance: int, rate: Decimal, parts: int) -> int:
    """Of an annuity the whole instalment, of a linear loan the principal in each."""
    if form is LoanForm.ANNUITY and rate:
        return _rounded(balance * rate / (1 - (1 + rate) ** -parts))
    # Rounded down: of half a cent too much each time nothing would be left for the last.
    return int((Decimal(balance) / parts).quantize(CENT, ROUND_DOWN))


def _rounded(cents: Decimal) -> int:
    # Half up, as people reckon by hand: a `Decimal` by itself would round half a cent to the even one.
    return int(cents.quantize(CENT, ROUND_HALF_UP))
