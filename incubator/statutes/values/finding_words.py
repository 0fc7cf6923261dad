"""How a finding reads on a page. The rules write Dutch, the language of the deed; English pages take their sentences from a table."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from incubator.statutes.values.findings import RuleFinding, article_in_english
from incubator.statutes.values.schema import CONTENT

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The sentences of one finding, and the language that they are in."""

    language: str
    message: str
    remedy: str
    articles: str


def words_of(finding: RuleFinding, language: str) -> FindingWords:
    """The finding in this language; wholly in Dutch when one of its sentences has no English."""
    message, remedy = in_english(finding.message), in_english(finding.remedy)
    # Half a finding in each language would be harder to read, and to read aloud, than Dutch that is marked as Dutch.
    if language != "en" or message is None or remedy is None:
        return FindingWords("nl", finding.message, finding.remedy, finding.articles_in_words)
    return FindingWords("en", message, remedy, ", ".join(map(article_in_english, finding.articles)))


def in_english(dutch: str) -> str | None:
    """The English of a sentence that a rule wrote; None when the table does not have it."""
    if dutch in sentences():
        return sentences()[dutch]
    for pattern, english in _patterns():
        match = pattern.fullmatch(dutch)
        if match:
            return _filled(english, match.groupdict())
    return None


@cache
def sentences() -> Mapping[str, str]:
    """English by Dutch, with the slots still open."""
    rows = tomllib.loads((CONTENT / "findings_en.toml").read_text(encoding="utf-8"))["sentence"]
    return {row["nl"]: row["en"] for row in rows}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences with slots, as patterns that take what people typed out of the Dutch."""
    slotted = [(dutch, english) for dutch, english in sentences().items() if SLOT.search(dutch)]
    return tuple((_pattern(dutch), english) for dutch, english in slotted)


def _pattern(dutch: str) -> re.Pattern[str]:
    # Split on the slots, every second part is the name of one. What people type may run over lines.
    pattern = ""
    for place, part in enumerate(SLOT.split(dutch)):
        pattern += f"(?P<{part}>.*)" if place % 2 else re.escape(part)
    return re.compile(pattern, re.DOTALL)


def _filled(english: str, typed: Mapping[str, str]) -> str:
    # In one pass: braces that people typed themselves are text, and never a slot.
    return SLOT.sub(lambda slot: typed[slot[1]], english)
