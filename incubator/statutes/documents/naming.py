"""How a deed names bodies and counts people, and marks what is not answered."""

from fractions import Fraction

from incubator.core.quantities import write_count, write_decimal, write_percent
from incubator.core.word import Inline, Open
from incubator.statutes.rules.organs import organ

Word = tuple[Inline, ...]
BODIES = {
    "bestuur": "het bestuur",
    "ALV": "de algemene vergadering",
    "rvc": "de raad van commissarissen",
}


def or_open(text: str, what: str, why: str) -> Inline:
    return text or Open(what, why)


def organ_name(text: str, default: str) -> str:
    """`ALV` as a clause names it; what is no known organ stays as it was written."""
    plain = text.strip().lower()
    if plain.startswith(("de ", "het ")):
        return text
    return BODIES.get(organ(text or default), text)


def organ_or_open(text: str, why: str) -> Inline:
    return organ_name(text, "") if text else Open("wie", why)


def range_of(low: int | None, high: int | None, single: str, plural: str) -> str:
    """How many there are: "drie bestuurders", "één of twee bestuurders", "drie tot en met vijf"; empty when nothing is known."""
    if low is None and high is None:
        return ""
    if low is None or low == high:
        return _counted(high or 0, single, plural)
    if high is None:
        return f"ten minste {_counted(low, single, plural)}"
    return f"ten minste {count(low)} en ten hoogste {_counted(high, single, plural)}"


def _counted(number: int, single: str, plural: str) -> str:
    return f"{count(number)} {single if number == 1 else plural}"


def count(number: int) -> str:
    """één, drie, 13: with its accents, since "een" can be read as an article."""
    return "één" if number == 1 else write_count(number)


def number(amount: Fraction) -> str:
    """3, and 2,5: one decimal says enough in a clause."""
    return write_decimal(round(amount, 1))


def months(term: Fraction) -> str:
    """een maand, twee maanden, 1,5 maanden"""
    return "een maand" if term == 1 else f"{number_in_words(term)} maanden"


def number_in_words(amount: Fraction) -> str:
    """drie, 18, 2,5: in words as `count` has them, where it is a whole number."""
    return count(int(amount)) if amount.denominator == 1 else number(amount)


def percentage(share: Fraction) -> str:
    """30%, out of 0.3."""
    return write_percent(number(share * 100))


def regime_in_words(letters: str) -> str:
    """U.A., out of `UA`: as it stands behind the name (2:54(2) BW)."""
    return "".join(f"{letter}." for letter in letters)


def against_the_law(chosen: bool, why: str) -> Word:
    """A choice that the act does not leave: not written as a clause, and left open for all to see."""
    return (" ", Open("uitsluiten staat de wet niet toe", why)) if chosen else ("",)


def chosen(holds: bool, text: str) -> str:
    """A part of a sentence that is only there when something was chosen."""
    return text if holds else ""
