"""Rules about membership (M-rules of the fact base): plain Python, dates are arguments."""

import calendar
import math
import re
from datetime import date, timedelta
from fractions import Fraction

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register.values import EventKind, ExpulsionGround, Resigning, TerminationGround

BOARD, GENERAL_MEETING = "bestuur", "ALV"


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_end_from(day: date, fiscal_year_end: str) -> date:
    """The last day of the financial year in which this day lies."""
    month, last = (int(part) for part in fiscal_year_end.split("-"))
    for year in (day.year, day.year + 1):
        end = date(year, month, min(last, calendar.monthrange(year, month)[1]))
        if end >= day:
            return end
    raise ValueError(fiscal_year_end)


def resignation_date(noticed_on: date, terms: Resigning, *, immediate: bool = False) -> date:
    """When a membership ends after a resignation (BW 2:36): never later than the end of the next financial year."""
    if immediate:
        return noticed_on
    earliest = months_later(noticed_on, terms.months) + timedelta(days=terms.days)
    end = year_end_from(earliest, terms.fiscal_year_end) if terms.at_year_end else earliest
    this_year = year_end_from(noticed_on, terms.fiscal_year_end)
    limit = year_end_from(this_year + timedelta(days=1), terms.fiscal_year_end)
    return min(end, limit)


def resigning_terms(notice: str, months: Fraction | None, fiscal_year_end: str) -> Resigning:
    """What a clause on resigning means. Silent statutes: end of the financial year, four weeks before (BW 2:36(1))."""
    year_end = fiscal_year_end if re.fullmatch(r"\d{2}-\d{2}", fiscal_year_end) else "12-31"
    if not notice:
        return Resigning(fiscal_year_end=year_end)
    at_year_end = bool(re.search(r"boekjaar|einde van het jaar|eind van het jaar|31 december", notice, re.I))
    if months is None:
        return Resigning(days=28 if at_year_end else 0, at_year_end=at_year_end, fiscal_year_end=year_end)
    whole = int(months)
    days = math.ceil((months - whole) * Fraction(365, 12))
    return Resigning(whole, days, at_year_end, year_end)


def check_admission(decided_by: str, organ: str, *, override: bool) -> None:
    """M-02: the organ of the statutes decides; after a refusal the general meeting still can, unless excluded."""
    if decided_by == organ or (decided_by == GENERAL_MEETING and override):
        return
    raise RuleViolation(
        N_("The statutes say that another body decides on admission: %(organ)s (article 2:33 BW)."),
        field="decided_by",
        organ=organ,
    )


def check_end(kind: EventKind, ground: str) -> None:
    """M-04 and M-05: only on a ground that the law knows."""
    allowed: dict[EventKind, list[str]] = {
        EventKind.TERMINATION: [one.value for one in TerminationGround],
        EventKind.EXPULSION: [one.value for one in ExpulsionGround],
    }
    if kind in allowed and ground not in allowed[kind]:
        raise RuleViolation(N_("Choose a ground that the law allows for this (article 2:35 BW)."), field="ground")


def check_reasons(kind: EventKind, reasons: str) -> None:
    """M-06: the member is told in writing, with the reasons."""
    if kind in {EventKind.TERMINATION, EventKind.EXPULSION} and not reasons.strip():
        raise RuleViolation(
            N_("Write down the reasons: the member must get them in writing (article 2:35 BW)."), field="note"
        )


def check_dates(admitted_on: date, ends_on: date) -> None:
    if ends_on < admitted_on:
        raise RuleViolation(N_("A membership cannot end before it began."), field="on")


def guarded_cell(text: str) -> str:
    """A text that a spreadsheet will never take for a formula."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
