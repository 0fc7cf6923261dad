"""What cannot be agreed on: days in another order, an amount without a period, a yes to an older version."""

from collections.abc import Iterable
from datetime import date

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.partnerships.rules import texts
from incubator.partnerships.values import (
    PUBLIC,
    AgreementParty,
    AgreementTerms,
    AgreementText,
    Contribution,
    ContributionKind,
    PartnershipState,
    SaidYes,
)
from incubator.steps.rules import commitments as commitment_rules
from incubator.steps.values.commitments import CommitmentState, StaleReason

# More than twelve around one table is an association, and nobody reads a longer list on a phone.
MOST_PARTIES = 12
MOST_CONTRIBUTIONS = 40
MOST_NOTICE_MONTHS = 60
MOST_YEARS = 30  # ahead: farther is a slip of the pen
HIGHEST_AMOUNT = 10**12  # cents: ten thousand million euros
MOST_HOURS = 10**7  # hundredths: more is no longer help but a firm
ENDED = N_("This partnership has ended. Its texts stay readable.")
NEWER = N_("There is a newer version since you opened this page. Read that first; your answer is about the text.")


def check_terms(terms: AgreementTerms, *, today: date) -> None:
    """Raises `RuleViolation` for days that cannot follow each other and for a term of notice that nobody means."""
    latest = date(today.year + MOST_YEARS, 12, 31)
    for name in texts.DAYS:
        day = getattr(terms, name)
        if day is not None and not commitment_rules.EARLIEST <= day <= latest:
            raise RuleViolation(N_("Is the year of this day right?"), field=name)
    begins, ends, review = terms.begins_on or date.min, terms.ends_on or date.max, terms.review_on
    if ends <= begins:
        raise RuleViolation(N_("The last day comes before the first."), field="ends_on")
    if review is not None:
        _check_review(review, begins, ends)
    if terms.notice_months is not None and not 0 < terms.notice_months <= MOST_NOTICE_MONTHS:
        raise RuleViolation(N_("Fill in a number of months from 1 to 60, or leave it empty."), field="notice_months")


def _check_review(review: date, begins: date, ends: date) -> None:
    if review < begins:
        raise RuleViolation(N_("You look back after the beginning, not before."), field="review_on")
    # After the last day there is nothing left to change.
    if review > ends:
        raise RuleViolation(N_("Look back before the last day, so that you can still change it."), field="review_on")


def check_party(party: AgreementParty, others: Iterable[AgreementParty]) -> None:
    """Raises `RuleViolation` for a party that is there already, and for a public one without its role."""
    others = tuple(others)
    if any(compared(each.name) == compared(party.name) for each in others):
        raise RuleViolation(N_("“%(name)s” is there already."), field="name", name=party.name)
    if len(others) >= MOST_PARTIES:
        raise RuleViolation(N_("There are %(most)s parties: that is the most."), most=MOST_PARTIES)
    if party.kind in PUBLIC and party.role is None:
        raise RuleViolation(N_("Choose what it is: the first customer, a co-owner, or both."), field="role")


def check_contribution(contribution: Contribution, text: AgreementText) -> None:
    """Raises `RuleViolation` for an amount without a period, money without an amount, or a party that is not there."""
    if text.party(contribution.party_id) is None:
        raise RuleViolation(N_("This party is not in the agreement any more."), field="party")
    if len(text.contributions) >= MOST_CONTRIBUTIONS:
        raise RuleViolation(N_("There are %(most)s contributions: that is the most."), most=MOST_CONTRIBUTIONS)
    if contribution.amount_cents is not None and not 0 < contribution.amount_cents <= HIGHEST_AMOUNT:
        raise RuleViolation(N_("Fill in an amount above zero, or leave it empty."), field="amount_cents")
    if contribution.hours_hundredths is not None and not 0 < contribution.hours_hundredths <= MOST_HOURS:
        raise RuleViolation(N_("Fill in a number of hours above zero, or leave it empty."), field="hours")
    _check_measure(contribution)


def _check_measure(contribution: Contribution) -> None:
    measured = contribution.amount_cents is not None or contribution.hours_hundredths is not None
    # The same amount once or each year is another promise.
    if measured and contribution.period is None:
        raise RuleViolation(N_("Say for how long: once, a year, or for the whole term."), field="period")
    if not measured and contribution.period is not None:
        field = "hours" if contribution.kind is ContributionKind.PEOPLE else "amount_cents"
        raise RuleViolation(N_("A period without an amount or hours says nothing. Fill in how much."), field=field)


def check_yes(text: AgreementText, party_id: int, *, seen: int, newest: int, ended: bool) -> None:
    """Raises `Conflict` for a yes to an older version, `RuleViolation` when there are no two sides yet."""
    if ended:
        raise RuleViolation(ENDED)
    # A conflict and no mistake: who agrees did nothing wrong, the text changed while it was read.
    if seen != newest:
        raise Conflict(NEWER)
    if text.party(party_id) is None:
        raise RuleViolation(N_("This party is not in the agreement any more."))
    if not has_two_sides(text):
        raise RuleViolation(
            N_(
                "A government or anchor and somebody of the neighbourhood must both be a party. Add who is missing first."
            )
        )
    if not text.terms.task:
        raise RuleViolation(N_("Write down first what you do together: nobody can say yes to nothing."))


def check_said(yes: SaidYes, *, proposed_on: date, today: date) -> None:
    """Raises `RuleViolation` for a yes that is still to come, or that is older than the text it is about."""
    if yes.on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")
    if yes.on_date < proposed_on:
        raise RuleViolation(N_("This version is from a later day. A yes to it cannot be older."), field="on_date")


def has_two_sides(text: AgreementText) -> bool:
    """Whether public means and the neighbourhood are both at the table."""
    return len({each.kind in PUBLIC for each in text.parties}) == 2


def is_agreed(text: AgreementText, said_yes: Iterable[int]) -> bool:
    """Whether each party of this text said yes to it."""
    return has_two_sides(text) and {each.party_id for each in text.parties} <= set(said_yes)


def state_of(*, ended: bool, agreed: int | None, newest: int) -> PartnershipState:
    """How far it is; `agreed` is the number of the last version to which all said yes."""
    if ended:
        return PartnershipState.ENDED
    if agreed is None:
        return PartnershipState.TALKING
    return PartnershipState.AGREED if agreed == newest else PartnershipState.CHANGING


def stale_reasons(terms: AgreementTerms, heard_on: date, *, ended: bool, today: date) -> tuple[StaleReason, ...]:
    """Why it asks for attention, by the rule of commitments: silence, a last day that passed, a report or review that did not come."""
    state = CommitmentState.DONE if ended else CommitmentState.RUNNING
    passed = [day for day in (terms.report_on, terms.review_on) if day is not None and day < today]
    return commitment_rules.stale_reasons(
        state, heard_on, due_on=terms.ends_on, report_on=max(passed, default=None), today=today
    )
