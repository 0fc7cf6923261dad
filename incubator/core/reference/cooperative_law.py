"""Rules of law about cooperatives that a text can name: their articles in words, where to read them, when our text of them holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from incubator.core.reference.tables import rows

STATE_OF_KNOWLEDGE = date(2026, 11, 23)  # what was known of a rule of which no day is known


@dataclass(frozen=True, slots=True)
class LawText:
    """A rule as its text holds in a period; `until` is the last day, None when no end is known."""

    id: str
    articles: str  # as docs/law.md has them
    words: str  # the same as one says it, in Dutch
    url: str
    since: date | None  # None when the day on which it began to hold is not known
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether this is the text of that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def law_texts() -> Mapping[str, tuple[LawText, ...]]:
    """The texts of each rule, in the order of their days."""
    texts: dict[str, tuple[LawText, ...]] = {}
    for row in rows("cooperative_law"):
        text = LawText(row["id"], row["articles"], row["words"], row["url"], _day(row["since"]), _day(row["until"]))
        texts[text.id] = (*texts.get(text.id, ()), text)
    return texts


def _day(written: str) -> date | None:
    if not written:
        return None
    return date.fromisoformat(written)


def law_text_on(rule: str, day: date) -> LawText | None:
    """The text of a rule on a day; None when it does not hold then, or there is no such rule."""
    for text in law_texts().get(rule, ()):
        if text.holds_on(day):
            return text
    return None
