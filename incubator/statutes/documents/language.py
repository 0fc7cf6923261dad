"""How dates, amounts, shares and lists are written in a Dutch deed."""

from datetime import date
from fractions import Fraction

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
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
}


def day(one: date) -> str:
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def month_day(text: str) -> str:
    month, _, number_of_day = text.partition("-")
    if not (month.isdigit() and number_of_day.isdigit() and 1 <= int(month) <= 12):
        return text
    return f"{int(number_of_day)} {MONTHS[int(month) - 1]}"


def share_name(share: Fraction) -> str:
    if share in SHARES:
        return SHARES[share]
    return "alle" if share == 1 else f"{share.numerator}/{share.denominator} deel"


def number(amount: Fraction) -> str:
    return str(amount.numerator) if amount.denominator == 1 else f"{float(amount):.1f}".replace(".", ",")


def counted(amount: int | None) -> str:
    return COUNTS[amount] if amount is not None and 0 <= amount < len(COUNTS) else str(amount)


def years(amount: Fraction) -> str:
    return f"{counted(int(amount)) if amount.denominator == 1 else number(amount)} jaar"


def enumerated(items: tuple[str, ...], last: str = "en") -> str:
    """a, b en c"""
    items = tuple(unended(one) for one in items)
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The first letter small, unless it begins a name or an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def unended(text: str) -> str:
    return text.strip().rstrip(".;")


def ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
