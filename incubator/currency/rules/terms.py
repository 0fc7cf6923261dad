"""What rules of a currency must be, when a proposal is accepted, and what demurrage comes to."""

from collections.abc import Iterator
from datetime import date, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.quantities import end_of_month
from incubator.currency.values import BallotCounts, CurrencyTerms, CurrencyVerdict, DemurragePeriod

LARGEST = 100_000_000  # a million of the unit: more than any neighbourhood pays at once
WHOLE = 10_000  # hundred per cent, in hundredths of a per cent
MOST_CATEGORIES = 40
LONGEST_CATEGORY = 80
LAST_MONTHS = {
    DemurragePeriod.MONTH: range(1, 13),
    DemurragePeriod.QUARTER: (3, 6, 9, 12),
    DemurragePeriod.YEAR: (12,),
}
VOTE_CLOSED = N_("This vote closed at the end of %(day)s. Votes after that do not count.")
SAME_PROPOSAL = N_("The same proposal is open for votes already.")
SAME_DECISION = N_("This decision was recorded already.")
NOT_YET = N_("A decision is of today or before.")


def currency_name(typed: str, field: str) -> str:
    """A name or a unit without blanks around it. Raises `RuleViolation` for an empty one and for one with a link in it."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Fill in a name."), field=field)
    return refuse_links(name, field=field)


def check_terms(terms: CurrencyTerms) -> None:
    """Raise `RuleViolation` at the field of what cannot be meant."""
    if not 0 <= terms.credit <= LARGEST:
        raise RuleViolation(N_("Fill in how far below zero an account may go: 0 or more."), field="credit")
    if terms.upper is not None and not 0 < terms.upper <= LARGEST:
        raise RuleViolation(N_("The upper limit must be above zero."), field="upper")
    _check_warnings(terms)
    _check_demurrage(terms)
    if len(terms.categories) > MOST_CATEGORIES:
        raise RuleViolation(N_("Name at most %(most)s places and categories."), field="places", most=MOST_CATEGORIES)
    if any(len(category) > LONGEST_CATEGORY for category in terms.categories):
        raise RuleViolation(N_("Keep each line shorter than %(most)s letters."), field="places", most=LONGEST_CATEGORY)


def _check_warnings(terms: CurrencyTerms) -> None:
    """A warning comes before the limit, or it warns of nothing."""
    if terms.warn_low is not None and not -terms.credit <= terms.warn_low <= LARGEST:
        raise RuleViolation(N_("This warning lies beyond the limit. Warn before it."), field="warn_low")
    highest = terms.upper or LARGEST
    if terms.warn_high is not None and not 0 < terms.warn_high <= highest:
        raise RuleViolation(N_("This warning lies beyond the limit. Warn before it."), field="warn_high")


def _check_demurrage(terms: CurrencyTerms) -> None:
    if not 0 <= terms.demurrage <= WHOLE:
        raise RuleViolation(N_("Fill in a percentage from 0 to 100."), field="demurrage")
    if terms.demurrage and terms.demurrage_period is None:
        raise RuleViolation(N_("Choose how often the percentage is taken."), field="demurrage_period")


def check_start(applies_from: date, not_before: date) -> None:
    """Rules never hold for what was paid before they were decided."""
    if applies_from < not_before:
        raise RuleViolation(
            N_("New rules hold from %(day)s at the earliest, never for what is past."),
            field="applies_from",
            day=not_before,
        )


def check_closing(closes_on: date, today: date) -> None:
    """Raise `RuleViolation` for a vote without a day to vote on."""
    if closes_on <= today:
        raise RuleViolation(N_("Give people time to vote: choose a day after today."), field="closes_on")


def check_voting(closes_on: date, today: date) -> None:
    """Raise `RuleViolation` for a vote after the last day."""
    if today > closes_on:
        raise RuleViolation(VOTE_CLOSED, day=closes_on)


def verdict(counts: BallotCounts, quorum: int) -> CurrencyVerdict:
    """Accepted when more voted yes than no, and at least `quorum` per cent of who could vote did so (blank counts as a vote given)."""
    # Multiplied and not divided: no rounding may tip a vote.
    if counts.given * 100 < quorum * counts.electors:
        return CurrencyVerdict.REJECTED
    # As many for as against changes nothing: the rules that people know go on.
    if counts.yes > counts.no:
        return CurrencyVerdict.ACCEPTED
    return CurrencyVerdict.REJECTED


def demurrage_of(balance: int, percentage: int, decimals: int) -> int:
    """What is taken of a balance above zero, in hundredths; rounded down to what the unit can be split in, for who pays it."""
    step = 10 ** (2 - decimals)
    return max(0, balance) * percentage // WHOLE // step * step


def ends_a_period(day: date, period: DemurragePeriod) -> bool:
    return day == end_of_month(day) and day.month in LAST_MONTHS[period]


def month_ends(after: date, before: date) -> Iterator[date]:
    """The last days of months after one day and before another."""
    day = end_of_month(after + timedelta(days=1))
    while day < before:
        yield day
        day = end_of_month(day + timedelta(days=1))
