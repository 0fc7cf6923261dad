"""Terms read back out of a deed that came back, where its article says one thing plainly; else the article only "differs"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_cents
from incubator.statutes.values.read_deed import TextArticle

UNITS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien".split()
TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig"}


def _number_words() -> dict[str, int]:
    known = {word: value for value, word in enumerate(UNITS)}
    known |= {"één": 1, "zeventien": 17, "achttien": 18, "negentien": 19}
    for ten, word in TENS.items():
        known[word] = ten
        for unit, name in enumerate(UNITS[1:10], start=1):
            joint = "ën" if name.endswith("e") else "en"
            known[f"{name}{joint}{word}"] = ten + unit
    return known


NUMBER_WORDS = _number_words()
N = r"(\d{1,3}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")\b(?:\s*\(\w+\))?"
LEAST = r"(?:ten minste|tenminste|minimaal|minstens|niet minder dan)\s+"
MOST = r"(?:ten hoogste|maximaal|hoogstens|niet meer dan)\s+"
EUROS = r"(?:€|EUR|euro)\s*([\d.]+(?:,\d{2})?)(?:,-|,--)?"


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """An answer as the deed has it."""

    path: str
    clause: str
    value: int


# Path of the answer -> the article, and how it is said.
PATTERNS: Mapping[str, tuple[str, str]] = {
    "convening.notice_days": ("oproeping", rf"{LEAST}{N}\s+(?:vrije\s+|volle\s+)?dagen"),
    "board.min": ("bestuur", rf"(?:{LEAST})?{N}\s+(?:en|tot)\s+(?:{MOST})?(?:{N})\s+(?:bestuurders|personen|leden)"),
    "board.term_years": ("bestuur", rf"{N}\s+jaar"),
    "votes.proxy.max_per_holder": ("stemmen", rf"{MOST}{N}\s+(?:andere\s+)?(?:leden|volmachten|stemmen bij volmacht)"),
    "exit.repayment_years": ("vertrekkend-lid", rf"{N}\s+jaar"),
}


def read_terms(articles: Sequence[TextArticle]) -> list[ReadTerm]:
    """What the articles say plainly: a term that is named with two values, or not at all, is left to people."""
    by_clause: dict[str, str] = {}
    for article in articles:
        if article.clause is not None:
            by_clause[article.clause] = f"{by_clause.get(article.clause, '')} {article.text}"
    terms = [_number(path, clause, by_clause.get(clause, "")) for path, (clause, _pattern) in PATTERNS.items()]
    terms += [_most_directors(by_clause.get("bestuur", "")), _contribution(by_clause.get("inleg", ""))]
    return [term for term in terms if term is not None]


def _number(path: str, clause: str, text: str) -> ReadTerm | None:
    values = {_value(match[1]) for match in re.finditer(PATTERNS[path][1], text, re.IGNORECASE)}
    return ReadTerm(path, clause, values.pop()) if len(values) == 1 else None


def _most_directors(text: str) -> ReadTerm | None:
    values = {_value(match[2]) for match in re.finditer(PATTERNS["board.min"][1], text, re.IGNORECASE)}
    return ReadTerm("board.max", "bestuur", values.pop()) if len(values) == 1 else None


def _contribution(text: str) -> ReadTerm | None:
    amounts = {match[1] for match in re.finditer(EUROS, text)}
    if len(amounts) != 1:
        return None
    try:
        return ReadTerm("capital.contribution_cents", "inleg", read_cents(amounts.pop()))
    except RuleViolation:  # no amount after all, such as 1.2
        return None


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBER_WORDS[word.lower()]
