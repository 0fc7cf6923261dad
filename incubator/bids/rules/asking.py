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
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DATE_IN_TEXT = re.compile(
    rf"\b\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}} (?:{_MONTH}|[a-z]+(?= \d{{4}}\b))(?: \d{{4}})?\b",
    re.I,
)
ABOUT_QUESTIONS = re.compile(r"\b(?:vra(?:ag|gen)|vraagstelling|inlichtingen|stelt|stellen|gesteld)\w*|ronde\b", re.I)
ABOUT_OTHERS = re.compile(
    r"\b(?:inschrij|offerte|aanmeld|aanbieding|reageer|reageren|reactie|sluit|indien|antwoord|beantwoord|nota van|gunning|start)\w*",
    re.I,
)
BREAK = re.compile(r"[,;.:](?=\s)")
OVER_A_BREAK = 60  # letters that a mark between a word and a day counts for


class TermSource(StrEnum):
    """Where the last day for questions comes from."""

    DOCUMENTS = "documents"  # the buyer names it
    LAW = "law"  # counted back from the closing date
    NOT_IN_LAW = "not-in-law"  # read the documents
    DOUBTFUL = "doubtful"  # the buyer seems to name a day that comes too late to be it


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
    doubtful = ""
    for sentence in sentences:
        days = _days_for_questions(sentence, closes_on)
        possible = [day for day in days if closes_on is None or day < closes_on]
        # The last of several days: before it there is still a round.
        if possible:
            return QuestionTerm(TermSource.DOCUMENTS, max(possible), sentence)
        if days:
            doubtful = doubtful or sentence
    if doubtful:
        return QuestionTerm(TermSource.DOUBTFUL, sentence=doubtful)
    if regime is LegalRegime.EU and closes_on is not None:
        return QuestionTerm(TermSource.LAW, closes_on - ANSWERED_BEFORE)
    return QuestionTerm(TermSource.NOT_IN_LAW, sentence=next(iter(sentences), ""))


def _days_for_questions(sentence: str, closes_on: date | None) -> list[date]:
    """The days that stand nearer to words about questions than to words about something else; else the nearest to such words."""
    near: list[date] = []
    others: list[tuple[int, date]] = []
    for day, written in _days_in(sentence, closes_on):
        to_questions = _distance(sentence, written, ABOUT_QUESTIONS)
        if to_questions <= _distance(sentence, written, ABOUT_OTHERS):
            near.append(day)
        others.append((to_questions, day))
    return near or [day for _far, day in sorted(others)[:1]]


def _distance(sentence: str, written: re.Match[str], words: re.Pattern[str]) -> int:
    """How far the nearest of these words is from a day, over a comma farther."""
    nearest = 2 * len(sentence) + OVER_A_BREAK * len(sentence)
    for word in words.finditer(sentence):
        between = sentence[word.end() : written.start()] or sentence[written.end() : word.start()]
        nearest = min(nearest, len(between) + OVER_A_BREAK * len(BREAK.findall(between)))
    return nearest


def _days_in(sentence: str, closes_on: date | None) -> list[tuple[date, re.Match[str]]]:
    """Every day that is named, with where it stands. A sentence may name a first day and a last."""
    days = []
    for written in DATE_IN_TEXT.finditer(sentence):
        try:
            days.append((_day(written[0], closes_on), written))
        except RuleViolation:
            # Something else that looks like a day: "5 stuks 2026".
            continue
    return days


def _day(written: str, closes_on: date | None) -> date:
    """A day without a year is the last one before closing. Raises `RuleViolation` for what is no day."""
    if closes_on is None or re.search(r"\d{4}", written):
        return read_day(written)
    day = read_day(f"{written} {closes_on.year}")
    return day if day <= closes_on else read_day(f"{written} {closes_on.year - 1}")


def comes_late(answered_on: date, closes_on: date | None, regime: LegalRegime | None) -> bool:
    """Whether an answer was published less than ten days before the closing date, where the law asks for ten."""
    if regime is not LegalRegime.EU or closes_on is None or answered_on > closes_on:
        return False
    return closes_on - answered_on < ANSWERED_BEFORE
