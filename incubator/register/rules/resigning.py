"""When a membership ends after a notice (M-07 of the fact base)."""

import math
import re
from datetime import date, timedelta
from fractions import Fraction

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later, year_end_from
from incubator.register.rules.membership import BOOK_2, MONTHS_TO_END, RESIGNATION
from incubator.register.values import MembershipNotice, Resigning

CALENDAR_YEAR_END = "12-31"


def resignation_date(noticed_on: date, terms: Resigning, *, immediate: bool = False, wish: date | None = None) -> date:
    """The last day of a membership after a resignation (BW 2:36).

    By the terms of the statutes, but never later than the end of the next financial year: a longer term does not hold. A notice
    for a day that cannot be ends at the first day after it that can (M-08).
    """
    if immediate:
        return noticed_on
    earliest = _earliest(noticed_on, terms)
    # A notice for a day that cannot be is no wrong notice: it ends at the first day that can (M-08).
    if wish is None or wish <= earliest:
        return earliest
    if terms.at_year_end:
        return year_end_from(wish, terms.fiscal_year_end)
    return wish


def check_wish(notice: MembershipNotice, terms: Resigning, today: date) -> None:
    """M-08: a day to come that is too early becomes the first that can be. A day that has passed cannot, so it is asked again.

    Who writes down later that somebody left on a day that was possible then, fills in that day.
    """
    if notice.wish is None:
        return
    first = resignation_date(notice.noticed_on, terms, immediate=bool(notice.ground))
    if notice.wish < first and notice.wish < max(today, notice.noticed_on):
        raise RuleViolation(
            N_("This day has passed. The first day on which the membership can end is %(day)s (article 2:36 BW)."),
            field="wish",
            day=first,
        )


def _earliest(noticed_on: date, terms: Resigning) -> date:
    end = _end_by_statutes(noticed_on, terms)
    if not RESIGNATION.holds_on(noticed_on):
        return end
    return min(end, outer_limit(noticed_on, terms.fiscal_year_end))


def outer_limit(noticed_on: date, fiscal_year_end: str) -> date:
    """The last day of the next financial year: longer than that nobody is held, whatever the statutes say (M-07)."""
    this_year = year_end_from(noticed_on, fiscal_year_end)
    return year_end_from(this_year + timedelta(days=1), fiscal_year_end)


def _end_by_statutes(noticed_on: date, terms: Resigning) -> date:
    # Statutes of "900 years" would overflow the calendar; what is longer than two years never holds (M-07).
    months = min(terms.months, MONTHS_TO_END)
    earliest = months_later(noticed_on, months) + timedelta(days=terms.days)
    if terms.at_year_end:
        return year_end_from(earliest, terms.fiscal_year_end)
    return earliest


def resigning_terms(notice: str, months: Fraction | None, fiscal_year_end: str) -> Resigning:
    """What a clause on resigning means. Silent statutes: end of the financial year, four weeks before (BW 2:36(1))."""
    year_end = known_year_end(fiscal_year_end)
    if not notice:
        return Resigning(fiscal_year_end=year_end)
    at_year_end = bool(re.search(r"boekjaar|einde van het jaar|eind van het jaar|31 december", notice, re.I))
    if months is None:
        return Resigning(days=28 if at_year_end else 0, at_year_end=at_year_end, fiscal_year_end=year_end)
    whole = int(months)
    # Rounded up: a half month is never a day shorter than the statutes ask.
    days = math.ceil((months - whole) * Fraction(365, 12))
    return Resigning(whole, days, at_year_end, year_end)


def known_year_end(month_day: str) -> str:
    """The end of the financial year that the statutes name, or of the calendar year when they name no day."""
    if not re.fullmatch(r"\d{2}-\d{2}", month_day, re.ASCII):
        return CALENDAR_YEAR_END
    try:
        year_end_from(BOOK_2, month_day)
    except ValueError:
        return CALENDAR_YEAR_END
    return month_day
