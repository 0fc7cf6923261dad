"""When the work starts and ends, out of the sentences of a buyer and its answers. Plain Python; Dutch, as buyers write it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from incubator.bids.rules.requirements.moments import exact_day
from incubator.bids.rules.requirements.terms import closing_day, is_question_deadline
from incubator.bids.values.work_terms import StatedDay, TermOrigin, WorkTerm
from incubator.core.quantities.calendar_months import months_later

WORK = (
    r"(?:opdracht|(?:raam)?overeenkomst|contract|dienstverlening|diensten?|werk(?:zaamheden)?|uitvoering|levering(?:en)?"
    r"|looptijd)"
)
START = re.compile(
    rf"\b(?:ingangs|start|aanvangs|begin)datum\b"
    rf"|\b(?:start|begin|aanvang|ingang) van (?:de|het) {WORK}\b"
    rf"|\b{WORK}\b[^.;]{{0,80}}?\b(?:begin(?:t|nen)|start(?:en)?|ingaat|ingaan|gaa[tn]|vang(?:t|en)|aanvang(?:t|en)"
    rf"|(?:loopt|lopen) van(?:af)?|ingaande|treedt|vanaf)\b"
    rf"|\bmet ingang van\b|\b{WORK}\s*:\s*(?:van(?:af)?\s+)?(?=\d)",
    re.IGNORECASE,
)
# These are about another day: of the choice, of a round, of prices.
ELSEWHERE = re.compile(
    r"\b(?:gunning|inschrijv|aanmeld|offerte|prijzen|tarie[fv]en|index|evalua|optie|verleng)", re.IGNORECASE
)
END = re.compile(
    rf"\beinddatum\b|\b{WORK}\b[^.;]{{0,80}}?\b(?:eindigt|eindigen|loopt af|afloopt)\b|\b(?:tot en met|t/m)\b",
    re.IGNORECASE,
)


def start_day(text: str) -> date | None:
    """On which day the work starts, where a text says that with its year."""
    if closing_day(text) is not None or is_question_deadline(text):
        return None
    match = START.search(text)
    if match is None or ELSEWHERE.search(text[: match.end()]):
        return None
    return exact_day(text[match.start() :])


def end_day(text: str) -> date | None:
    """The last day of the work, where a text says that with its year, beside when it starts or by itself."""
    match = END.search(text)
    if match is None or closing_day(text) is not None or ELSEWHERE.search(text[: match.end()]):
        return None
    if not re.search(rf"\b{WORK}\b|\beinddatum\b|\bingangsdatum\b", text, re.IGNORECASE):
        return None
    return exact_day(text[match.end() :])


def settled(
    by_notice: WorkTerm,
    starts: Sequence[StatedDay],
    ends: Sequence[StatedDay],
    answered: StatedDay | None,
) -> WorkTerm:
    """The days to go by: those of an answer, else the last that somebody confirmed in the papers, else those of the notice.

    Who confirms what the notice says confirms nothing else. A start that moved moves the end, where only the length is known.
    """
    term = replace(by_notice, start_by_notice=by_notice.start, end_by_notice=by_notice.end)
    stated = [each for each in starts if each.day != by_notice.start] or list(starts)
    if answered is not None:
        term = replace(term, start=answered.day, start_from=TermOrigin.ANSWER, words=answered.words)
    elif stated:
        last = stated[-1]
        term = replace(term, start=last.day, start_from=TermOrigin.PAPERS, words=last.words, place=last.place)
    term = replace(term, others=_others(stated, term.start))
    return _with_end(term, ends)


def _others(stated: Sequence[StatedDay], start: date | None) -> tuple[date, ...]:
    return tuple(sorted({each.day for each in stated} - {start}))


def _with_end(term: WorkTerm, ends: Sequence[StatedDay]) -> WorkTerm:
    if ends and ends[-1].day != term.end_by_notice:
        return replace(term, end=ends[-1].day, end_from=TermOrigin.PAPERS, end_by_papers=True)
    if term.start is None or term.start == term.start_by_notice or not term.months:
        return term
    return replace(term, end=months_later(term.start, term.months) - timedelta(days=1), end_from=term.start_from)
