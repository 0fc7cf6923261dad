"""Terms of a fund, and when its committee can decide."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.lending.rules.schedules import HIGHEST, LONGEST, NO_AMOUNT, NO_MONTHS
from incubator.lending.values import CommitteeChoice, FundTerms

WHOLE = 10_000  # hundred per cent
NO_QUORUM = N_("The committee needs %(needed)s who advise and have no tie; there are %(there)s now.")
NO_MAJORITY = N_("Most of the advice is for another outcome. Talk it over, or change your advice first.")


def check_fund_terms(terms: FundTerms, latest: FundTerms | None) -> None:
    """Raise `RuleViolation` for terms that cannot be meant, or that begin no later than those before."""
    if terms.largest <= 0:
        raise RuleViolation(N_("Fill in the largest loan."), field="largest")
    if not 1 <= terms.shortest <= terms.longest <= LONGEST:
        raise RuleViolation(N_("The shortest term comes first, then the longest: at most 600 months."), field="longest")
    if not 0 <= terms.interest <= HIGHEST:
        raise RuleViolation(N_("Interest is between 0 and 30 per cent a year."), field="interest")
    # A share of nothing would warn at every loan, and above the whole there is no money to lend.
    if not 0 < terms.share <= WHOLE:
        raise RuleViolation(N_("A share is above 0 and at most 100 per cent."), field="share")
    if not 1 <= terms.quorum <= 50:
        raise RuleViolation(N_("At least one member of the committee decides."), field="quorum")
    # Versions follow each other: a loan always rests on the one that held on its day.
    if latest is not None and terms.starts_on <= latest.starts_on:
        raise RuleViolation(N_("These terms begin after those of %(day)s."), field="starts_on", day=latest.starts_on)


def in_force(versions: Sequence[FundTerms], day: date) -> FundTerms | None:
    """The newest terms that began on this day or before."""
    begun = [each for each in versions if each.starts_on <= day]
    return max(begun, key=lambda each: each.starts_on, default=None)


def check_verdict(outcome: CommitteeChoice, advice: Iterable[CommitteeChoice], quorum: int) -> None:
    """Raise `RuleViolation` unless enough advised and more of them want this than anything else; who steps aside does not count."""
    counted: Counter[CommitteeChoice] = Counter(each for each in advice if each is not CommitteeChoice.ASIDE)
    number = counted.total()
    # Stepping aside lowers who counts and not the quorum: a committee that is mostly tied cannot decide.
    if number < quorum:
        raise RuleViolation(NO_QUORUM, needed=quorum, there=number)
    # There are three outcomes, so the largest can still be a minority; and half is no majority either.
    if counted[outcome] * 2 <= number:
        raise RuleViolation(NO_MAJORITY, field="outcome")


def over_share(asked: int, owed: int, capital: int, share: int) -> bool:
    """Whether a borrower would have more of the fund than its terms allow; of a fund without capital anything is too much."""
    # Multiplied on both sides: a division would round, and one cent can make the difference here.
    return (asked + owed) * WHOLE > capital * share


def check_request(amount: int, months: int) -> None:
    """Raise `RuleViolation` for an amount in cents or a term in months that cannot be meant; the terms of the fund only warn."""
    if amount <= 0:
        raise RuleViolation(NO_AMOUNT, field="amount")
    if not 0 < months <= LONGEST:
        raise RuleViolation(NO_MONTHS, field="months")
