"""What a legal check finds, and how an article of law is written on a page."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ARTICLE = re.compile(r"(?P<act>.+?) (?P<number>\d[\w:.]*)(?P<parts>(?:\(\w+\))*)")
ACTS = {
    "Aw": "Aanbestedingswet 2012",
    "BW": "BW",
    "Vpb": "Wet op de vennootschapsbelasting 1969",
    "ZW": "Ziektewet",
    "Hrw 2007": "Handelsregisterwet 2007",
}


class Severity(StrEnum):
    """How heavy a finding weighs: against the law, risky, or good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One thing that a rule found in a set of answers."""

    rule: str
    name: str
    severity: Severity
    blocks: bool
    articles: tuple[str, ...]
    field: str
    message: str
    remedy: str
    sure: bool = True  # whether the rule was read in the act or confirmed; else it is practice, or a line of our own

    @property
    def is_for_the_notary(self) -> bool:
        """Whether only a notary can say what this means: a risk of which we are not sure."""
        return self.severity is Severity.WARNING and not self.sure

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.value,
            "blocks": self.blocks,
            "articles": list(self.articles),
            "field": self.field,
            "message": self.message,
            "remedy": self.remedy,
        }

    @property
    def articles_in_words(self) -> str:
        return ", ".join(article_in_words(article) for article in self.articles)


def article_in_words(article: str) -> str:
    """`BW 2:54(2)` as one says it: artikel 2:54 lid 2 BW."""
    match = ARTICLE.fullmatch(article)
    if match is None:
        return article
    words = [f"artikel {match['number']}"]
    for part in re.findall(r"\((\w+)\)", match["parts"]):
        words.append(f"lid {part}" if part.isdigit() else f"onder {part}")
    return f"{' '.join(words)} {ACTS.get(match['act'], match['act'])}"


def article_in_english(article: str) -> str:
    """`BW 2:54(2)` as English texts cite it: article 2:54(2) BW. Acts keep their Dutch names, by which people find them."""
    match = ARTICLE.fullmatch(article)
    if match is None:
        return article
    return f"article {match['number']}{match['parts']} {ACTS.get(match['act'], match['act'])}"
