"""When a deed was signed and before whom, read out of its first words where they are there; people confirm it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_day
from incubator.core.word.reading import lines
from incubator.statutes.documents.read_terms import NUMBER_WORDS

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
IRREGULAR = {1: "eerste", 3: "derde", 8: "achtste"}
LAST_DAY_OF_A_MONTH = 31


def _day_words() -> dict[str, int]:
    """één, eenentwintig, first: the days of a month in words."""
    days = {word: number for word, number in NUMBER_WORDS.items() if 1 <= number <= LAST_DAY_OF_A_MONTH}
    for word, number in list(days.items()):
        days[IRREGULAR.get(number, word + ("de" if number < 20 else "ste"))] = number
    return days


DAY_WORDS = _day_words()
ANY = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
DAY = r"(\d{1,2}|" + "|".join(sorted(DAY_WORDS, key=len, reverse=True)) + ")"
YEAR = rf"(\d{{4}}|tweeduizend(?:\s*(?:en\s+)?({ANY}))?)"
DATE = re.compile(rf"(?i)\b{DAY}\s+({MONTHS})\s+{YEAR}\b")
APPEARED = re.compile(r"(?i)\bversch(?:een|enen)\b")
BEFORE_ME = re.compile(r"(?i)\bvoor mij,\s*(.{3,120}?),?\s+(?:kandidaat-|toegevoegd\s+)?notaris\b")
LONGEST = 400


@dataclass(frozen=True, slots=True)
class DeedFacts:
    """What the opening of a deed says; empty where it does not say it, or says more than one thing."""

    signed_on: date | None = None
    notary: str = ""
    sentence: str = ""


def deed_facts(content: bytes) -> DeedFacts:
    """The day and the notary of a deed in Word. Raises `RuleViolation` when the file cannot be read."""
    openings = [line.written for line in lines(content) if APPEARED.search(line.written[:LONGEST])]
    if not openings:
        return DeedFacts()
    sentence = openings[0][:LONGEST]
    days = set(_days(sentence))
    before = BEFORE_ME.search(sentence)
    notary = before[1].strip() if before is not None and "[" not in before[1] else ""
    return DeedFacts(days.pop() if len(days) == 1 else None, notary, sentence)


def _days(sentence: str) -> Iterator[date]:
    """Every day that a sentence names before it says who appeared: a day after it is of somebody's birth."""
    appeared = APPEARED.search(sentence)
    end = appeared.start() if appeared is not None else len(sentence)
    for match in DATE.finditer(sentence[:end]):
        day, month, year = match[1].lower(), match[2].lower(), match[3]
        try:
            yield read_day(f"{DAY_WORDS.get(day, day)} {month} {_year(year, match[4])}")
        except RuleViolation:  # the thirtieth of February
            continue


def _year(written: str, rest: str | None) -> int:
    if written.isdecimal():
        return int(written)
    return 2000 + NUMBER_WORDS.get((rest or "nul").lower(), 0)
