"""What can be read in the sentences of a buyer: turnover, references, brands, how long a bid stays valid. Dutch, as they write it."""

import re
from decimal import Decimal

from incubator.bids.rules.certificates import NAMED
from incubator.bids.values.procurement import AskedText, ProcurementCase
from incubator.core.errors import RuleViolation
from incubator.core.quantities.reading import read_amount

AMOUNT = re.compile(r"(?:€|EUR|euro)\s*(\d[\d.,]*\d|\d)(?:\s*,-)?(\s*miljoen)?", re.IGNORECASE)
TURNOVER = re.compile(r"\b(?:jaar|bedrijfs|netto)?-?omzet", re.IGNORECASE)
REFERENCE = re.compile(r"\breferenti|\bvergelijkbare opdracht|\bkerncompetentie", re.IGNORECASE)
INSURANCE = re.compile(
    r"\baansprakelijkheidsverzeker|\bverzekerd voor (?:wettelijke |beroeps)?aansprakelijk|\b(?:beroeps|bedrijfs)aansprakelijk"
    r"|\b(?:AVB|CAR)-?(?:polis|verzekering)|\bverzekering(?:spolis|sbewijs)?\b[^.;]{0,60}\b(?:beschik|heeft|hebt|hebben|afgesloten|dekking)"
    r"|\b(?:beschik|heeft|hebt|hebben|afgesloten)\w*\b[^.;]{0,80}\bverzeker(?:d|ing)",
    re.IGNORECASE,
)
CONDUCT = re.compile(r"\bgva\b|\bgedragsverklaring aanbesteden", re.IGNORECASE)
IDENTICAL = re.compile(r"\bidentiek|\bexact dezelfde|\bprecies dezelfde", re.IGNORECASE)
MARKS = NAMED
EQUAL = re.compile(r"gelijkwaardig|vergelijkbaar|equivalent", re.IGNORECASE)
VALIDITY = re.compile(r"gestanddoening\w*\D{0,60}?(\d{2,3})\s*(?:kalender)?dagen", re.IGNORECASE)
STAFF = re.compile(
    r"\bdetacher|\buitzend|\binhuur van personeel|\binhuur personeel|\bpayroll|\bflexkracht", re.IGNORECASE
)
MILLION = Decimal(1_000_000)


def texts_with(case: ProcurementCase, pattern: re.Pattern[str]) -> tuple[AskedText, ...]:
    """The sentences of the buyer in which this stands."""
    return tuple(filter(lambda asked: pattern.search(asked.text), case.texts))


def turnover_asked(case: ProcurementCase) -> Decimal | None:
    """The turnover that the buyer asks: as it was entered, else the highest in a sentence about turnover."""
    if case.turnover_asked is not None:
        return case.turnover_asked
    amounts: list[Decimal] = []
    for asked in texts_with(case, TURNOVER):
        amounts += _amounts(asked.text)
    return max(amounts, default=None)


def _amounts(text: str) -> list[Decimal]:
    amounts = []
    for match in AMOUNT.finditer(text):
        try:
            amount = read_amount(match[1].rstrip(".,"))
        except RuleViolation:
            # Figures that can be read in two ways are no ground to warn anybody.
            continue
        if match[2]:
            amount *= MILLION
        amounts.append(amount)
    return amounts


def marks_without_equal(case: ProcurementCase) -> tuple[str, ...]:
    """The brands and certificates in sentences that do not take what is equal to them."""
    names: dict[str, None] = {}
    for asked in texts_with(case, MARKS):
        if EQUAL.search(asked.text) is None:
            names |= dict.fromkeys(MARKS.findall(asked.text))
    return tuple(names)


def marks_asked(case: ProcurementCase) -> tuple[str, ...]:
    """All brands and certificates that the buyer names."""
    names: dict[str, None] = {}
    for asked in texts_with(case, MARKS):
        names |= dict.fromkeys(MARKS.findall(asked.text))
    return tuple(names)


def days_valid(case: ProcurementCase) -> int | None:
    """How many days a bid stays valid, when the buyer says so."""
    for asked in case.texts:
        match = VALIDITY.search(asked.text)
        if match is not None:
            return int(match[1])
    return None
