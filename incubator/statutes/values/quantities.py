"""Shares ("2/3", "tweederde", "67%") and terms ("vier weken", "3 maanden") as people write them."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "achttien": 18,
    "vierentwintig": 24, "dertig": 30,
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
TERM = re.compile(r"(\d+|[a-zé]+)\s*(?:kalender|volle )?(dagen|dag|weken|week|maanden|maand|jaren|jaar)\b")


def share(raw: Any) -> Fraction | None:
    """A part of a whole; None when it cannot be read as one. Rounded thirds (0.667) count as thirds."""
    if raw is None or isinstance(raw, bool):
        return None
    text = str(raw).strip().lower().replace(",", ".").replace("½", "1/2").replace("⅔", "2/3").replace("¾", "3/4")
    if match := re.search(r"(\d+)\s*/\s*(\d+)", text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    for pattern, value in NAMED_SHARES:
        if re.search(pattern, text):
            return value
    percent = "%" in text or "procent" in text
    try:
        number = Decimal(re.sub(r"\s*(%|procent)", "", text))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return _unrounded(Fraction(number) / (100 if percent else 1), number)


def _unrounded(value: Fraction, written: Decimal) -> Fraction:
    exponent = written.as_tuple().exponent
    if isinstance(exponent, int) and exponent <= -2:
        for third in (Fraction(1, 3), Fraction(2, 3)):
            if abs(value - third) <= Fraction(1, 1000) / 2:
                return third
    return value


def months(raw: Any) -> Fraction | None:
    """The longest term that a text names, in months; a bare number is a number of months. None when it names none."""
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return Fraction(str(raw))
    found = []
    for number, unit in TERM.findall(str(raw).lower()):
        amount = int(number) if number.isdigit() else WORDS.get(number)
        if amount is not None:
            found.append(amount * MONTHS_IN[UNITS.get(unit, unit)])
    return max(found, default=None)


def euros(cents: int) -> str:
    """€ 1.250,00"""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€ {'-' if cents < 0 else ''}{grouped},{rest:02d}"
