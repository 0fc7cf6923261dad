"""Numbers, amounts, days and shares written out, in Dutch unless another language is asked for."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_currency, format_decimal

from incubator.core import clock

COUNTS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
SHARES = {
    Fraction(1, 2): "de helft",
    Fraction(2, 3): "twee derde",
    Fraction(3, 4): "drie vierde",
    Fraction(4, 5): "vier vijfde",
    Fraction(9, 10): "negen tiende",
    Fraction(1, 3): "een derde",
    Fraction(1, 10): "een tiende",
    Fraction(1, 20): "een twintigste",
    Fraction(1): "alle",
}
PARTED = re.compile(r"€ (?=[-\u2212]?\d)")
MANY = 2000  # lists write the same days and amounts again and again, and writing one takes as long as asking for a row
WHOLE = {"nl": "¤ #,##0;¤ -#,##0", "en": "¤#,##0"}


def write_decimal(number: Decimal | int | float | Fraction, language: str = "nl") -> str:
    """1.250,5"""
    plain = Decimal(number.numerator) / number.denominator if isinstance(number, Fraction) else number
    return _decimal(str(plain), language)


@lru_cache(maxsize=MANY)
def _decimal(plain: str, language: str) -> str:
    return str(format_decimal(Decimal(plain), locale=language))


def write_percent(written: str) -> str:
    """12,5%, out of a number as it is written. Without a blank, so that no line ends between the two."""
    return f"{written}%"


def write_amount(amount: Decimal, currency: str = "EUR", language: str = "nl", *, cents: bool = False) -> str:
    """€ 1.250,50; whole euros lose their decimals unless `cents`. The blank is a plain one, so that searching finds it."""
    return _amount(str(amount), currency, language, cents=cents)


@lru_cache(maxsize=MANY)
def _amount(plain: str, currency: str, language: str, *, cents: bool) -> str:
    amount = Decimal(plain)
    if cents or amount % 1:
        written = format_currency(amount, currency, locale=language)
    else:
        written = format_currency(amount, currency, WHOLE[language], locale=language, currency_digits=False)
    return str(written).replace("\u00a0", " ")


def unparted_amounts(text: str) -> str:
    """A sentence in which no line ends between the sign and its amount: for what a page shows, not for what is searched."""
    return PARTED.sub("€\u00a0", text)


def write_cents(cents: int, currency: str = "EUR", language: str = "nl") -> str:
    """€ 1.250,00 out of whole cents, always with its decimals."""
    return write_amount(Decimal(cents) / 100, currency, language, cents=True)


@lru_cache(maxsize=MANY)
def write_day(day: date, language: str = "nl") -> str:
    """24 november 2026"""
    return str(format_date(day, "d MMMM y", locale=language))


def write_month(day: date, language: str = "nl") -> str:
    """november 2026: the month of a day"""
    return str(format_date(day, "MMMM y", locale=language))


def write_moment(moment: datetime, language: str = "nl") -> str:
    """dinsdag 1 december 2026, 10.00 uur: as a clock in the Netherlands shows it"""
    pattern = "EEEE d MMMM y, HH.mm 'uur'" if language == "nl" else "EEEE d MMMM y, HH:mm"
    return str(format_datetime(clock.local(moment).replace(tzinfo=None), pattern, locale=language))


def write_month_day(month_day: str, language: str = "nl") -> str:
    """31 december, out of `12-31`; another text stays as it is."""
    month, _, day = month_day.partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return month_day
    return f"{int(day)} {get_month_names('wide', locale=language)[int(month)]}"


def write_count(count: int) -> str:
    """drie, and 13: a Dutch text writes numbers up to twelve in words."""
    if 0 <= count < len(COUNTS):
        return COUNTS[count]
    return str(count)


def write_share(share: Fraction) -> str:
    """twee derde, and 3/8 deel"""
    return SHARES.get(share, f"{share.numerator}/{share.denominator} deel")


def write_years(years: Fraction) -> str:
    """drie jaar, and 2,5 jaar"""
    number = write_count(years.numerator) if years.denominator == 1 else write_decimal(round(years, 1))
    return f"{number} jaar"


def write_enumeration(words: Sequence[str], last: str = "en") -> str:
    """a, b en c: several things in a Dutch sentence."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
