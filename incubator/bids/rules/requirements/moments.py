"""Whether a text names a moment or a number with a length of time."""

import re
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_day

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
# "vier december": a day that is written out.
_WORDED = (
    r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,5}tien|(?:\w{2,8}en)?(?:twintig|dertig)|\w+ste|\w+de)"
    r"\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
MOMENT = re.compile(
    rf"\b{_WORDED}|\b\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*(?:20)?\d{{2}}\b|\b20\d\d-\d\d-\d\d\b|\b\d{{1,2}}\s+(?:{_MONTHS})\b"
    rf"|\b(?:{_MONTHS})\s+20\d\d\b|\bweek\s+\d{{1,2}}\b|\b(?:medio|begin|eind)\s+(?:{_MONTHS})\b|\b[kq][1-4]\s+20\d\d\b"
    r"|\b[td]\s?\+\s?\d+"
    r"|\b(?:v[oó][oó]r|tot|uiterlijk|op) de \d{1,2}(?:e|ste)(?=\s*(?:[.,;:!?)]|$)|\s+(?:om|van de maand)\b)",  # "voor de 7e"
    re.IGNORECASE,
)
# An exact day.
DAY = re.compile(
    rf"\b{_WORDED}|\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*(?:20)?\d{{2}}\b|\d{{1,2}}\s+(?:{_MONTHS})\b", re.IGNORECASE
)
# A day of one year and no other.
_EXACT = re.compile(rf"\b\d{{1,2}}\s+(?:{_MONTHS})\s+20\d\d\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]20\d\d\b", re.IGNORECASE)
_COUNT = r"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,8}tien|(?:\w{2,10}en)?\w{3,6}tig|\w{0,8}honderd)"
LENGTH = re.compile(
    rf"\b{_COUNT}\s*(?:\([^)]{{1,20}}\)\s*)?(?:kalender|werk|werkbare )?"
    r"(?:dag|dagen|werkdagen|weken|week|maand|maanden|"
    r"kwartaal|kwartalen|jaar|jaren|schooljaar|schooljaren|seizoen|seizoenen)\b"
    r"|onbepaalde tijd",
    re.IGNORECASE,
)


def exact_day(text: str) -> date | None:
    """The first day with its year in a text; None where it has none, or one that is in no calendar."""
    written = _EXACT.search(text)
    if written is None:
        return None
    try:
        return read_day(written[0])
    except RuleViolation:
        return None


def names_moment(text: str) -> bool:
    return MOMENT.search(text) is not None


def names_day(text: str) -> bool:
    return DAY.search(text) is not None


def names_time(text: str) -> bool:
    """A moment, or how long."""
    return names_moment(text) or LENGTH.search(text) is not None
