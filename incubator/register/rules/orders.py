"""Which entries can follow on which (M-rules of the fact base): what cannot be is refused with its article."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.core.working_days import next_working_day
from incubator.register.rules.membership import BOOK_2, GENERAL_MEETING, REASONS, MembershipRule
from incubator.register.values import ImmediateGround, MembershipNotice

TRANSFER = MembershipRule("M-01", "BW 2:34(1)", BOOK_2)
NEW_DUTIES = MembershipRule("M-09", "BW 2:36(3)", BOOK_2)
CONVERSION = MembershipRule("M-10", "BW 2:36(4)", BOOK_2)
WRITING = MembershipRule("M-12", "BW 2:61", BOOK_2)
MEMBER_LIST = MembershipRule("M-13", "BW 2:61(d)", BOOK_2)
LIABILITY_AFTER = MembershipRule("M-15", "BW 2:55(1)", BOOK_2)
WITH_LIABILITY = frozenset({"WA", "BA"})
WINDOW_MONTHS = 1
ACKNOWLEDGED_WITHIN = timedelta(days=14)


def check_transfer(allowed: bool, *, on: date) -> None:
    """M-01: a membership is personal, unless the statutes say that it can pass to somebody else."""
    if TRANSFER.holds_on(on) and not allowed:
        raise RuleViolation(
            N_(
                "A membership is personal: your statutes do not say that it can be handed on (article 2:34 BW). "
                "Enter a resignation and a new admission."
            )
        )


def check_suspension(allowed: bool, until: date | None, on: date, most_months: int | None) -> None:
    """Only the statutes can give the right to suspend, besides the suspension that comes with an expulsion."""
    if not allowed:
        raise RuleViolation(
            N_("Your statutes do not say that a member can be suspended. Only an expulsion suspends (article 2:35 BW).")
        )
    if until is not None and until < on:
        raise RuleViolation(N_("A suspension cannot end before it began."), field="until")
    if most_months and (until is None or until > months_later(on, most_months)):
        raise RuleViolation(
            N_("By your statutes a suspension lasts at most this number of months: %(months)s."),
            field="until",
            months=most_months,
        )


def appeal_months(by_statutes: Fraction | None) -> int:
    """M-06: a month at least, whatever the statutes say; a part of a month counts as a whole one."""
    # Statutes may give more time and never less, so the month of the act is the floor and not a default.
    months = by_statutes or Fraction(0)
    return max(1, -(-months.numerator // months.denominator))


def appeal_until(decided_on: date, months: int) -> date:
    """M-06: the last day to appeal. A month that ends in a weekend or on a holiday runs on: nobody is kept out by a doubtful count."""
    return next_working_day(months_later(decided_on, months))


def leave_at_once_until(learnt_on: date) -> date:
    """M-09 and M-10: the last day to leave at once after hearing of a decision, counted as the time to appeal."""
    return next_working_day(months_later(learnt_on, WINDOW_MONTHS))


def check_expulsion(decided_on: date, last_day: date, decided_by: str, months: int) -> None:
    """M-06: the membership does not end before the time to appeal is over; there is none after the general meeting itself."""
    if decided_by == GENERAL_MEETING or not REASONS.holds_on(decided_on):
        return
    earliest = appeal_until(decided_on, months)
    if last_day < earliest:
        raise RuleViolation(
            N_("The member can appeal until %(day)s (article 2:35 BW). The membership cannot end before that day."),
            field="on",
            day=f"{earliest:%d-%m-%Y}",
        )


def check_appeal(filed_on: date, decided_on: date, last_day: date, decided_by: str) -> None:
    """An appeal within its term; against the general meeting itself the law gives none."""
    if decided_by == GENERAL_MEETING:
        raise RuleViolation(
            N_("The general meeting decided itself: there is no appeal to it (article 2:35 BW). A judge can be asked.")
        )
    if not decided_on <= filed_on <= last_day:
        raise RuleViolation(
            N_("The time to appeal was from %(begin)s until %(end)s (article 2:35 BW)."),
            field="on",
            begin=f"{decided_on:%d-%m-%Y}",
            end=f"{last_day:%d-%m-%Y}",
        )


def check_after(day: date, earlier: date) -> None:
    """What follows on something comes after it."""
    if day < earlier:
        raise RuleViolation(N_("This cannot have been before %(day)s."), field="on", day=f"{earlier:%d-%m-%Y}")


def check_notice(notice: MembershipNotice, regime: str) -> None:
    """M-09 and M-10: at once within a month after the news of a decision. M-12: in writing where members are liable."""
    rule = {ImmediateGround.DUTIES: NEW_DUTIES, ImmediateGround.CONVERSION: CONVERSION}.get(
        ImmediateGround(notice.ground) if notice.ground else ImmediateGround.UNREASONABLE
    )
    if rule is not None and rule.holds_on(notice.noticed_on):
        if notice.learnt_on is None:
            raise RuleViolation(N_("Fill in when the member learnt of the decision."), field="learnt_on")
        if not notice.learnt_on <= notice.noticed_on <= leave_at_once_until(notice.learnt_on):
            raise RuleViolation(
                N_(
                    "Leaving at once can be done within a month after the member learnt of it (article 2:36 BW). "
                    "After that the normal term counts."
                ),
                field="ground",
            )
    check_writing(notice.in_writing, regime, on=notice.noticed_on)


def check_writing(in_writing: bool, regime: str, *, on: date) -> None:
    """M-12: where members are liable for a deficit, joining and leaving are done on paper."""
    if regime in WITH_LIABILITY and WRITING.holds_on(on) and not in_writing:
        raise RuleViolation(
            N_("In a cooperative with liability this must be in writing (article 2:61 BW). Tick that it is."),
            field="in_writing",
        )


def liable_until(left_on: date, regime: str, years: Fraction | None) -> date | None:
    """M-15: until when somebody who left can be charged for a deficit; None when the statutes exclude it."""
    if regime not in WITH_LIABILITY:
        return None
    # A part of a month counts as a whole one: a liability that ends too early on paper would be a surprise later.
    months = max(12, ceil((years or Fraction(1)) * 12))
    return months_later(left_on, months)


def acknowledged_by(noticed_on: date) -> date:
    """M-12: the board confirms a resignation in writing within fourteen days."""
    return noticed_on + ACKNOWLEDGED_WITHIN


def check_trial(allowed: bool, until: date | None, on: date, most_months: int | None) -> None:
    """Somebody works on trial only where the statutes know aspirants; a trial that never ends is no trial."""
    if not allowed:
        raise RuleViolation(N_("Your statutes do not know people on trial (article 2:53 BW)."), field="outcome")
    if until is None or until < on:
        raise RuleViolation(N_("Fill in until when the trial lasts."), field="until")
    if most_months and until > months_later(on, most_months):
        raise RuleViolation(
            N_("By your statutes a trial lasts at most this number of months: %(months)s."),
            field="until",
            months=most_months,
        )


def day_after(last_day: date) -> date:
    """Who takes over a membership is a member from the day after the last day of the other."""
    return last_day + timedelta(days=1)
