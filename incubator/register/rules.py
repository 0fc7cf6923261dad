"""Rules about membership and its account (M-rules of the fact base): plain Python, days are arguments."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later, read_cents, year_end_from
from incubator.register.values import (
    EventKind,
    ExpulsionGround,
    Founding,
    MembershipStanding,
    ProposalState,
    Resigning,
    TerminationGround,
)

BOARD, GENERAL_MEETING = "bestuur", "ALV"
CALENDAR_YEAR_END = "12-31"
MONTHS_AHEAD = 12  # who writes down a later day has mistyped the year
MONTHS_TO_END = 24  # a member is never held longer than to the end of the next financial year (BW 2:36(1))
LARGEST_PAYMENT = 1_000_000_000  # cents; the database counts payments to twice this


def still_due(contribution: str | None, paid_cents: int) -> int | None:
    """What is left to pay of the contribution, in cents; None when nothing is, or nobody knows how much it is."""
    if contribution is None:
        return None
    due = read_cents(contribution, "en") - paid_cents
    return due if due > 0 else None


@dataclass(frozen=True, slots=True)
class MembershipRule:
    """A rule of law that the register applies: its number in the fact base, its article, and from when until when it holds."""

    number: str
    source: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


# Book 2 of the civil code came into force on this day; what was decided before is not judged by it.
BOOK_2 = date(1976, 7, 26)
ADMISSION = MembershipRule("M-02", "BW 2:33", BOOK_2)
TERMINATION = MembershipRule("M-04", "BW 2:35(2)", BOOK_2)
EXPULSION = MembershipRule("M-05", "BW 2:35(3)", BOOK_2)
REASONS = MembershipRule("M-06", "BW 2:35(4)", BOOK_2)
RESIGNATION = MembershipRule("M-07", "BW 2:36(1)", BOOK_2)

GROUNDS: dict[EventKind, tuple[MembershipRule, frozenset[str]]] = {
    EventKind.TERMINATION: (TERMINATION, frozenset(TerminationGround)),
    EventKind.EXPULSION: (EXPULSION, frozenset(ExpulsionGround)),
}


def resignation_date(noticed_on: date, terms: Resigning, *, immediate: bool = False) -> date:
    """The last day of a membership after a resignation (BW 2:36).

    By the terms of the statutes, but never later than the end of the next financial year: a longer term does not hold.
    """
    if immediate:
        return noticed_on
    end = _end_by_statutes(noticed_on, terms)
    if not RESIGNATION.holds_on(noticed_on):
        return end
    this_year = year_end_from(noticed_on, terms.fiscal_year_end)
    next_year = year_end_from(this_year + timedelta(days=1), terms.fiscal_year_end)
    return min(end, next_year)


def _end_by_statutes(noticed_on: date, terms: Resigning) -> date:
    months = min(terms.months, MONTHS_TO_END)
    earliest = months_later(noticed_on, months) + timedelta(days=terms.days)
    if terms.at_year_end:
        return year_end_from(earliest, terms.fiscal_year_end)
    return earliest


def resigning_terms(notice: str, months: Fraction | None, fiscal_year_end: str) -> Resigning:
    """What a clause on resigning means. Silent statutes: end of the financial year, four weeks before (BW 2:36(1))."""
    year_end = _known_year_end(fiscal_year_end)
    if not notice:
        return Resigning(fiscal_year_end=year_end)
    at_year_end = bool(re.search(r"boekjaar|einde van het jaar|eind van het jaar|31 december", notice, re.I))
    if months is None:
        return Resigning(days=28 if at_year_end else 0, at_year_end=at_year_end, fiscal_year_end=year_end)
    whole = int(months)
    days = math.ceil((months - whole) * Fraction(365, 12))
    return Resigning(whole, days, at_year_end, year_end)


def _known_year_end(month_day: str) -> str:
    """The end of the financial year that the statutes name, or of the calendar year when they name no day."""
    if not re.fullmatch(r"\d{2}-\d{2}", month_day, re.ASCII):
        return CALENDAR_YEAR_END
    try:
        year_end_from(BOOK_2, month_day)
    except ValueError:
        return CALENDAR_YEAR_END
    return month_day


def standing_on(day: date, end: EventKind | None, last_day: date | None) -> MembershipStanding:
    """How someone who was admitted stands that day: a member until the last day is over, suspended after an expulsion."""
    if end is None or last_day is None:
        return MembershipStanding.MEMBER
    if last_day < day:
        return MembershipStanding.ENDED
    if end is EventKind.EXPULSION:
        return MembershipStanding.SUSPENDED
    return MembershipStanding.MEMBER


def check_admission(decided_by: str, organ: str, *, override: bool, on: date) -> None:
    """M-02: the organ of the statutes decides; after a refusal the general meeting still can, unless excluded."""
    allowed = {organ, GENERAL_MEETING} if override else {organ}
    if decided_by in allowed or not ADMISSION.holds_on(on):
        return
    raise RuleViolation(
        N_("The statutes say that another body decides on admission: %(organ)s (article 2:33 BW)."),
        field="decided_by",
        organ=organ,
    )


def check_end(kind: EventKind, ground: str, *, on: date) -> None:
    """M-04 and M-05: the cooperative ends a membership only on a ground that the law knows."""
    if kind not in GROUNDS:
        return
    rule, grounds = GROUNDS[kind]
    if rule.holds_on(on) and ground not in grounds:
        raise RuleViolation(N_("Choose a ground that the law allows for this (article 2:35 BW)."), field="ground")


def check_reasons(kind: EventKind, reasons: str, *, on: date) -> None:
    """M-06: the member is told in writing, with the reasons."""
    if kind in GROUNDS and REASONS.holds_on(on) and not reasons.strip():
        raise RuleViolation(
            N_("Write down the reasons: the member must get them in writing (article 2:35 BW)."), field="note"
        )


def check_dates(admitted_on: date, ends_on: date) -> None:
    """A membership of a single day can be; one that ends before it began cannot."""
    if ends_on < admitted_on:
        raise RuleViolation(N_("A membership cannot end before it began."), field="on")


def check_earlier(ends_on: date, known_end: date | None) -> None:
    """Who leaves at the end of the year can still die or be expelled before; an end that is not earlier changes nothing."""
    if known_end is not None and ends_on >= known_end:
        raise RuleViolation(N_("This membership has already ended or will end."), field="on")


def check_reach(day: date, today: date, *, field: str, months: int = MONTHS_AHEAD) -> None:
    """A day in 2199 is a slip of the hand, not a plan."""
    if day > months_later(today, months):
        raise RuleViolation(N_("This day is too far ahead. Look whether the year is right."), field=field)


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


def check_founding(signed_on: date, filed_on: date | None, *, today: date) -> None:
    """A deed of today or before, and after that the trade register."""
    if signed_on > today:
        raise RuleViolation(N_("The deed cannot have been signed in the future."), field="signed_on")
    if filed_on is None:
        return
    if filed_on < signed_on:
        raise RuleViolation(N_("Registration comes after the deed."), field="filed_on")
    check_reach(filed_on, today, field="filed_on", months=0)


def check_correction(recorded: Founding, entered: Founding, reason: str) -> None:
    """Raise `RuleViolation` when a deed that counts already would change into the same, or without a reason."""
    if entered == recorded:
        raise RuleViolation(N_("This is what was recorded already."))
    # A number that comes later completes the deed; another number corrects it.
    completed = replace(recorded, kvk=recorded.kvk or entered.kvk, filed_on=entered.filed_on)
    if completed != entered and not reason:
        raise RuleViolation(N_("This deed counts already. Write down why it changes."), field="reason")


def check_undecided(state: ProposalState) -> None:
    """Raise `RuleViolation` when somebody decided about a deed before."""
    if state is not ProposalState.PROPOSED:
        raise RuleViolation(N_("Somebody decided about this deed already."))
