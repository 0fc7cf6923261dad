"""Numbers, dates and money the way the reader's language writes them; terms in words, not bare dates."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_datetime
from flask import Flask
from flask_babel import gettext, ngettext
from markupsafe import Markup

from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.quantities import (
    unparted_amounts,
    write_amount,
    write_day,
    write_decimal,
    write_month,
    write_percent,
)

MOST_CERTAIN = 99  # per cent
ROUNDING = 1e-6  # what a fraction of two may lie below its whole per cent


def as_date(value: date | datetime | None) -> str:
    """24 november 2026"""
    if value is None:
        return ""
    day = clock.local(value).date() if isinstance(value, datetime) else value
    return write_day(day, language())


def month_name(day: date) -> str:
    """november 2026: the month of a day"""
    return write_month(day, language())


def as_datetime(value: datetime | None) -> str:
    """24 november 2026, 10.00 uur"""
    if value is None:
        return ""
    pattern = "d MMMM y, HH.mm 'uur'" if _dutch() else "d MMMM y, HH:mm"
    return _written(value, pattern)


def as_deadline(value: datetime | None, whole_day: bool = False) -> str:
    """nog 6 dagen (di 1 december, 10.00 uur); of a day without an hour: nog 6 dagen (di 1 december)"""
    if value is None:
        return ""
    day, hour = ("EEEEEE d MMMM", ", HH.mm 'uur'") if _dutch() else ("EEE d MMMM", ", HH:mm")
    if abs((value - clock.now()).days) > 300:
        day += " y"
    moment = _written(value, day if whole_day else day + hour)
    return gettext("%(term)s (%(moment)s)", term=remaining(value), moment=moment)


def _written(value: datetime, pattern: str) -> str:
    """A moment as a clock in the Netherlands shows it."""
    return _moment(clock.local(value).replace(tzinfo=None), pattern, language())


@lru_cache(maxsize=2000)  # a list shows the same deadlines again and again
def _moment(local: datetime, pattern: str, spoken: str) -> str:
    return str(format_datetime(local, pattern, locale=spoken))


def remaining(value: datetime) -> str:
    """How many days are left on the calendar, in words."""
    if value < clock.now():
        return gettext("closed")
    days = (clock.local(value).date() - clock.today()).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return ngettext("%(num)d day left", "%(num)d days left", days)


def near(value: datetime | None) -> bool:
    """Whether what ends then ends within two weeks: time to hurry."""
    return value is not None and (clock.local(value).date() - clock.today()).days <= 14


def ago(value: datetime | None) -> str:
    """How long ago: 3 dagen geleden"""
    if value is None:
        return ""
    days = (clock.today() - clock.local(value).date()).days
    if days <= 0:
        hours = int((clock.now() - value).total_seconds() // 3600)
        if hours > 0:
            return ngettext("%(num)d hour ago", "%(num)d hours ago", hours)
        return gettext("just now")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(num)d day ago", "%(num)d days ago", days)


def money_cents(cents: int | None, currency: str = "EUR") -> str:
    """€ 1.234.567,50 out of whole cents; whole euros lose their decimals."""
    if cents is None:
        return ""
    return money(Decimal(cents) / 100, currency)


def money(amount: Decimal | None, currency: str = "EUR") -> str:
    if amount is None:
        return ""
    return write_amount(amount, currency, language())


def unparted_cents(cents: int | None, currency: str = "EUR") -> str:
    """The same on a page, where a line must not end between the sign and the amount."""
    return money_cents(cents, currency).replace(" ", "\u00a0")


def unparted(amount: Decimal | None, currency: str = "EUR") -> str:
    return money(amount, currency).replace(" ", "\u00a0")


def unparted_sentence(sentence: str) -> str:
    """A sentence on a page with its amounts unparted; what is marked as HTML stays so."""
    written = unparted_amounts(str(sentence))
    return Markup(written) if isinstance(sentence, Markup) else written  # noqa: S704 - it was marked already


def number(value: float | Decimal | None) -> str:
    if value is None:
        return ""
    return write_decimal(value, language())


def chance(value: float) -> int:
    """A chance between 0 and 1 in whole per cent. Nothing is certain, and what stays below a threshold does not reach it by rounding."""
    return min(MOST_CERTAIN, int(value * 100 + ROUNDING))


def filesize(size: int | None) -> str:
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{number(max(1, round(size / 1024)))} kB"
    if size < 1024 * 1024 * 1024:
        return f"{number(round(size / 1024 / 1024, 1))} MB"
    return f"{number(round(size / 1024 / 1024 / 1024, 1))} GB"


def _dutch() -> bool:
    return language() == "nl"


def init_app(app: Flask) -> None:
    app.jinja_env.filters |= {
        "date": as_date,
        "month_name": month_name,
        "datetime": as_datetime,
        "deadline": as_deadline,
        "remaining": remaining,
        "near": near,
        "ago": ago,
        "money_cents": unparted_cents,
        "money": unparted,
        "unparted": unparted_sentence,
        "number": number,
        "percent": write_percent,
        "chance": chance,
        "filesize": filesize,
    }
