"""What can be said of land and buildings, and when it goes stale: plain Python."""

from collections.abc import Iterable
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.estate.values import (
    ENDED_STATES,
    EstateNews,
    EstateSaid,
    EstateStale,
    EstateState,
    EstateSubject,
    HoldingForm,
)
from incubator.neighbourhood.rules import check_said, is_silent

WHOLE = 10_000  # hundred per cent, in hundredths of a per cent
MOST_OBJECTS = 300
HIGHEST = 10**12  # cents: ten thousand million euros
EARLIEST, LATEST_YEARS = date(1600, 1, 1), 200  # ground leases are old, and run long
MOST_NOTICE = 120  # months
TAKEN_BACK = N_("This statement was taken back already.")
WITHOUT_RIGHT = N_("By which right do you hold it? Choose it above, or choose another state.")


def estate_name(typed: str) -> str:
    """The name without blanks around it. Raises `RuleViolation` for an empty one."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Fill in a name."), field="name")
    return name


def check_state(state: EstateState, holding: HoldingForm) -> None:
    """Raise `RuleViolation` for what is held without a right."""
    if state is EstateState.HELD and holding is HoldingForm.NONE:
        raise RuleViolation(WITHOUT_RIGHT, field="holding")


def check_room(number: int) -> None:
    """Raise `RuleViolation` when the register is full."""
    if number >= MOST_OBJECTS:
        raise RuleViolation(N_("There are %(most)s in the register: that is the most."), most=MOST_OBJECTS)


def check_statement(new: EstateSaid, *, owned: int, today: date) -> None:
    """Raise `RuleViolation` at the field of what cannot be. `owned` is the share that other owners have together."""
    check_said(new.ground, today)
    checks = {
        EstateSubject.OWNER: lambda: _check_share(new.share, owned),
        EstateSubject.LEASE: lambda: _check_lease(new),
        EstateSubject.PURCHASE: lambda: None,
        EstateSubject.YEAR: lambda: _check_year(new, today),
    }
    checks[new.about]()
    for field in ("begins_on", "ends_on", "review_on"):
        _check_day(field, getattr(new, field), today)
    if new.begins_on and new.ends_on and new.ends_on < new.begins_on:
        raise RuleViolation(N_("The last day comes before the first."), field="ends_on")


def _check_share(share: int | None, owned: int) -> None:
    if share is None:
        return
    if not 0 < share <= WHOLE:
        raise RuleViolation(N_("Fill in a percentage above 0, and at most 100."), field="share")
    # More than the whole is a slip of the pen, or an owner who sold: that statement is taken back first.
    if share + owned > WHOLE:
        raise RuleViolation(
            N_("Together the owners would have more than 100 per cent. Take back who is no owner any more."),
            field="share",
        )


def _check_lease(new: EstateSaid) -> None:
    if new.cents is not None and not 0 <= new.cents <= HIGHEST:
        raise RuleViolation(N_("Fill in an amount of zero or more."), field="cents")
    # The same rent by the month or by the year differs twelvefold: neither is a safe guess.
    if (new.cents is None) != (new.period is None):
        field = "period" if new.period is None else "cents"
        raise RuleViolation(N_("An amount and its period go together."), field=field)
    if new.notice_months is not None and not 0 <= new.notice_months <= MOST_NOTICE:
        raise RuleViolation(N_("Fill in 0 to %(most)s months."), field="notice_months", most=MOST_NOTICE)


def _check_year(new: EstateSaid, today: date) -> None:
    # Next year too: a budget stands before its year begins.
    if new.year is None or not 1990 <= new.year <= today.year + 1:
        raise RuleViolation(N_("Fill in a year from 1990 until next year."), field="year")
    for field in ("income_cents", "expense_cents"):
        cents = getattr(new, field)
        if cents is None or not 0 <= cents <= HIGHEST:
            raise RuleViolation(N_("Fill in an amount of zero or more."), field=field)


def _check_day(field: str, day: date | None, today: date) -> None:
    if day is not None and not EARLIEST <= day <= date(today.year + LATEST_YEARS, 12, 31):
        raise RuleViolation(N_("Is the year of this day right?"), field=field)


def check_news(news: EstateNews, today: date) -> None:
    """Raise `RuleViolation` for what is still to come."""
    if news.on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="on_date")


def stale_reasons(state: EstateState, heard: date, days: Iterable[date], *, today: date) -> tuple[EstateStale, ...]:
    """Why it asks for attention, the strongest first; `days` are those on which something ends or is reviewed."""
    if state in ENDED_STATES:
        return ()
    reasons = []
    if any(day < today for day in days):
        reasons.append(EstateStale.PAST)
    if is_silent(heard, today=today):
        reasons.append(EstateStale.SILENT)
    return tuple(reasons)
