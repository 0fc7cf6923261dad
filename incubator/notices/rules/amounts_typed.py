"""Amounts as people type them: "50.000", "een ton", "1,5 miljoen", "50k"."""

import re
from decimal import Decimal

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.quantities.reading import LARGEST, NO_AMOUNT

IN_EUROS = {
    "k": 10**3,
    "mille": 10**3,
    "duizend": 10**3,
    "ton": 10**5,
    "mln": 10**6,
    "m": 10**6,
    "miljoen": 10**6,
    "million": 10**6,
}
WORDS = {"half": Decimal("0.5"), "een half": Decimal("0.5"), "anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5")}
NUMBER = r"(?:\d[\d., ]*\d|\d)"
UNIT = r"(?:k|mille|duizend|ton|mln|miljoen|million|m)"
WORD = r"(?:een half|half|anderhalve?|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|dertig|vijftig|honderd)"
# What cannot be anything but an amount, and what is one where a word before it says so.
SURE = (
    rf"(?:(?:€|eur|euro) ?{NUMBER}(?: ?{UNIT}\b)?(?:,-)?|{NUMBER} ?(?:{UNIT}\b)?(?:,-)? ?(?:euro\b|eur\b|€)"
    rf"|{NUMBER}(?: ?{UNIT}\b|,-)|{WORD} {UNIT}\b)"
)
LIKELY = rf"(?:{SURE}|\d{{1,3}}(?:[. ]\d{{3}})+(?!\d)|\d{{4,9}})"
_WITH_UNIT = re.compile(rf"(?P<number>{NUMBER}|{WORD}) ?(?P<unit>{UNIT})")
MORE_WORDS = {"vijftig": 50, "honderd": 100}


def read_euros(typed: str, language: str = "nl") -> int:
    """The amount in whole euros. Raises `RuleViolation`."""
    text = " ".join(typed.lower().split())
    bare = re.sub(r"€|\beuro?\b", "", text).strip().removesuffix(",-").strip()
    match = _WITH_UNIT.fullmatch(bare)
    if match is None:
        return int(quantities.read_amount(typed, language))
    amount = _number(match["number"], language) * IN_EUROS[match["unit"]]
    if amount > LARGEST:
        raise RuleViolation(NO_AMOUNT)
    return int(amount)


def _number(written: str, language: str) -> Decimal:
    if written in WORDS:
        return WORDS[written]
    if written in MORE_WORDS:
        return Decimal(MORE_WORDS[written])
    if written[0].isdigit():
        # Before "miljoen" a point or a comma begins decimals, whatever the language: 1.5 miljoen.
        if re.fullmatch(r"\d+[.,]\d{1,2}", written):
            return Decimal(written.replace(",", "."))
        return quantities.read_number(written, language)
    return Decimal(quantities.read_count(written))
