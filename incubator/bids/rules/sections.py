"""The sections of a plan of approach: its parts, how long they are, and which criteria get a text. Plain Python."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

PARTS = ("what", "view", "proof")
# An A4 with Arial 10 or 11 and normal margins; buyers seldom say more than "pages".
WORDS_PER_PAGE = 450
# Some forty pages: longer is a file that was pasted by mistake.
LONGEST_PART = 30_000
LONGEST_TITLE = 200
WORD = re.compile(r"\w[\w'’.,/-]*")
PRICE = re.compile(
    r"\b(?:prijs\w*|\w*prijs|inschrijf(?:som|prijs)|\w*kosten|\w*tarie(?:f|ven)|price|cost|costs)\b", re.IGNORECASE
)
# "De kwaliteit van de prijsopbouw" is scored on words, not on an amount.
ABOUT_QUALITY = re.compile(r"\b(?:kwaliteit|plan|aanpak|toelichting|beheersing|onderbouwing)\w*", re.IGNORECASE)
# As long as one cup of coffee: who comes back later began anew.
SITTING = timedelta(minutes=15)


def count_words(*texts: str) -> int:
    """How many words these texts have together, as the page counts them while one types."""
    return sum(len(WORD.findall(text)) for text in texts)


@dataclass(frozen=True, slots=True)
class SectionLength:
    """How long a section is and may be, in words; `allowed` is None where the buyer set no limit."""

    words: int
    allowed: int | None
    in_pages: bool  # the limit was given in pages: then the number of words is our estimate

    @property
    def too_long(self) -> bool:
        return self.allowed is not None and self.words > self.allowed


def length_of(texts: Iterable[str], *, page_limit: int | None, word_limit: int | None) -> SectionLength:
    """A limit in words goes before one in pages: it can be counted, pages only estimated."""
    words = count_words(*texts)
    # Both may be given; the buyer then counts the words.
    if word_limit is not None:
        return SectionLength(words, word_limit, in_pages=False)
    if page_limit is not None:
        return SectionLength(words, page_limit * WORDS_PER_PAGE, in_pages=True)
    return SectionLength(words, None, in_pages=False)


def is_price(title: str) -> bool:
    """Whether a criterion is about the price: that is answered in the price sheet, and never in a text."""
    return PRICE.search(title) is not None and ABOUT_QUALITY.search(title) is None


def check_texts(texts: Mapping[str, str]) -> None:
    """Raises `RuleViolation` for a part that no buyer reads to the end."""
    for part in PARTS:
        if len(texts.get(part, "")) > LONGEST_PART:
            raise RuleViolation(N_("This is too long: at most %(most)s characters."), field=part, most=LONGEST_PART)


def open_parts(texts: Mapping[str, str]) -> list[str]:
    """Which parts nobody has written yet."""
    return [part for part in PARTS if not texts.get(part, "").strip()]


def cleaned(text: str) -> str:
    """A text as it is kept: a browser sends lines with a carriage return."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def moved(order: Sequence[int], number: int, step: int) -> list[int]:
    """The order after one of them went a step up (-1) or down (1); at the end it stays where it is."""
    changed = list(order)
    place = changed.index(number)
    other = min(max(place + step, 0), len(changed) - 1)
    changed[place], changed[other] = changed[other], changed[place]
    return changed


class Written(Protocol):
    """A version of a text: who wrote it and when."""

    @property
    def written_by_id(self) -> int | None: ...

    @property
    def written_at(self) -> datetime: ...


def sittings(versions: Sequence[Written]) -> list[Written]:
    """The last version of every sitting, newest first: while one types, a version is kept every second.

    `versions` are in the order in which they were written.
    """
    kept: list[Written] = []
    for version in versions:
        if kept and _same_sitting(kept[-1], version):
            kept[-1] = version
        else:
            kept.append(version)
    return kept[::-1]


def _same_sitting(before: Written, after: Written) -> bool:
    return before.written_by_id == after.written_by_id and after.written_at - before.written_at < SITTING
