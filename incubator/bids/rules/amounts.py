"""Amounts that stand in a text about quality. Many buyers exclude a bid for that (art. 2.114 Aw 2012 and the documents)."""

import re

NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
YEAR = r"(?:19|20)\d\d\b(?![.,]\d)"
AMOUNT = re.compile(
    rf"(?:€|\beuro\b|\bEUR\b)\s?(?:{NUMBER})(?:,-)?"
    rf"|(?<![\d.,])(?:{NUMBER})(?:,-)?\s?(?:€|euro's\b|euro\b|EUR\b)"
    rf"|\b(?:uur)?(?:tarief|loon|prijs)\s+(?:is|van|per uur)\s+(?!{YEAR})(?:{NUMBER})(?![\d%])",
    re.IGNORECASE,
)


def amounts_in(text: str) -> list[str]:
    """Every amount of money as it was written, each once."""
    return list(dict.fromkeys(match.group().strip() for match in AMOUNT.finditer(text)))
