"""When the cooperatives of a fund have decided, and what can be asked, paid and paid back."""

from datetime import date, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.solidarity.rules.terms import LARGEST, check_past
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    QuestionCounts,
    QuestionKind,
    ReturnRule,
    SolidarityVerdict,
    SupportAsk,
    SupportReturn,
)

LONGEST_VOTE = 92  # days: what nobody decided in a quarter is asked anew
# Beyond these it is a slip of the pen: no fund of a neighbourhood pays so many people, or so long.
MOST_PEOPLE, MOST_MONTHS = 500, 36
NOBODY_ELSE = N_("No other cooperative takes part yet, so nobody can decide. Ask when a second one has joined.")
VOTE_CLOSED = N_("This vote closed at the end of %(day)s. Votes after that do not count.")
OWN_QUESTION = N_("Who asks does not decide.")
NOT_ACCEPTED = N_("This support was not granted, so nothing can be paid.")
SAME_ASK = N_("The same question is open for votes already.")
YEAR_BOOKED = N_("The contribution of this year is booked already. Take it back first when the amount was wrong.")
NOT_OWED = N_("This is more than is still to be paid back.")
TOO_MUCH = N_("This is more than was granted.")
EMPTY_FUND = N_("There is not enough in the fund for this.")


def check_closing(closes_on: date, today: date, field: str = "closes_on") -> None:
    """Raise `RuleViolation` for a vote without a day to vote on, or without an end that anybody waits for."""
    if closes_on <= today:
        raise RuleViolation(N_("Give people time to vote: choose a day after today."), field=field)
    if closes_on > today + timedelta(days=LONGEST_VOTE):
        raise RuleViolation(N_("Let the vote close within three months."), field=field)


def check_voting(closes_on: date, today: date) -> None:
    """Raise `RuleViolation` for a vote after the last day."""
    if today > closes_on:
        raise RuleViolation(VOTE_CLOSED, day=closes_on)


def verdict(counts: QuestionCounts, quorum: int) -> SolidarityVerdict:
    """Accepted when more cooperatives voted yes than no, and at least `quorum` per cent of who could vote did so."""
    # Multiplied and not divided: no rounding may tip a vote.
    if not counts.given or counts.given * 100 < quorum * counts.electors:
        return SolidarityVerdict.REJECTED
    # Blank counts for the turn-out and for neither side; as many yes as no changes nothing.
    if counts.yes > counts.no:
        return SolidarityVerdict.ACCEPTED
    return SolidarityVerdict.REJECTED


def check_ask(ask: SupportAsk, returns: ReturnRule, largest_cents: int | None, today: date) -> None:
    """Raise `RuleViolation` for what the agreement does not allow, or cannot be meant."""
    check_amount(ask.cents)
    if largest_cents is not None and ask.cents > largest_cents:
        raise RuleViolation(N_("This is more than the agreement allows for one support."), field="cents")
    _check_wages(ask)
    allowed = {ReturnRule.GIFT: SupportReturn.GIFT, ReturnRule.PAYBACK: SupportReturn.PAYBACK}.get(returns)
    if allowed is SupportReturn.GIFT and ask.returns is not allowed:
        raise RuleViolation(N_("By the agreement support is a gift."), field="returns")
    if allowed is SupportReturn.PAYBACK and ask.returns is not allowed:
        raise RuleViolation(N_("By the agreement support is paid back."), field="returns")
    check_closing(ask.closes_on, today)


def _check_wages(ask: SupportAsk) -> None:
    # Of money nobody has to say for how many; what was filled in must be possible all the same.
    needed = ask.kind is QuestionKind.WAGES
    for field, number, most in (("people", ask.people, MOST_PEOPLE), ("months", ask.months, MOST_MONTHS)):
        if number is None and not needed:
            continue
        if number is None or not 0 < number <= most:
            raise RuleViolation(N_("How many? Fill in 1 to %(most)s."), field=field, most=most)


def check_amount(cents: int) -> None:
    """Raise `RuleViolation` for nothing, for less than nothing, and for more than any fund holds."""
    if not 0 < cents <= LARGEST:
        raise RuleViolation(N_("Fill in an amount above zero."), field="cents")


def check_contribution(terms: ContributionTerms, today: date) -> None:
    """Raise `RuleViolation` for a year that is still to come, or a payment that is."""
    check_amount(terms.cents)
    if not 1990 <= terms.year <= today.year:
        raise RuleViolation(N_("Fill in a year from 1990 until this year."), field="year")
    check_past("paid_on", terms.paid_on, today)


def check_receipt(receipt: FundReceipt, *, most: int, too_much: str, not_before: date, today: date) -> None:
    """Raise `RuleViolation` for a payment above `most` cents, one that is still to come, and one before it was granted."""
    check_amount(receipt.cents)
    check_past("paid_on", receipt.paid_on, today)
    # Money that went before the vote was over would make the vote a formality.
    if receipt.paid_on < not_before:
        raise RuleViolation(N_("This day comes before the cooperatives decided."), field="paid_on")
    if receipt.cents > most:
        raise RuleViolation(too_much, field="cents")
