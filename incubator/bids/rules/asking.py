"""When questions can be asked of a buyer, and when its answers come too late. Plain Python."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_day
from incubator.formats.values import LegalRegime

# The buyer answers at least ten days before the closing date, four when it is urgent (art. 2.54 Aw 2012).
ANSWERED_BEFORE = timedelta(days=10)
ANSWERED_WHEN_URGENT = timedelta(days=4)
LAW = "art. 2.54 Aw 2012"
DATE_IN_TEXT = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b|\b\d{1,2} [a-z]+ \d{4}\b|\b\d{4}-\d{2}-\d{2}\b", re.I)


class TermSource(StrEnum):
    """Where the last day for questions comes from."""

    DOCUMENTS = "documents"  # the buyer names it
    LAW = "law"  # counted back from the closing date
    NOT_IN_LAW = "not-in-law"  # read the documents


@dataclass(frozen=True, slots=True)
class QuestionTerm:
    """Until when one can ask. `sentence` is what the buyer wrote about it."""

    source: TermSource
    on: date | None = None
    sentence: str = ""


def term_for_questions(
    sentences: tuple[str, ...], *, regime: LegalRegime | None, closes_on: date | None
) -> QuestionTerm:
    """The day that the buyer names, else the day by which the law makes it answer. Without a regime it is no public procurement."""
    for sentence in sentences:
        days = _days_in(sentence)
        # The last of several days: before it there is still a round.
        if days:
            return QuestionTerm(TermSource.DOCUMENTS, max(days), sentence)
    if regime is LegalRegime.EU and closes_on is not None:
        return QuestionTerm(TermSource.LAW, closes_on - ANSWERED_BEFORE)
    return QuestionTerm(TermSource.NOT_IN_LAW, sentence=next(iter(sentences), ""))


def _days_in(sentence: str) -> list[date]:
    """Every day that is named. A sentence may name a first day and a last."""
    days = []
    for written in DATE_IN_TEXT.findall(sentence):
        try:
            days.append(read_day(written))
        except RuleViolation:
            # Something else that looks like a day: "5 stuks 2026".
            continue
    return days


def comes_late(answered_on: date, closes_on: date | None, regime: LegalRegime | None) -> bool:
    """Whether an answer was published less than ten days before the closing date, where the law asks for ten."""
    if regime is not LegalRegime.EU or closes_on is None or answered_on > closes_on:
        return False
    return closes_on - answered_on < ANSWERED_BEFORE
