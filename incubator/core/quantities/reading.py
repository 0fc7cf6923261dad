"""What people type as a number, an amount, a day, a share or a term, read in one way everywhere.

A text that can be read in two ways is a question, never a guess: "10,000" on a Dutch page is ten thousand or ten.
"""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from babel import Locale

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

NO_NUMBER = N_("Fill in a number, for example 1250 or 18,50.")
NO_COUNT = N_("Fill in a whole number, for example 12.")
NO_AMOUNT = N_("Fill in an amount in euros, for example 1250 or 18,50.")
TWO_READINGS = N_(
    "We cannot tell whether “%(typed)s” is %(large)s or %(small)s. Write it as %(large)s or as %(small)s."
)

SIGNS = {"+": 1, "-": -1, "−": -1}
LARGEST = Decimal(10) ** 12
BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
CURRENCY = re.compile(r"^(?:€|eur\b|euro\b)|(?:€|\beuro?)$", re.IGNORECASE)
WITHOUT_CENTS = re.compile(r"[.,](?:-{1,2}|–|—)$")  # "10.000,-"
DIGITS = re.compile(r"\d+", re.ASCII)
GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", re.ASCII) for mark in (".", ",", " ", "'")}

COUNTS = {
    "nul": 0, "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19, "twintig": 20, "eenentwintig": 21, "vierentwintig": 24, "achtentwintig": 28,
    "dertig": 30, "zesendertig": 36, "achtenveertig": 48, "zestig": 60, "negentig": 90,
}  # fmt: skip
NAMED_SHARES = (
    (r"gewone meerderheid|volstrekte meerderheid|meer dan de helft|simple", Fraction(1, 2)),
    (r"twee[ -]?derde", Fraction(2, 3)),
    (r"drie[ -]?(kwart|vierde)", Fraction(3, 4)),
    (r"vier[ -]?vijfde", Fraction(4, 5)),
    (r"negen[ -]?tiende", Fraction(9, 10)),
    (r"een[ -]?derde", Fraction(1, 3)),
    (r"een[ -]?tiende", Fraction(1, 10)),
    (r"de helft", Fraction(1, 2)),
    (r"algemene stemmen|unaniem|eenparig", Fraction(1)),
)
MONTHS_IN = {"dag": Fraction(12, 365), "week": Fraction(12 * 7, 365), "maand": Fraction(1), "jaar": Fraction(12)}
UNITS = {"dagen": "dag", "weken": "week", "maanden": "maand", "jaren": "jaar"}
# From where a number or word begins: tried from each place inside a long row of digits, it would take seconds.
COUNT = r"((?<!\d)\d+|(?<![a-zé])[a-zé]+)"
TERM = re.compile(rf"{COUNT}\s*(?:kalender|volle )?(dagen|dag|weken|week|maanden|maand|jaren|jaar)\b", re.ASCII)
MOST_DIGITS = 13
LONGEST = 25  # digits, with decimals that mean nothing


def read_number(typed: Any, language: str = "nl") -> Decimal:
    """The number that someone typed. Raises `RuleViolation` when it is none, is too large, or can be read in two ways."""
    text = BLANKS.sub(" ", str(typed)).strip()
    sign = SIGNS.get(text[:1])
    digits = text if sign is None else text[1:].strip()
    number = _unsigned(digits, language)
    if number is None or number > LARGEST:
        raise RuleViolation(NO_NUMBER)
    return number * (sign or 1)


def read_count(typed: Any, language: str = "nl") -> int:
    """How many of something: a whole number from 0. Raises `RuleViolation`."""
    if isinstance(typed, str) and typed.strip().lower() in COUNTS:
        return COUNTS[typed.strip().lower()]
    try:
        number = read_number(typed, language)
    except RuleViolation as broken_rule:
        raise broken_rule if broken_rule.message == TWO_READINGS else RuleViolation(NO_COUNT) from broken_rule
    if number < 0 or number != int(number):
        raise RuleViolation(NO_COUNT)
    return int(number)


def read_amount(typed: Any, language: str = "nl") -> Decimal:
    """An amount of money with at most two decimals, from 0: "€ 10.000,-", "18,50", "EUR 1.250". Raises `RuleViolation`."""
    text = BLANKS.sub(" ", str(typed)).strip()
    text = CURRENCY.sub("", text, count=1).strip()
    text = WITHOUT_CENTS.sub("", text)
    try:
        amount = read_number(text, language)
    except RuleViolation as broken_rule:
        in_cents = text.endswith("0")  # 1,250 may be € 1,25; 1,255 is no amount whichever way it is read
        raise (
            broken_rule if broken_rule.message == TWO_READINGS and in_cents else RuleViolation(NO_AMOUNT)
        ) from broken_rule
    if amount < 0 or amount != round(amount, 2):
        raise RuleViolation(NO_AMOUNT)
    return round(amount, 2)


def read_cents(typed: Any, language: str = "nl") -> int:
    """The same amount in whole cents. Raises `RuleViolation`."""
    return int(read_amount(typed, language) * 100)


