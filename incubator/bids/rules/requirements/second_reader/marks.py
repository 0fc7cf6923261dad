"""What a text gives besides words: an amount, a share, a moment, a length of time, an address, an article, a norm."""

import re
from collections.abc import Iterator

_MARKS = {
    "eur": r"€|\beuro?\b|\beur\b",
    "pct": r"\d\s*(?:%|procent)",
    "pts": r"\d\s*(?:punten|ptn|pt\b)|/100",
    "hour": r"\d{1,2}[.:]\d{2}|\d+ ?uur|\bu\.",
    "date": r"\d{1,2}e? (?:jan|feb|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)",
    "year": r"\b20\d\d\b",
    "last": (
        r"(?:(?<![\d.,:])\d+|een|één|twee|drie|vier|vijf|zes|acht|tien|dertig|zestig|negentig) (?:(?!per )\w+ )?"
        r"(?:minuten|uur|uren|dagen|werkdagen|kalenderdagen|weken|maanden|jaar|jaren)\b"
    ),
    "within": r"\bbinnen (?:de |een )?(?:\d+|\w+) ",
    "per": r"\bper (?:dag|week|maand|jaar|kwartaal|uur)|\w+lijks\b|(?:een|twee|drie|vier)(?:maal| keer)",
    "sched": (
        r"\b(?:word(?:t|en)|krijg(?:t|en)) (?:[\w'’-]+ ){0,6}(?:(?:een|één|twee|drie|vier|vijf|zes|acht)(?:maal| keer)|om de"
        r"|elke|iedere|ieder|elk|dagelijks|wekelijks|maandelijks|jaarlijks)\b(?!.*\bdoor (?:de|het|ons|onze|een)\b)"
    ),
    "page": r"pagina|bladzij|kantje|\bA4\b|\bA3\b|woorden",
    "mail": r"@|www|\.example|tenderned|e-procurement|platform",
    "art": r"artikel|\bart\.",
    "norm": r"\b(?-i:ISO|NEN|EN|VCA|CE|HACCP|SKJ)\b",
    "paren": r"\(",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _MARKS.items()}


def marks_in(text: str) -> Iterator[str]:
    """The names of what the text gives."""
    for name, pattern in _PATTERNS.items():
        if pattern.search(text):
            yield name