def _unsigned(text: str, language: str) -> Decimal | None:
    """The number without its sign; None when it is none. Only the digits 0-9 count: others can be mistaken for each other."""
    marks = re.sub(r"\d", "", text, flags=re.ASCII)
    digits = len(text) - len(marks)
    # Arabic or full-width digits look like others and are never what people here mean.
    if not text.isascii() or not 0 < digits <= LONGEST:
        return None
    if not marks:
        return Decimal(text)
    if marks in {",", "."}:
        return _with_one_mark(*text.split(marks), mark=marks, language=language)
    if len(set(marks)) == 1:
        return _grouped(text, marks[0])
    return _with_groups_and_decimals(text, marks)


def _grouped(text: str, mark: str) -> Decimal | None:
    """1.250.000 or 1 250 000: nothing but groups of three."""
    pattern = GROUPED.get(mark)
    if pattern is None or pattern.fullmatch(text) is None:
        return None
    return Decimal(text.replace(mark, ""))


def _with_groups_and_decimals(text: str, marks: str) -> Decimal | None:
    """1.250,50 and 1,250.50: the last mark is the decimal one, whatever the language."""
    grouping, decimal_mark = set(marks[:-1]), marks[-1]
    if len(grouping) > 1 or decimal_mark in grouping or decimal_mark not in {".", ","}:
        return None
    whole, decimals = text.split(decimal_mark)
    thousands = _grouped(whole, grouping.pop())
    if thousands is None or not DIGITS.fullmatch(decimals):
        return None
    return thousands + Decimal(f"0.{decimals}")


def _with_one_mark(whole: str, decimals: str, *, mark: str, language: str) -> Decimal | None:
    """18,50 and 18.50 are the same; three digits behind the mark are thousands, or a question."""
    if not DIGITS.fullmatch(whole or "0") or not DIGITS.fullmatch(decimals):
        return None
    as_decimals = Decimal(f"{whole or 0}.{decimals}")
    could_be_thousands = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not could_be_thousands:
        return as_decimals
    as_thousands = Decimal(whole + decimals)
    # In the language of the page this mark groups thousands, and three digits are a group.
    if mark == _thousands_mark(language):
        return as_thousands
    raise RuleViolation(
        TWO_READINGS, typed=f"{whole}{mark}{decimals}", large=str(as_thousands), small=_plain(as_decimals, language)
    )


def _plain(number: Decimal, language: str) -> str:
    """10,00 and 1,25: a number with decimals that cannot be read in two ways."""
    mark = Locale(language).number_symbols["latn"]["decimal"]
    digits = f"{number:.2f}" if number == round(number, 2) else f"{number}0"
    return digits.replace(".", mark)


@cache
def _thousands_mark(language: str) -> str:
    mark: str = Locale(language).number_symbols["latn"]["group"]
    return mark


def read_share(typed: Any) -> Fraction | None:
    """A part of a whole: "2/3", "tweederde", "67%", "de helft". None when it is none. Rounded thirds (0.667) are thirds."""
    if typed is None or isinstance(typed, bool):
        return None
    text = str(typed).strip().lower().replace(",", ".")
    text = text.replace("½", "1/2").replace("⅔", "2/3").replace("¾", "3/4").replace("⅓", "1/3")
    if match := re.search(r"(\d{1,9})\s*/\s*(\d{1,9})", text, re.ASCII):
        if int(match[2]):
            return Fraction(int(match[1]), int(match[2]))
        return None
    for pattern, share in NAMED_SHARES:
        if re.search(pattern, text):
            return share
    match = re.fullmatch(r"(-?\d{1,9}(?:\.\d{1,9})?)\s*(%|procent|percent)?", text, re.ASCII)
    if match is None:
        return None
    written = Decimal(match[1])
    whole = 100 if match[2] else 1
    return _unrounded(Fraction(written) / whole, written)


def _unrounded(share: Fraction, written: Decimal) -> Fraction:
    """0.667 and 66,67% stand for two thirds: who rounds means the fraction."""
    decimals = -int(written.as_tuple().exponent)
    if decimals < 2:
        return share
    for third in (Fraction(1, 3), Fraction(2, 3)):
        if abs(share - third) <= Fraction(1, 2000):
            return third
    return share


def read_term(typed: Any) -> Fraction | None:
    """The longest term that a text names, in months: "vier weken", "3 maanden"; a bare number counts months. None without one."""
    if typed is None or isinstance(typed, bool):
        return None
    if isinstance(typed, int | float):
        return _finite(typed)
    terms = []
    for number, unit in TERM.findall(str(typed).lower()):
        count = int(number) if number.isdigit() and len(number) <= MOST_DIGITS else COUNTS.get(number)
        if count is not None:
            terms.append(count * MONTHS_IN[UNITS.get(unit, unit)])
    return max(terms, default=None)


def _finite(number: float) -> Fraction | None:
    """JSON of others may hold Infinity and NaN, which are no term."""
    try:
        return Fraction(str(number))
    except ValueError:
        return None
